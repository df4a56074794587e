/** One credential as an answer: its view with the stored policy, and its version as the ETag. */
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { pausedUntil } from '../../store/upstream-pauses.ts';
import type { Call } from '../route.ts';
import { type CredentialView, viewCredential } from './credential-view.ts';
import { storedPolicy } from './policy-options.ts';

/**
 * The answer's body and headers.
 *
 * @see RFC 9110, section 8.8.3 (ETag)
 */
export async function answerCredential(
  call: Call,
  credential: Credential,
): Promise<{ body: CredentialView; headers: { etag: string } }> {
  const policy = await storedPolicy(call.services.store.read, credential).catch((error: unknown) => {
    // An altered row is refused where it is used; it must not hide the record from who has to repair it.
    if (error instanceof Problem && error.code === 'credential/unopenable') return undefined;
    throw error;
  });
  const { settings } = call.organisation;
  const now = call.services.clock();
  const { organisationId, id: credentialId } = credential;
  const rateLimitedUntil = await pausedUntil(call.services.store.read, { organisationId, credentialId }, now);
  const body = viewCredential(credential, { now, settings, policy, rateLimitedUntil });
  return { body, headers: { etag: `"${credential.version}"` } };
}
