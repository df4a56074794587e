/**
 * A credential's own injection rule, as a request gives it: judged whole before it is kept. Its placements are sealed in
 * the policy, so that the rule says nothing that the envelopes do not permit.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { isPointer, overlap } from '../../domain/body-place.ts';
import { type InjectionStep, isNameless, resolveRule } from '../../domain/injection-rule.ts';
import { Problem } from '../../domain/problem.ts';
import { fieldsOf, parseTemplate } from '../../domain/template.ts';

function invalid(index: number, member: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path: `/injection/${index}/${member}`, message }] });
}

function readsOf(index: number, member: string, template: string): string[] {
  try {
    return fieldsOf(parseTemplate(template));
  } catch {
    throw invalid(index, member, 'is not a template: text with `${field}`, filters `base64` and `urlencode`');
  }
}

function assertName({ into, name }: InjectionStep, index: number, type: CredentialType): void {
  if (isNameless(into) && name !== undefined) throw invalid(index, 'name', `is not taken by \`${into}\``);
  if (isNameless(into)) return;
  if (name === undefined) throw invalid(index, 'name', 'is required');
  const reads = readsOf(index, 'name', name);
  const isPlain = (field: string) => type.fields.some((spec) => spec.name === field && !spec.secret);
  if (!reads.every(isPlain)) throw invalid(index, 'name', 'reads a field that is secret or that there is none of');
  if (reads.length > 0) return;
  try {
    resolveRule([{ into, name, value: '' }], () => undefined);
  } catch {
    // The rule's own problem points at a field, not at the step.
    throw invalid(index, 'name', `is not the name of a ${into} that may carry a credential`);
  }
}

function assertValue({ into, value }: InjectionStep, index: number, type: CredentialType): void {
  const specOf = (field: string) => type.fields.find((spec) => spec.name === field);
  const reads = readsOf(index, 'value', value);
  if (!reads.every(specOf)) throw invalid(index, 'value', 'reads a field that the credential does not have');
  const isShown = into === 'host' && reads.some((field) => specOf(field)?.secret);
  if (isShown) throw invalid(index, 'value', 'reads a secret: a host name travels in the clear');
}

/** Where the step writes: Basic is a way to write one header. */
function slotOf({ into, name = '' }: InjectionStep): string {
  if (into === 'basic') return 'header:authorization';
  return into === 'header' ? `header:${name.toLowerCase()}` : `${into}:${name}`;
}

/** A body is of one kind, and no step of it may write into what another has written. */
function assertBodySlots(steps: readonly InjectionStep[]): void {
  const names = steps.map(({ into, name = '' }) => (into === 'body' ? name : undefined));
  for (const [index, name] of names.entries()) {
    const earlier = names.slice(0, index).filter((other) => other !== undefined);
    if (name === undefined || earlier.length === 0) continue;
    if (earlier.some((other) => overlap(other, name))) throw invalid(index, 'name', 'is the place of another step');
    if (isPointer(earlier[0]!) !== isPointer(name)) throw invalid(index, 'name', 'mixes JSON pointers and form fields');
  }
}

function assertSlots(steps: readonly InjectionStep[]): void {
  assertBodySlots(steps);
  // A path takes several segments, in the order of the steps.
  const slots = steps.map((step, index) => (step.into === 'path' ? `path:${index}` : slotOf(step)));
  const twice = slots.findIndex((slot, index) => slots.indexOf(slot) !== index);
  if (twice !== -1) throw invalid(twice, 'name', 'is the place of another step');
  const hasCookies = steps.some(({ into }) => into === 'cookie');
  const header = hasCookies ? slots.indexOf('header:cookie') : -1;
  if (header !== -1) throw invalid(header, 'name', 'is the place of the cookies');
}

/**
 * Reads a rule.
 *
 * @param type - Shaped: with the fields that the credential will have.
 * @returns undefined for none, which an empty list means too
 * @throws Problem `request/invalid`, with the path of the step's member
 */
export function readInjection(
  type: CredentialType,
  input: readonly InjectionStep[] | null | undefined,
): readonly InjectionStep[] | undefined {
  if (!input || input.length === 0) return undefined;
  if (!type.takesInjection) {
    const message = 'is not taken by this credential type, which has a rule of its own';
    throw new Problem('request/invalid', { errors: [{ path: '/injection', message }] });
  }
  for (const [index, step] of input.entries()) {
    // Signers belong to types, whose fields are made for them.
    if (step.into === 'signer') throw invalid(index, 'into', 'is not taken in a rule of your own');
    assertName(step, index, type);
    assertValue(step, index, type);
  }
  assertSlots(input);
  return input.map(({ into, name, value }) => ({ into, ...(name !== undefined && { name }), value }));
}
