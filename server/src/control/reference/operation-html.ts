/** One operation of the document for people: what it takes, what it answers, and the codes that it refuses with. */
import type { Method, OpenApiDocument, Operation, Parameter, Reference, Response } from '../openapi/openapi-types.ts';
import { type Html, html, inline, prose } from './html.ts';
import { limitsHtml, membersHtml, nameOf, typeHtml } from './schema-html.ts';

/** An operation with its place. */
export interface Placed {
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
}

/** All operations in the document's order. */
export function operationsOf(document: OpenApiDocument): Placed[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method as Method, path, operation })),
  );
}

function parameterOf(document: OpenApiDocument, parameter: Parameter | Reference): Parameter {
  return '$ref' in parameter ? document.components.parameters[nameOf(parameter.$ref)]! : parameter;
}

function responseOf(document: OpenApiDocument, response: Response | Reference): Response {
  return '$ref' in response ? document.components.responses[nameOf(response.$ref)]! : response;
}

function parametersHtml(document: OpenApiDocument, { parameters = [] }: Operation): Html | false {
  if (parameters.length === 0) return false;
  const rows = parameters
    .map((parameter) => parameterOf(document, parameter))
    .map(
      ({ name, in: place, required, schema, description }) => html`<tr>
        <th scope="row"><code>${name}</code><br><span class="note">${place}${required && ', required'}</span></th>
        <td>${typeHtml(schema)}${limitsHtml(schema)}${description && html`<br>${inline(description)}`}</td>
      </tr>`,
    );
  return html`<h4>Parameters</h4><div class="scroll" tabindex="0" role="group" aria-label="Parameters"><table>
    <thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead><tbody>${rows}</tbody>
  </table></div>`;
}

function bodyHtml({ requestBody }: Operation): Html | false {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return false;
  return html`<h4>Body</h4>${schema.$ref ? html`<p>${typeHtml(schema)}</p>` : membersHtml(schema)}`;
}

function codesOf(response: Response): readonly string[] {
  const schema = response.content?.['application/problem+json']?.schema;
  return (schema?.allOf?.[1]?.properties?.code?.enum ?? []) as readonly string[];
}

function answerHtml(status: string, response: Response): Html {
  const codes = codesOf(response);
  const schema = response.content?.['application/json']?.schema;
  const links = codes.map((code) => html`<li><a href="#problem-${code}"><code>${code}</code></a></li>`);
  const body =
    codes.length > 0 ? html`<ul class="codes">${links}</ul>` : html`${schema ? typeHtml(schema) : 'no body'}`;
  return html`<tr><th scope="row">${status}</th><td>${body}</td></tr>`;
}

function answersHtml(document: OpenApiDocument, { responses }: Operation): Html {
  const rows = Object.entries(responses).map(([status, response]) =>
    answerHtml(status, responseOf(document, response)),
  );
  return html`<h4>Answers</h4><div class="scroll" tabindex="0" role="group" aria-label="Answers"><table>
    <thead><tr><th scope="col">Status</th><th scope="col">Body, or the codes of the problem</th></tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

/** A section of the page, with the anchor of its operationId. */
export function operationHtml(document: OpenApiDocument, { method, path, operation }: Placed): Html {
  const { operationId, summary, description, security } = operation;
  return html`<section class="operation" id="${operationId}" data-search="${`${operationId} ${method} ${path} ${summary}`.toLowerCase()}">
    <h3><a href="#${operationId}">${operationId}</a></h3>
    <p class="line"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
    <p>${inline(summary)}</p>
    ${security?.length === 0 ? html`<p>Needs no token.</p>` : description && prose(description)}
    ${parametersHtml(document, operation)}${bodyHtml(operation)}${answersHtml(document, operation)}
  </section>`;
}
