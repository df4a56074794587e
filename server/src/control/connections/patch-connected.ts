/** Changes what is said about a connection. Where its tokens go, and the tokens, are the connections API's alone. */
import { isDeepStrictEqual } from 'node:util';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { updateCredential } from '../../store/credentials.ts';
import type { CredentialPatch } from '../credentials/credential-body.ts';
import { patchedDraft } from '../credentials/draft.ts';
import { readValues } from '../credentials/given-values.ts';
import { leastPolicyOptions } from '../credentials/policy-options.ts';
import { recordWrite } from '../credentials/store-write.ts';
import type { Call } from '../route.ts';
import { patchedElsewhere } from './connection-body.ts';
import { shapeOfConnection } from './plan-connection.ts';

/**
 * @param current - A connection, as read before: the write stands on its version.
 * @throws Problem `credential/use-connections`, `request/invalid`, `credential/stale`
 */
export async function patchConnected(call: Call, current: Credential, body: CredentialPatch): Promise<Credential> {
  if (patchedElsewhere.some((name) => body[name] !== undefined)) throw new Problem('credential/use-connections');
  const { services, principal } = call;
  const shape = shapeOfConnection(current.type, undefined);
  const now = services.clock();
  const given = readValues(shape.type, {});
  const { members } = patchedDraft(current, leastPolicyOptions, body, shape, given, now);
  const { name, description, owner, labels, expiresAt, limits } = members;
  const described = { ...current, name, description, owner, labels, expiresAt, limits } as Credential;
  if (isDeepStrictEqual(described, { ...current, ...absentOf(current) })) return current;
  const next = { ...described, version: current.version + 1, updatedAt: now, updatedBy: principal.tokenId };
  return services.store.transaction(async (transaction) => {
    const { verification: _, ...untried } = next;
    const stored = { ...next, verification: await updateCredential(transaction, untried, current.version) };
    await recordWrite(call, transaction, stored, current);
    return stored;
  });
}

/** The same members present on both sides of the comparison, undefined where the record has none. */
function absentOf({ name, description, owner, labels, expiresAt, limits }: Credential) {
  return { name, description, owner, labels, expiresAt, limits };
}
