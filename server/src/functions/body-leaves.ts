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

/** @throws RangeError below the depth to which places are looked for: what is not seen must not be sent */
function* walk(value: unknown, at: Omit<BodyLeaf, 'text'>, depth = 0): Generator<BodyLeaf> {
  if (depth > MOST_DEPTH) throw new RangeError('nested too deeply');
  if (typeof value === 'string') yield { ...at, text: value };
  if (typeof value !== 'object' || value === null) return;
  const isInArray = at.isInArray || Array.isArray(value);
  for (const [name, member] of Object.entries(value)) {
    const [path, place] = [at.path, at.place].map((before) => `${before}/${escapeToken(name)}`) as [string, string];
    yield* walk(member, { path, place, isInArray }, depth + 1);
  }
}

function leavesOfJson(json: unknown): readonly BodyLeaf[] | string {
  try {
    return [...walk(json, { path: '/request/body/json', place: '', isInArray: false })];
  } catch (error) {
    if (error instanceof RangeError) return 'is nested too deeply';
    throw error;
  }
}

/** @returns what is wrong, for what cannot be read or is nested too deeply */
export function leavesOf(body: FunctionBody): readonly BodyLeaf[] | string {
  if ('json' in body) return leavesOfJson(body.json);
  if ('form' in body) {
    return Object.entries(body.form).map(([place, text]) => {
      return { path: `/request/body/form/${escapeToken(place)}`, place, text, isInArray: false };
    });
  }
  const leaves = leavesOfXml(body.xml);
  if (typeof leaves === 'string') return leaves;
  return leaves.map((leaf) => ({ ...leaf, path: '/request/body/xml', isInArray: false }));
}
