/** Every text of a body in which placeholders may stand, with the place that it has in the request. */
import type { FunctionBody } from './function-definition.ts';
import { leavesOfXml } from './xml-template.ts';

export interface BodyLeaf {
  /** JSON pointer into the definition. */
  readonly path: string;
  /** As placements name it: a JSON pointer, a form's field, or the names of XML elements. */
  readonly place: string;
  readonly text: string;
  /** Whether an array is on the way to it. */
  readonly isInArray: boolean;
}

const MOST_DEPTH = 32;

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function* walk(value: unknown, at: Omit<BodyLeaf, 'text'>, depth = 0): Generator<BodyLeaf> {
  if (typeof value === 'string') yield { ...at, text: value };
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return;
  const isInArray = at.isInArray || Array.isArray(value);
  for (const [name, member] of Object.entries(value)) {
    const [path, place] = [at.path, at.place].map((before) => `${before}/${escapeToken(name)}`) as [string, string];
    yield* walk(member, { path, place, isInArray }, depth + 1);
  }
}

/** @returns what is wrong, for XML that cannot be read */
export function leavesOf(body: FunctionBody): readonly BodyLeaf[] | string {
  if ('json' in body) return [...walk(body.json, { path: '/request/body/json', place: '', isInArray: false })];
  if ('form' in body) {
    return Object.entries(body.form).map(([place, text]) => {
      return { path: `/request/body/form/${escapeToken(place)}`, place, text, isInArray: false };
    });
  }
  const leaves = leavesOfXml(body.xml);
  if (typeof leaves === 'string') return leaves;
  return leaves.map((leaf) => ({ ...leaf, path: '/request/body/xml', isInArray: false }));
}
