/**
 * Holds a text to the schema of functions while it is typed, each fault at its place. The API's own reader is stricter and
 * has the last word; what it says names lines too.
 */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isNode, parseDocument, type Document as YamlDocument } from 'yaml';
import schema from './function.schema.json';

/** What is wrong, and where in the text. */
export interface Fault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

const validator = new Validator(schema as unknown as Schema, '2020-12', false);

type Part = Readonly<Record<string, unknown>>;

function partAt(pointer: string): unknown {
  return pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce<unknown>((part, name) => (part as Part | undefined)?.[decode(name)], schema);
}

function decode(name: string): string {
  return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
}

function listed(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function sayRule({ keyword, keywordLocation, error }: OutputUnit): string {
  const rule = partAt(keywordLocation);
  const holder = partAt(keywordLocation.replace(/\/[^/]*$/, '')) as Part | undefined;
  switch (keyword) {
    case 'required':
      return `lacks ${/"([^"]+)"\.?$/.exec(error)?.[1] ?? 'a member'}`;
    case 'false':
    case 'additionalProperties':
      return 'is not known here';
    case 'enum':
      return `is none of ${listed(rule)}`;
    case 'const':
      return `is not ${listed(rule)}`;
    case 'type':
      return `is not of type ${listed(rule)}`;
    case 'pattern':
      return `has not the form that it takes: ${String(holder?.description ?? 'see the reference')}`;
    default:
      return `breaks the rule ${keyword}`;
  }
}

/** What only says that something inside is wrong. */
const FRAMES = new Set(['properties', 'patternProperties', 'items', 'prefixItems', '$ref']);

/** Of several forms that it may have, the one that it comes closest to: where its type fits, else with the fewest faults. */
function closest(units: readonly OutputUnit[], any: OutputUnit): readonly OutputUnit[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const unit of units) {
    const rest = unit.keywordLocation.slice(any.keywordLocation.length + 1);
    const branch = rest.split('/')[0]!;
    branches.set(branch, [...(branches.get(branch) ?? []), unit]);
  }
  const rank = (branch: readonly OutputUnit[]): number => {
    const isOther = branch.some(({ instanceLocation, keyword }) => {
      return (keyword === 'const' || keyword === 'enum') && instanceLocation === `${any.instanceLocation}/type`;
    });
    return branch.length + (isOther ? 1_000 : 0);
  };
  return [...branches.values()].sort((a, b) => rank(a) - rank(b))[0] ?? [any];
}

/** The faults themselves, frames around them left out. */
function leavesOf(units: readonly OutputUnit[]): readonly OutputUnit[] {
  const any = units.find(({ keyword }) => keyword === 'anyOf');
  if (!any) return units.filter(({ keyword }) => !FRAMES.has(keyword));
  const inside = (unit: OutputUnit) => unit !== any && unit.keywordLocation.startsWith(`${any.keywordLocation}/`);
  const rest = units.filter((unit) => unit !== any && !inside(unit));
  return [...leavesOf(rest), ...leavesOf(closest(units.filter(inside), any))];
}

/** Where something stands; the last part of its path that is there, where it is not. */
function placeOf(document: YamlDocument, pointer: string): Pick<Fault, 'from' | 'to'> {
  const path = pointer.replace(/^#\/?/, '').split('/').filter(Boolean).map(decode);
  while (path.length > 0) {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return { from: node.range[0], to: Math.max(node.range[1], node.range[0] + 1) };
    path.pop();
  }
  return { from: 0, to: 1 };
}

/** Everything that is wrong with a text; nothing with an empty one. */
export function checkDefinition(text: string): Fault[] {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    return document.errors.map(({ pos: [from, to], code }) => {
      return {
        from,
        to: Math.max(to, from + 1),
        message: `This is not YAML (${code.toLowerCase().replaceAll('_', ' ')}).`,
      };
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return [{ from: 0, to: 1, message: 'Anchors and aliases are not taken.' }];
  }
  const { valid, errors } = validator.validate(value);
  if (valid) return [];
  return leavesOf(errors).map((unit) => {
    const name = decode(unit.instanceLocation.split('/').at(-1) ?? '').replace('#', '');
    return { ...placeOf(document, unit.instanceLocation), message: `${name || 'It'} ${sayRule(unit)}` };
  });
}
