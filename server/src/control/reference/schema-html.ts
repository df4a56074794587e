/** A JSON Schema for people: a type in words, with links to the named ones, and a table of the members of an object. */
import type { JsonSchema } from '../openapi/openapi-types.ts';
import { type Html, html, inline } from './html.ts';

/** The name at the end of a reference. */
export function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function joined(parts: readonly Html[], separator: string): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${separator}${part}`))}`;
}

function alternatives(schemas: readonly JsonSchema[]): Html {
  return joined(schemas.map(typeHtml), ' or ');
}

/** The type in words: `list of Credential`, `"header" or "query"`. */
export function typeHtml(schema: JsonSchema): Html {
  if (schema.$ref !== undefined) return html`<a href="#schema-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`;
  if (schema.enum)
    return joined(
      schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`),
      ' or ',
    );
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.anyOf) return alternatives(schema.anyOf);
  if (schema.items) return html`list of ${typeHtml(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') return html`map of ${typeHtml(schema.additionalProperties)}`;
  if (schema.properties && Object.keys(schema.properties).length > 0) {
    return html`object with ${joined(
      Object.keys(schema.properties).map((name) => html`<code>${name}</code>`),
      ', ',
    )}`;
  }
  return html`${schema.type ?? 'anything'}`;
}

/** Pairs of keywords that limit the same thing, and what they count. */
const LIMITS: readonly (readonly [least: string, most: string, what: string])[] = [
  ['minimum', 'maximum', ''],
  ['minLength', 'maxLength', ' characters'],
  ['minItems', 'maxItems', ' items'],
  ['minProperties', 'maxProperties', ' members'],
];

function limitOf(schema: JsonSchema, [least, most, what]: (typeof LIMITS)[number]): string | undefined {
  const [low, high] = [schema[least], schema[most]];
  if (low === undefined && high === undefined) return undefined;
  if (low === undefined) return `at most ${high}${what}`;
  return high === undefined ? `at least ${low}${what}` : `${low} to ${high}${what}`;
}

/** The limits of a value: `1 to 200 characters`. */
export function limitsHtml(schema: JsonSchema): Html | false {
  const limits = LIMITS.map((limit) => limitOf(schema, limit)).filter((limit) => limit !== undefined);
  return limits.length > 0 && html` <span class="note">${limits.join(', ')}</span>`;
}

/** The members of an object; nothing for other schemas. */
export function membersHtml(schema: JsonSchema): Html {
  const members = Object.entries(schema.properties ?? {});
  if (members.length === 0) return html`<p>${typeHtml(schema)}${limitsHtml(schema)}</p>`;
  const rows = members.map(
    ([name, member]) => html`<tr>
      <th scope="row"><code>${name}</code>${schema.required?.includes(name) && html`<br><span class="note">required</span>`}</th>
      <td>${typeHtml(member)}${limitsHtml(member)}${member.description && html`<br>${inline(member.description)}`}</td>
    </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Members"><table>
    <thead><tr><th scope="col">Member</th><th scope="col">Value</th></tr></thead><tbody>${rows}</tbody>
  </table></div>`;
}
