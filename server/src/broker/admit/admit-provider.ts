/**
 * Admission of an organisation's own provider: signs a staged version when an admin asks, and the strict reader takes it.
 * What is signed decides where the secrets of later credentials may go, so a provider that was only written into the
 * database is none.
 */
import { sign } from 'node:crypto';
import type { Principal } from '../../domain/access-token.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { ownProviderStatement } from '../../domain/own-provider.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { findProviderVersion } from '../../store/own-providers.ts';
import type { BrokerParts } from '../parts.ts';

/** @throws Problem `token/forbidden`, `provider/not-found`, `provider/invalid` */
export async function admitProvider(parts: BrokerParts, principal: Principal, id: string): Promise<Buffer> {
  assertAtLeast(principal.role, 'admin');
  if (!managesScope(principal, '')) throw new Problem('token/forbidden');
  const staged = await findProviderVersion(parts.store.read, principal.organisationId, id);
  // What is signed already was admitted before; signing it again would serve only who wants an old version back.
  if (!staged || staged.signature !== undefined) throw new Problem('provider/not-found');
  const { readOwnProvider } = await import('../../catalogue/read-own-provider.ts');
  const reading = readOwnProvider(staged.document, staged.name);
  if ('violations' in reading) throw new Problem('provider/invalid');
  return sign(null, ownProviderStatement(staged), await parts.keys.signingKey());
}
