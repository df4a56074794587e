/** Finds the steps of a rule that would write over each other. */
import { isPointer, overlap } from '../domain/body-place.ts';
import type { InjectionStep } from '../domain/injection-rule.ts';

type Step = Pick<InjectionStep, 'into' | 'name'>;

/** A step that cannot stand beside an earlier one, and why. */
export interface SlotClash {
  readonly index: number;
  readonly message: string;
}

/** Where the step writes: Basic is a way to write one header. */
function slotOf({ into, name = '' }: Step): string {
  if (into === 'basic') return 'header:authorization';
  return into === 'header' ? `header:${name.toLowerCase()}` : `${into}:${name}`;
}

/** A body is of one kind, and no step of it may write into what another has written. */
function bodyClash(steps: readonly Step[]): SlotClash | undefined {
  const names = steps.map(({ into, name = '' }) => (into === 'body' ? name : undefined));
  for (const [index, name] of names.entries()) {
    const earlier = names.slice(0, index).filter((other) => other !== undefined);
    if (name === undefined || earlier.length === 0) continue;
    if (earlier.some((other) => overlap(other, name))) return { index, message: 'is the place of another step' };
    if (isPointer(earlier[0]!) !== isPointer(name)) return { index, message: 'mixes JSON pointers and form fields' };
  }
  return undefined;
}

/** The first clash of steps that all count; undefined for none. */
export function findSlotClash(steps: readonly Step[]): SlotClash | undefined {
  const inBody = bodyClash(steps);
  if (inBody) return inBody;
  // A path takes several segments, in the order of the steps.
  const slots = steps.map((step, index) => (step.into === 'path' ? `path:${index}` : slotOf(step)));
  const twice = slots.findIndex((slot, index) => slots.indexOf(slot) !== index);
  if (twice !== -1) return { index: twice, message: 'is the place of another step' };
  const hasCookies = steps.some(({ into }) => into === 'cookie');
  const header = hasCookies ? slots.indexOf('header:cookie') : -1;
  return header === -1 ? undefined : { index: header, message: 'is the place of the cookies' };
}
