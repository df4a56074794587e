/** Which fields a connect link's page asks for: those that are named, else what is needed and not fixed yet. */
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { Problem, type ProblemCode, type Violation } from '../../domain/problem.ts';
import { askedOf, type WriteShape } from '../credentials/write-shape.ts';

/** What a page has to work with. */
export interface AskInput {
  /** Names that were asked for; undefined: by default. */
  readonly names: readonly string[] | undefined;
  /** Plain fields that have a value already. */
  readonly fixed: ReadonlySet<string>;
  /** Secret fields that may stay as they are. */
  readonly kept: ReadonlySet<string>;
}

function refuse(code: ProblemCode, errors: readonly Violation[]): void {
  if (errors.length > 0) throw new Problem(code, { errors });
}

/** Of a provider all that its form shows; of a bare type the secrets, and what cannot be left out. */
function byDefault({ on }: WriteShape, spec: FieldSpec): boolean {
  if (spec.secret || on) return true;
  return spec.required === true && spec.default === undefined;
}

/**
 * @throws Problem `credential/field-unknown`, `connect-link/nothing-asked`, `request/invalid` where a field that is needed
 *   would have no value
 */
export function chooseAsks(shape: WriteShape, { names, fixed, kept }: AskInput): FieldSpec[] {
  const specs = askedOf(shape).fields;
  const unknown = (names ?? []).filter((name) => !specs.some((spec) => spec.name === name));
  const at = (message: string) => (name: string) => ({ path: `/asks/${name.slice(0, 64)}`, message });
  refuse('credential/field-unknown', unknown.map(at('is not a field of this credential')));
  refuse('request/invalid', (names ?? []).filter((name) => fixed.has(name)).map(at('has a value already')));
  const isChosen = (spec: FieldSpec) => (names ? names.includes(spec.name) : byDefault(shape, spec));
  const asked = specs.filter((spec) => isChosen(spec) && !fixed.has(spec.name));
  if (!asked.some((spec) => spec.secret)) throw new Problem('connect-link/nothing-asked');
  // What a condition leads to is the page's to judge.
  const left = specs.filter(
    ({ name, required, when, default: value }) =>
      required && !when && value === undefined && !fixed.has(name) && !kept.has(name),
  );
  const missing = left.filter((spec) => !asked.includes(spec)).map(({ name }) => name);
  refuse('request/invalid', missing.map(at('is required: ask for it, or give its value')));
  return asked;
}
