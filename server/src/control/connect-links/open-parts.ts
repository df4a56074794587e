/**
 * Which parts of a policy follow from plain fields that a page asks for: these are not known when a link is made. All
 * others are fixed by whoever makes it.
 */
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { fieldsOfTarget } from '../../catalogue/take-method.ts';
import type { InjectionStep } from '../../domain/injection-rule.ts';
import type { PolicyPart } from '../../domain/policy.ts';
import { fieldsOf, parseTemplate } from '../../domain/template.ts';
import type { WriteShape } from '../credentials/write-shape.ts';

function readBy(template: string | undefined): readonly string[] {
  return template === undefined ? [] : fieldsOf(parseTemplate(template));
}

/** Fields that say where a step puts its value. */
function placing({ name, when }: InjectionStep): readonly string[] {
  return [...readBy(name), ...(when ? [when.field] : [])];
}

/** Fields that say whom a step sends something to. */
function targeting({ into, value, tokenUrl, when }: InjectionStep): readonly string[] {
  const moves = into === 'host' || tokenUrl !== undefined;
  return [...readBy(tokenUrl), ...(into === 'host' ? readBy(value) : []), ...(moves && when ? [when.field] : [])];
}

/** Fields without a value of which no policy can be made at all. */
export function fieldsNeeded({ type }: WriteShape): string[] {
  return type.injection.flatMap((step) => [...readBy(step.name), ...(step.into === 'host' ? readBy(step.value) : [])]);
}

/** @param asked - The fields that the page asks for. */
export function openParts({ type, on }: WriteShape, asked: readonly FieldSpec[], asksBaseUrl: boolean): PolicyPart[] {
  const { connection, injection } = type;
  const isAsked = (name: string) => asked.some((spec) => spec.name === name && !spec.secret);
  const targets = [
    ...(on ? fieldsOfTarget(on.method) : []),
    ...readBy(connection?.origin),
    ...injection.flatMap(targeting),
  ];
  const places = [...readBy(connection?.placement), ...injection.flatMap(placing)];
  return [
    ...(asksBaseUrl || targets.some(isAsked) ? (['origins'] as const) : []),
    ...(places.some(isAsked) ? (['placements'] as const) : []),
  ];
}
