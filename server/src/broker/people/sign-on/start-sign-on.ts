/**
 * A browser sets out to an identity provider. Nobody has to be known for a sign-in, so each start is counted by its address;
 * who links shows the session, and once more what the account has: password and code, or a fresh sign-in.
 */
import { randomBytes } from 'node:crypto';
import type { Principal } from '../../../domain/access-token.ts';
import { parseEndpoint } from '../../../domain/check-oauth-definition.ts';
import { sha256 } from '../../../domain/encoding.ts';
import { newId } from '../../../domain/id.ts';
import { Problem } from '../../../domain/problem.ts';
import { SIGN_ON_MS, type SignOnFlow } from '../../../domain/sign-on.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { insertSignOnFlow } from '../../../store/sign-ons.ts';
import type { Transaction } from '../../../store/store.ts';
import { authorizationUrl } from '../../oauth/connect/authorization-url.ts';
import { codeChallenge, cookieMac, nonceOf } from '../../oauth/connect/flow-secrets.ts';
import type { StartedSignOn, StartSignOnRequest } from '../../rpc/sign-on-protocol.ts';
import { enterSignOn, forgive } from '../attempts.ts';
import type { PeopleParts } from '../people-parts.ts';
import { witnessSignOn } from '../witness.ts';
import { assertMayManage } from './admit-rules.ts';
import { confirmAccount } from './confirm-account.ts';
import { requireProvider } from './identity-provider.ts';

/** Who starts: absent for a sign-in. */
export interface Starter {
  readonly principal: Principal;
  /** The same in the organisation of the provider, with what it takes to look after it. */
  readonly manager: () => Promise<Principal>;
}

const SECRET_BYTES = 32;
const RETURN_PATH = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,1023}$/;

/**
 * @throws Problem `identity-provider/not-found`, also for an inactive one; `request/rate-limited`, `request/invalid`; of a link also
 *   `session/required`, `session/limited`, `session/fresh-needed`, `session/sign-in-failed`, `session/code-required`,
 *   `organisation/not-found`
 */
export async function startSignOn(
  parts: PeopleParts,
  request: Omit<StartSignOnRequest, 'token'>,
  starter: Starter | undefined,
): Promise<StartedSignOn> {
  const { organisationId, identityProviderId: providerId, purpose, returnPath, redirectUrl, address } = request;
  const isOwnAddress = parseEndpoint(redirectUrl) === redirectUrl && redirectUrl.endsWith(`/${providerId}`);
  const isSound = RETURN_PATH.test(returnPath) && isOwnAddress;
  if (!isSound || (purpose !== 'sign-in' && !starter)) throw new Problem('request/invalid');
  const key = await parts.keys.witnessKey(INSTALLATION);
  const buckets = await enterSignOn(parts, key, address);
  const { configuration, definition } = await requireProvider(parts, { organisationId, providerId });
  if (purpose === 'test') assertMayManage(await starter!.manager(), organisationId);
  else if (!definition.signIn.isActive) throw new Problem('identity-provider/not-found');
  const confirmed = purpose === 'link' ? await confirmAccount(parts, starter!.principal, request) : undefined;
  const person = starter && { personId: starter.principal.tokenId };
  const session = starter?.principal.sessionId;
  const state = randomBytes(SECRET_BYTES).toString('base64url');
  const cookie = randomBytes(SECRET_BYTES).toString('base64url');
  const now = parts.clock();
  const id = newId('sgn');
  const flow: SignOnFlow = {
    ...{ id, organisationId, providerId, providerVersion: configuration.version, purpose },
    ...{ stateHash: sha256(state), cookieMac: cookieMac(key, { organisationId, id }, cookie) },
    ...(purpose !== 'sign-in' && { ...person, ...(session !== undefined && { sessionId: session }) }),
    ...{ returnPath, redirectUrl, createdAt: now, expiresAt: now + SIGN_ON_MS },
  };
  const url = authorizationUrl(
    definition,
    { scopes: definition.scopes, redirectUrl, nonce: nonceOf(key, flow) },
    { state, codeChallenge: codeChallenge(key, flow) },
  );
  await parts.store.transaction(async (tx: Transaction) => {
    await confirmed?.take(tx);
    await insertSignOnFlow(tx, { ...flow, witness: witnessSignOn(key, flow) });
  });
  if (confirmed) await forgive(parts, [...buckets, ...confirmed.buckets]);
  return { flowId: id, authorizationUrl: url, cookie, expiresAt: flow.expiresAt };
}
