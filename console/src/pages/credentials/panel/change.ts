/** What somebody has changed of a credential in its form, and what somebody else has changed meanwhile. */
import { type Credential, type CredentialChange, choicesOf, type UpdateOptions } from '@keyward/sdk';
import type { Draft, DraftInput } from '../../../forms/draft.ts';
import type { Values } from '../../../forms/field-spec.ts';
import type { Change } from '../../../shared/stale-alert.tsx';

/** The members that the form shows. */
export const changedMembers = ['name', 'description', 'owner', 'labels', 'baseUrl', 'expiresAt'] as const;

/** A stored credential as a draft to begin with; its secrets are not there to be shown. */
export function draftOf(credential: Credential): Draft {
  const { key, fields } = credential;
  const shown = changedMembers
    .map((name) => [name, credential[name]] as const)
    .filter(([, value]) => value !== undefined);
  return { input: { ...(Object.fromEntries(shown) as Partial<DraftInput>), key, fields }, secrets: {} };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function changedValues(before: Values, after: Values): Record<string, string | null> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].filter((name) => before[name] !== after[name]).map((name) => [name, after[name] ?? null]),
  );
}

/**
 * With the first secret goes where it may go, as it stands in the form: somebody else may have written the record, as that
 * of a copy or a template, and the API asks whoever brings a secret to say it.
 */
function targetsOf(
  { provider, allowedOrigins, secrets }: Credential,
  { input, secrets: given }: Draft,
): CredentialChange {
  const isFirst = Object.keys(given).length > 0 && !Object.values(secrets).some(({ set }) => set);
  if (!isFirst) return {};
  if (provider !== undefined) {
    return { provider, fields: input.fields, ...(input.baseUrl !== undefined && { baseUrl: input.baseUrl }) };
  }
  return { baseUrl: input.baseUrl ?? null, allowedOrigins: allowedOrigins ?? null };
}
/** Only what is different; null takes a member away. */
export function changeOf(before: Credential, draft: Draft): CredentialChange {
  const { input, secrets } = draft;
  const old = draftOf(before).input;
  const different = changedMembers.filter((name) => !isSame(old[name], input[name]));
  const fields = changedValues(old.fields, input.fields);
  return {
    ...targetsOf(before, draft),
    ...Object.fromEntries(different.map((name) => [name, input[name] ?? null])),
    ...(Object.keys(fields).length > 0 && { fields: { ...targetsOf(before, draft).fields, ...fields } }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
}

/**
 * Where its secrets may go, as whoever typed the new ones was shown: the SDK holds what the API proposes to this.
 * Of an organisation's own provider the SDK knows nothing by itself: what is stored, and shown, is expected.
 */
export function expectationOf(before: Credential): NonNullable<UpdateOptions['expect']> {
  const { provider, baseUrl, allowedOrigins, injection, policy, fields } = before;
  const roles = Object.values(policy?.roles ?? {});
  const allOf = (name: 'origins' | 'placements') => [...new Set(roles.flatMap((role) => role[name]))];
  return {
    provider: provider ?? null,
    baseUrl: baseUrl ?? null,
    allowedOrigins: allowedOrigins ?? null,
    injection: (injection as NonNullable<UpdateOptions['expect']>['injection']) ?? null,
    policy: choicesOf(policy),
    fields,
    ...(provider?.startsWith('org/') && { origins: allOf('origins'), placements: allOf('placements') }),
  };
}

/** What is different between two readings of a credential; of a secret, that there is a new one. */
export function differencesOf(before: Credential, now: Credential): Change[] {
  const plain = changedMembers
    .filter((name) => !isSame(before[name], now[name]))
    .map((name) => ({ name, was: before[name], is: now[name] }));
  const fields = Object.keys(changedValues(before.fields, now.fields)).map((name) => {
    return { name, was: before.fields[name], is: now.fields[name] };
  });
  const renewed = Object.keys(now.secrets).filter((name) => !isSame(before.secrets[name], now.secrets[name]));
  return [...plain, ...fields, ...renewed.map((name) => ({ name, was: 'a secret', is: 'another secret' }))];
}

/** The draft on top of what is there now: what was changed in it stays, all else is as it is now. */
export function rebased(draft: Draft, before: Credential, now: Credential): Draft {
  const old = draftOf(before).input;
  const next = draftOf(now).input;
  const kept = changedMembers
    .filter((name) => !isSame(old[name], draft.input[name]))
    .map((name) => [name, draft.input[name]]);
  const fields = { ...next.fields };
  for (const [name, value] of Object.entries(changedValues(old.fields, draft.input.fields))) {
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  return { input: { ...next, ...Object.fromEntries(kept), fields }, secrets: draft.secrets };
}
