/**
 * A credential's own injection rule, as a request gives it: judged whole before it is kept. Its placements are sealed in
 * the policy, so that the rule says nothing that the envelopes do not permit.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { findSlotClash } from '../../catalogue/slot-clash.ts';
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
  const clash = findSlotClash(input);
  if (clash) throw invalid(clash.index, 'name', clash.message);
  return input.map(({ into, name, value }) => ({ into, ...(name !== undefined && { name }), value }));
}
