/**
 * The page on which a browser ends that nobody has given another place to go: what came of it, why, and what to do. Plain HTML
 * without script; everything that comes from elsewhere is escaped, and nothing secret is ever handed in.
 */
import { createHash } from 'node:crypto';
import { Html, html } from '../reference/html.ts';

/** What a page says. */
export interface FlowPage {
  readonly title: string;
  readonly isGood: boolean;
  /** In order, one paragraph each. */
  readonly paragraphs: readonly (string | Html)[];
  /** Stable; for whoever is asked for help. */
  readonly code?: string | undefined;
}

const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:38rem;padding:3rem 1.25rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}main{border-inline-start:.3rem solid #b3261e;padding-inline-start:1.25rem}
main.good{border-color:#146c2e}p{margin:0 0 1rem;overflow-wrap:anywhere}code{font-family:ui-monospace,monospace}`;

const OWN_STYLE = new Html(STYLE);
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What the page may load and do: nothing, but for its own style. */
export const FLOW_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The page as HTML. */
export function renderFlowPage({ title, isGood, paragraphs, code }: FlowPage): string {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Keyward</title>
<style>${OWN_STYLE}</style>
</head>
<body>
<main class="${isGood ? 'good' : 'bad'}">
<h1>${title}</h1>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
${code !== undefined && html`<p>Code: <code>${code}</code></p>`}
</main>
</body>
</html>
`;
  return text;
}
