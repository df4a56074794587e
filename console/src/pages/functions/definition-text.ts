/** A definition as YAML for people, and back: members in the order in which one thinks of them. */
import { isMap, parseDocument, stringify } from 'yaml';

const order = ['name', 'description', 'state', 'credential', 'request', 'parameters'];

/** What a new function begins with. */
export const BLANK = `name: quote
state: draft
# By key: injected by its own rule.
credential: finnhub
request:
  method: GET
  url: https://api.example.com/v1/quote
parameters:
  symbol:
    location: query
    type: string
    required: true
`;

const parameterOrder = ['description', 'location', 'type', 'required', 'default', 'value', 'field'];

/** The same members, those of the order first. */
function inOrder(value: unknown, names: readonly string[]): object {
  const members = value as Readonly<Record<string, unknown>>;
  const all = new Set([...names.filter((name) => Object.hasOwn(members, name)), ...Object.keys(members)]);
  return Object.fromEntries([...all].map((name) => [name, members[name]]));
}

/** YAML of a stored definition. */
export function writeDefinition(definition: object): string {
  const { parameters } = definition as { readonly parameters?: object };
  const ordered = Object.entries(parameters ?? {}).map(([name, each]) => [name, inOrder(each, parameterOrder)]);
  const whole = { ...definition, ...(parameters && { parameters: Object.fromEntries(ordered) }) };
  return stringify(inOrder(whole, order), { lineWidth: 100 });
}

/** Its name as it stands in the text; undefined where there is none. */
export function nameIn(text: string): string | undefined {
  const document = parseDocument(text);
  const name = isMap(document.contents) ? document.get('name') : undefined;
  return document.errors.length === 0 && typeof name === 'string' ? name : undefined;
}

/** The same text with another state; all else, comments too, stays as it is. */
export function withState(text: string, state: 'draft' | 'active'): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return text;
  const line = /^state:.*$/m;
  if (document.has('state') && line.test(text)) return text.replace(line, `state: ${state}`);
  return text.replace(/^name:.*$/m, (name) => `${name}\nstate: ${state}`);
}

/** The place of the function's own credential, beside the names of parameters. */
export const FUNCTION_ITSELF = '';

/** Where a credential can be named in a text: for the whole function, and in each parameter. */
export function credentialPlaces(text: string): { readonly value: string; readonly label: string }[] {
  const parameters = parseDocument(text).get('parameters');
  const names = isMap(parameters) ? parameters.items.map(({ key }) => String(key)) : [];
  return [
    { value: FUNCTION_ITSELF, label: 'The whole function' },
    ...names.map((name) => ({ value: name, label: `The parameter ${name}` })),
  ];
}

/** The same text with a credential named at a place; comments stay. One that is no YAML stays as it is. */
export function withCredential(text: string, place: string, key: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return text;
  if (place === FUNCTION_ITSELF) document.set('credential', key);
  else {
    document.setIn(['parameters', place, 'type'], 'credential');
    document.setIn(['parameters', place, 'value'], key);
  }
  return document.toString({ lineWidth: 100 });
}
