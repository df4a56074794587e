/**
 * What is particular to opening a connection, whose tokens are renewed at any moment: its token's life, and that what was
 * renewed while it was opened is opened anew.
 */
import { isDeepStrictEqual } from 'node:util';
import { typesOfConnections } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { type TokenLife, tokenLifeOf } from '../../domain/token-life.ts';
import { findConnection } from '../../store/connections.ts';
import { findCredential } from '../../store/credentials.ts';
import type { BrokerParts } from '../parts.ts';

/** How often a record is read again whose tokens were renewed while it was opened. */
const REREAD = 3;

/** Tokens that were renewed while they were opened are opened anew: their rows are gone, and nobody has taken them away. */
export async function whileRenewed<T>(
  parts: Pick<BrokerParts, 'store'>,
  credential: Credential,
  open: (current: Credential) => Promise<T>,
): Promise<T> {
  let current = credential;
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(current);
    } catch (error) {
      const isJudged = error instanceof Problem && attempt <= REREAD;
      const renewed = isJudged ? await renewedSince(parts, current) : undefined;
      if (renewed === undefined) throw error;
      current = renewed;
    }
  }
}

/** The record of a connection, where it has other tokens by now. */
async function renewedSince(
  { store }: Pick<BrokerParts, 'store'>,
  former: Credential,
): Promise<Credential | undefined> {
  if (!typesOfConnections.has(former.type)) return undefined;
  const { organisationId, id } = former;
  const now = await findCredential(store.read, { organisationId, solutionId: '' }, id);
  const isRenewed = now?.status === 'valid' && !isDeepStrictEqual(now.secrets, former.secrets);
  return isRenewed ? now : undefined;
}

/** Read before the tokens are: should it be older than they are, the renewal that it asks for finds that out. */
export async function readTokenLife(
  { store }: Pick<BrokerParts, 'store'>,
  credential: Credential,
): Promise<TokenLife | undefined> {
  const { organisationId, id: credentialId, type, secrets } = credential;
  if (!typesOfConnections.has(type)) return undefined;
  const connection = await findConnection(store.read, { organisationId, credentialId });
  return connection && tokenLifeOf(connection, secrets);
}
