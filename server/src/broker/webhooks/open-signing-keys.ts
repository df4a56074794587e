/**
 * Opens what signs a webhook: the secrets of the credentials that its definition names, each only where its own sealed
 * policy permits the placement and the origin. The rows alone, edited by hand, get no signature to anywhere else.
 */
import { type Credential, unusableReason } from '../../domain/credential.ts';
import type { Instant } from '../../domain/instant.ts';
import { permitsPlacement, permittedOriginsOf } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { WEBHOOK_PLACEMENT, type WebhookDefinition, webhookOrigin } from '../../domain/webhook.ts';
import { findCredential } from '../../store/credentials.ts';
import type { BrokerParts } from '../parts.ts';
import { openSecrets, wipeAll } from '../resolve/open-credential.ts';
import { webhookKey } from './signature.ts';

type Parts = Pick<BrokerParts, 'store' | 'keys' | 'clock'>;

const FIELD = 'value';

function assertUsable(credential: Credential | undefined, now: Instant): asserts credential is Credential {
  if (credential?.type !== 'Secret') throw new Problem('webhook/secret-missing');
  const reason = unusableReason(credential, now, { injectRejected: true });
  if (reason !== undefined) throw new Problem('webhook/secret-missing');
}

async function openKey(parts: Parts, credential: Credential, definition: WebhookDefinition): Promise<Buffer> {
  const { policy, secrets } = await openSecrets(parts, credential);
  try {
    const secret = secrets.get(FIELD);
    if (!secret) throw new Problem('webhook/secret-missing');
    if (!permitsPlacement(policy, 'api', FIELD, WEBHOOK_PLACEMENT)) throw new Problem('policy/placement-refused');
    if (!permittedOriginsOf(policy, 'api').has(webhookOrigin(definition))) throw new Problem('policy/origin-refused');
    const key = webhookKey(secret.reveal());
    if (!key) throw new Problem('webhook/secret-invalid');
    return key;
  } finally {
    wipeAll(secrets);
  }
}

/**
 * The keys to sign with now, the newest first; for the caller to wipe.
 *
 * @throws Problem `webhook/secret-missing`, `webhook/secret-invalid`, `policy/placement-refused`, `policy/origin-refused`,
 *   `credential/unwitnessed`, `credential/unopenable`, `keys/root-key-missing`
 */
export async function openSigningKeys(
  parts: Parts,
  organisationId: string,
  definition: WebhookDefinition,
): Promise<Buffer[]> {
  const { credentialId, previous } = definition;
  const scope = { organisationId, solutionId: '' };
  const current = await findCredential(parts.store.read, scope, credentialId);
  assertUsable(current, parts.clock());
  const keys = [await openKey(parts, current, definition)];
  if (previous === undefined || previous.until <= parts.clock()) return keys;
  const former = await findCredential(parts.store.read, scope, previous.credentialId);
  // It may have been deleted before its time: then it signs no more, and the new one goes on.
  if (!former || unusableReason(former, parts.clock(), { injectRejected: true }) !== undefined) return keys;
  try {
    keys.push(await openKey(parts, former, definition));
    return keys;
  } catch (error) {
    for (const key of keys) key.fill(0);
    throw error;
  }
}
