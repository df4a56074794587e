/** Has the broker try a credential and stores the verdict, unless what was tried has changed meanwhile. */
import { changesOf } from '../../audit/diff.ts';
import { type Credential, unusableReason, type Verification } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { recordCredentialEvents } from '../../events/credential-events.ts';
import { recordChange } from '../../store/changes.ts';
import { findCredential, updateCredential } from '../../store/credentials.ts';
import type { Call } from '../route.ts';
import { scopeOf } from './find-live.ts';
import { retryStale } from './retry-stale.ts';
import { assertAccepted, isVerifiable } from './try-staged.ts';
import { verifyModeOf } from './verify-mode.ts';

/**
 * Tries the credential on its API.
 *
 * @returns the record with the verdict, its version unchanged: a verdict is nobody's edit
 * @throws Problem `credential/not-found`, `token/forbidden`; `credential/stale` when it changed while it was tried
 */
async function verifyCredential(call: Call, credential: Credential): Promise<Credential> {
  return storeVerdict(call, credential, await tryStored(call, credential));
}

async function tryStored({ services, organisation, token }: Call, { id }: Credential): Promise<Verification> {
  return services.broker.verify({ token: token.reveal(), organisationId: organisation.id, credentialId: id });
}

async function storeVerdict(call: Call, tried: Credential, verification: Verification): Promise<Credential> {
  const { organisationId, id, key, version } = tried;
  const verified = { ...tried, verification };
  const verdictOf = ({ verification: { verdict } }: Credential) => ({ members: { verification: { verdict } } });
  const changes = changesOf(verdictOf(tried), verdictOf(verified));
  const details = { verdict: verification.verdict, changes };
  await call.services.store.transaction(async (transaction) => {
    await updateCredential(transaction, verified, version);
    await call.recordDone(transaction, { action: 'credential.verify', subject: id, subjectKey: key, details });
    const change = { record: verified, former: tried, actor: call.principal.tokenId };
    await recordCredentialEvents(transaction, [change], call.services.clock());
    await recordChange(transaction, { organisationId, kind: 'credential', subject: id });
  });
  return verified;
}

/**
 * Tries the credential again where it changed while it was tried.
 *
 * @param find - Reads the record anew for each attempt.
 * @throws Problem `credential/not-found`, `token/forbidden`, `credential/stale`
 */
export async function verifyLatest(call: Call, find: () => Promise<Credential>): Promise<Credential> {
  return retryStale(call, async () => verifyCredential(call, await find()));
}

/**
 * Tries a credential that was just written, as the request asks: by default where what is tried has changed. The write
 * stands whatever comes of it: a failure to try leaves `unverified`. What `enforce` let through has its verdict.
 */
export async function verifyWritten(call: Call, credential: Credential): Promise<Credential> {
  const mode = verifyModeOf(call);
  const isTried = mode === 'record' || (mode === undefined && credential.verification.checkedAt === undefined);
  const reason = unusableReason(credential, call.services.clock());
  const isTriable = reason === undefined || reason === 'credential/rejected' || reason === 'credential/not-http';
  if (!isTried || !isTriable || !(await isVerifiable(call, credential))) return credential;
  try {
    return await verifyCredential(call, credential);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (await findCredential(call.services.store.read, scopeOf(call), credential.id)) ?? credential;
  }
}

/**
 * Tries a credential that a write leaves as it is. A write that is refused changes nothing, and so not the verdict either:
 * what is live stays in use.
 *
 * @throws Problem `verification/rejected`, `verification/not-accepted`
 */
export async function enforceUnchanged(call: Call, credential: Credential): Promise<Credential> {
  const isEnforced = verifyModeOf(call) === 'enforce' && (await isVerifiable(call, credential));
  if (!isEnforced) return credential;
  const verification = await tryStored(call, credential);
  assertAccepted(verification);
  return storeVerdict(call, credential, verification);
}
