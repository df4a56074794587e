/**
 * The reference for people, one page made from the OpenAPI document alone. It holds nothing that needs a token, and no
 * script or style of its own: these lie beside it, so that its Content-Security-Policy forbids everything inline.
 */
import type { OpenApiDocument } from '../openapi/openapi-types.ts';
import { type Html, html, inline, prose } from './html.ts';
import { operationHtml, operationsOf, type Placed } from './operation-html.ts';
import { membersHtml } from './schema-html.ts';

interface ProblemNote {
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
  readonly advice: string;
}

function groupsOf(document: OpenApiDocument): [name: string, operations: Placed[]][] {
  const groups = Map.groupBy(operationsOf(document), ({ operation }) => operation.tags[0]!);
  return [...groups];
}

function contentsHtml(document: OpenApiDocument): Html {
  const groups = groupsOf(document).map(
    ([name, operations]) =>
      html`<li data-group><span class="group">${name}</span><ul>${operations.map(
        ({ method, operation: { operationId } }) => html`<li data-entry="${operationId}"><a href="#${operationId}">
        <span class="method ${method}">${method.toUpperCase()}</span> ${operationId.split('.')[1]}</a></li>`,
      )}</ul></li>`,
  );
  return html`<nav aria-label="Operations">
    <label for="search">Search operations</label>
    <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="verify, access-tokens …">
    <p id="found" role="status"></p>
    <details id="contents" open><summary>Contents</summary>
      <ul>${groups}<li><a href="#schemas">Schemas</a></li><li><a href="#problems">Problems</a></li></ul>
    </details>
  </nav>`;
}

function schemasHtml({ components }: OpenApiDocument): Html {
  const schemas = Object.entries(components.schemas).filter(([name]) => name !== 'ProblemCode');
  const sections = schemas.map(
    ([name, schema]) => html`<section class="schema" id="schema-${name}">
      <h3>${name}</h3>${schema.description && prose(schema.description)}${membersHtml(schema)}
    </section>`,
  );
  return html`<section id="schemas"><h2>Schemas</h2>${sections}</section>`;
}

function problemsHtml({ components }: OpenApiDocument): Html {
  const notes = (components.schemas.ProblemCode?.['x-problems'] ?? {}) as Readonly<Record<string, ProblemNote>>;
  const entries = Object.entries(notes).map(
    ([code, { status, title, retryable, advice }]) => html`<div id="problem-${code}">
      <dt><code>${code}</code> <span class="status">${status}</span></dt>
      <dd>${title}. ${inline(advice)}${retryable && ' The same request may succeed later.'}</dd>
    </div>`,
  );
  return html`<section id="problems"><h2>Problems</h2>
    <p id="schema-ProblemCode">Errors are <code>application/problem+json</code>. Decide by <code>code</code>.</p>
    <dl>${entries}</dl></section>`;
}

/** The page as a whole document. */
export function renderReference(document: OpenApiDocument): string {
  const { info } = document;
  const groups = groupsOf(document).map(
    ([name, operations]) =>
      html`<section class="group" data-group><h2>${name}</h2>${operations.map((placed) =>
        operationHtml(document, placed),
      )}</section>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title} ${info.version}</title>
<link rel="stylesheet" href="/docs/reference.css">
<script src="/docs/reference.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the operations</a>
<header><h1>${info.title}</h1><p>Version ${info.version} · <a href="/openapi.json">openapi.json</a></p></header>
<div class="columns">
${contentsHtml(document)}
<main id="main" tabindex="-1">
<div class="intro">${prose(String(info.description))}</div>
${groups}${schemasHtml(document)}${problemsHtml(document)}
</main>
</div>
</body>
</html>
`.text;
}
