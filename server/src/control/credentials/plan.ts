/**
 * A write thought through to its end before anything is stored: validity, policy, and whether the secrets in hand suffice
 * for it.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import type { Credential } from '../../domain/credential.ts';
import { canonicalPolicy, type Policy, type PolicyPart, policyHash, policyParts } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { assertSendable, buildPolicy, type PolicySource } from './build-policy.ts';
import type { Draft } from './draft.ts';
import { effectiveFields, judgeFields, type Validity } from './field-rules.ts';
import type { GivenValues } from './given-values.ts';
import { leastPolicyOptions } from './policy-options.ts';
import type { WriteShape } from './write-shape.ts';

/** All that a write needs to know, apart from the sealing. */
export interface WritePlan {
  readonly type: CredentialType;
  readonly provider: string | undefined;
  readonly draft: Draft;
  readonly given: GivenValues;
  readonly validity: Validity;
  /** Canonical, to be bound by every envelope. */
  readonly policyBytes: Buffer;
  /** SHA-256 of the bytes in hex. */
  readonly policyHash: string;
  /** Parts of the policy that the request named itself. */
  readonly named: readonly PolicyPart[];
}

/** Names of the secret fields that the request brings, sealed by whomever. */
export function secretsBrought(given: GivenValues): string[] {
  return [...given.secrets.keys(), ...given.sealed.keys()];
}

function assertPolicyIsSealed(draft: Draft, secrets: ReadonlySet<string>): void {
  const { options } = draft;
  const isLeast = Object.entries(leastPolicyOptions).every(
    ([name, least]) => JSON.stringify(options[name as keyof typeof options]) === JSON.stringify(least),
  );
  if (isLeast || secrets.size > 0) return;
  // The choice lives in the sealed policy alone: without a secret it would be lost without a word.
  throw new Problem('request/invalid', {
    errors: [{ path: '/policy', message: 'is sealed with the secrets: give it together with them' }],
  });
}

/** Nothing given is not a wish to destroy: that would make a form's empty box a way to lose a secret. */
function assertNotEmptied(kept: Credential, { empty }: GivenValues): void {
  const emptied = [...empty].filter((field) => Object.hasOwn(kept.secrets, field));
  if (emptied.length === 0) return;
  const message = 'is empty: leave it out to keep the stored secret';
  throw new Problem('request/invalid', { errors: emptied.map((field) => ({ path: `/fields/${field}`, message })) });
}

function assertSecretsSuffice(kept: Credential, policyHashHex: string, given: GivenValues): void {
  if (kept.policyHash === policyHashHex) return;
  const brought = new Set(secretsBrought(given));
  const missing = Object.keys(kept.secrets).filter((field) => !brought.has(field));
  if (missing.length === 0) return;
  throw new Problem('credential/policy-changed', {
    errors: missing.map((field) => ({ path: `/fields/${field}`, message: 'must be given again with this change' })),
  });
}

/** The policy of a draft, with its canonical bytes. */
export interface DraftPolicy {
  readonly source: PolicySource;
  readonly policy: Policy;
  readonly policyBytes: Buffer;
}

/**
 * The policy under which the secrets of a draft are sealed, by control or by the client: the same draft, the same bytes.
 *
 * @throws Problem `request/invalid`, `credential/plain-http-refused`
 */
export function policyOf({ type, on }: WriteShape, { members, options }: Draft): DraftPolicy {
  const { fields, binaryFields, baseUrl, allowedOrigins } = members;
  const source = {
    type,
    provider: on?.name,
    fields: effectiveFields(type, fields),
    binaryFields,
    baseUrl,
    allowedOrigins,
    options,
  };
  const policy = buildPolicy(source);
  return { source, policy, policyBytes: canonicalPolicy(policy) };
}

/**
 * Plans a write.
 *
 * @param shape - As the write will leave the credential.
 * @param current - The record as it is; left out for a creation.
 * @param named - Parts of the policy that the request names itself; all by default, as a creation and a replacement do.
 * @throws Problem `request/invalid`, `credential/plain-http-refused`, `credential/unsendable-value`,
 *   `credential/policy-changed`
 */
export function planWrite(
  shape: WriteShape,
  draft: Draft,
  given: GivenValues,
  { current, named = policyParts }: { readonly current?: Credential; readonly named?: readonly PolicyPart[] } = {},
): WritePlan {
  const secrets = new Set([...Object.keys(current?.secrets ?? {}), ...secretsBrought(given)]);
  const { source, policyBytes } = policyOf(shape, draft);
  assertSendable(source, given);
  assertPolicyIsSealed(draft, secrets);
  const hash = policyHash(policyBytes).toString('hex');
  if (current) assertNotEmptied(current, given);
  if (current) assertSecretsSuffice(current, hash, given);
  const { type, on } = shape;
  const validity = judgeFields(type, source.fields, secrets);
  return { type, provider: on?.name, draft, given, validity, policyBytes, policyHash: hash, named };
}
