/** Issues an access token: pending until the broker has witnessed that its issuer may pass on what it grants. */
import { auditedAccessToken } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { type AccessToken, hashAccessToken, newAccessToken } from '../../domain/access-token.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { deleteAccessToken, insertAccessToken, setAccessTokenWitness } from '../../store/access-tokens.ts';
import { recordChange } from '../../store/changes.ts';
import { readFutureInstant } from '../read-future-instant.ts';
import { readLimits } from '../read-limits.ts';
import type { Call } from '../route.ts';
import type { AccessTokenBody } from './access-token-body.ts';
import { readGrants } from './read-grants.ts';
import { readSolutions } from './read-solutions.ts';

/** A token just issued. */
export interface IssuedAccessToken {
  readonly record: AccessToken;
  /** The token itself, kept nowhere: this is the only time that it exists here. */
  readonly token: string;
}

async function draftRecord(call: Call, body: AccessTokenBody, token: string): Promise<AccessToken> {
  const { organisation, principal, services } = call;
  const { name, role, grants = [], expiresAt } = body;
  if (role === undefined && grants.length === 0) {
    throw new Problem('request/invalid', { errors: [{ path: '/grants', message: 'is required without a role' }] });
  }
  const now = services.clock();
  const solutions = await readSolutions(call, body.solutions);
  const limits = body.limits && readLimits(body.limits);
  return {
    organisationId: organisation.id,
    id: newId('tok'),
    name,
    hash: hashAccessToken(token),
    ...(role && { role }),
    grants: await readGrants(call, grants, solutions),
    ...(solutions && { solutions }),
    ...(limits && { limits }),
    ...(expiresAt !== undefined && { expiresAt: readFutureInstant('/expiresAt', expiresAt, now) }),
    createdAt: now,
    createdBy: principal.tokenId,
  };
}

async function admit(call: Call, record: AccessToken): Promise<Uint8Array> {
  const { broker } = call.services;
  const asked = { organisationId: record.organisationId, accessTokenId: record.id };
  const { witnesses } = await broker.admitAccessToken({ token: call.token.reveal(), ...asked });
  return witnesses[0]!;
}

/**
 * Issues and stores.
 *
 * @throws Problem `request/invalid`, `solution/not-found`, `credential/not-found`, `grant/exceeded`, `token/forbidden`
 */
export async function issueAccessToken(call: Call, body: AccessTokenBody): Promise<IssuedAccessToken> {
  const { store } = call.services;
  const token = newAccessToken();
  const record = await draftRecord(call, body, token);
  const { organisationId, id } = record;
  await store.transaction((transaction) => insertAccessToken(transaction, record));
  try {
    const witness = await admit(call, record);
    // Recorded with the witness and not before: without it the token confers nothing, and a refusal is an entry of its own.
    await store.transaction(async (transaction) => {
      const isPending = await setAccessTokenWitness(transaction, organisationId, id, witness);
      if (!isPending) throw new Problem('token/not-found');
      const changes = changesOf(undefined, auditedAccessToken(record));
      await call.recordDone(transaction, { subject: id, details: { name: record.name, changes } });
      await recordChange(transaction, { organisationId, kind: 'access-token', subject: id });
    });
    return { record: { ...record, witness }, token };
  } catch (error) {
    // A pending row that cannot be removed now confers nothing; the first failure is the one to tell.
    await store.transaction((transaction) => deleteAccessToken(transaction, organisationId, id)).catch(() => undefined);
    throw error;
  }
}
