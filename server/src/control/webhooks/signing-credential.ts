/**
 * The credential whose secret signs a webhook: one that the caller has made, or one that is made here, of a secret that is
 * sealed at once and shown once. Which origin it may sign for is sealed with it.
 */
import { randomBytes } from 'node:crypto';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { WEBHOOK_PLACEMENT } from '../../domain/webhook.ts';
import type { AuditAction } from '../audit-action.ts';
import { patchCredential } from '../credentials/change-credential.ts';
import { createCredential } from '../credentials/create-credential.ts';
import { deleteCredential } from '../credentials/delete-credential.ts';
import { requireCredential } from '../credentials/find-live.ts';
import type { Call } from '../route.ts';

/** By which a credential is known to be a webhook's own: it goes with it. */
const LABEL = 'keyward.webhook';
const SECRET_BYTES = 32;

/** What signs, and its secret where it was made here. */
export interface SigningCredential {
  readonly credential: Credential;
  readonly secret?: string;
}

/** The same caller about a credential: entries in the audit log name what was done to it. */
function about(call: Call, action: AuditAction): Call {
  return { ...call, recordDone: (transaction, note) => call.recordDone(transaction, { action, ...note }) };
}

function aboutOne(call: Call, action: AuditAction, credential: string) {
  return { ...about(call, action), params: { credential }, ifMatch: undefined };
}

/** Makes a secret of 32 random bytes for a webhook. */
async function make(call: Call, webhookId: string, url: string): Promise<SigningCredential> {
  const { origin, host } = new URL(url);
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const credential = await createCredential(about(call, 'credential.create'), {
    type: 'Secret',
    name: `Webhook ${host}`.slice(0, 200),
    description: 'Signs the events that a webhook is sent.',
    labels: { [LABEL]: webhookId },
    fields: { value: secret },
    allowedOrigins: [origin],
    policy: { placements: [WEBHOOK_PLACEMENT] },
  });
  return { credential, secret };
}

/**
 * The credential that the caller names, or a new one.
 *
 * @throws Problem `credential/not-found`, `webhook/secret-invalid` for one of another type
 */
export async function signingCredential(
  call: Call,
  { named, webhookId, url }: { readonly named: string | undefined; readonly webhookId: string; readonly url: string },
): Promise<SigningCredential> {
  if (named === undefined) return make(call, webhookId, url);
  const credential = await requireCredential({ ...call, params: { credential: named } });
  if (credential.type !== 'Secret' || credential.solutionId !== '') throw new Problem('webhook/secret-invalid');
  return { credential };
}

async function own(call: Call, webhookId: string, credentialId: string) {
  const found = await requireCredential({ ...call, params: { credential: credentialId } }).catch(() => undefined);
  return found?.labels[LABEL] === webhookId ? found : undefined;
}

/** Lets a secret that was made here expire: it is destroyed then. The caller's own stays as it is. */
export async function expireOwn(
  call: Call,
  webhookId: string,
  { credentialId, until }: { readonly credentialId: string; readonly until: number },
): Promise<void> {
  if (!(await own(call, webhookId, credentialId))) return;
  const body = { expiresAt: new Date(until).toISOString() };
  await patchCredential({ ...aboutOne(call, 'credential.update', credentialId), body });
}

/** Deletes a secret that was made here. */
export async function deleteOwn(call: Call, webhookId: string, credentialId: string): Promise<void> {
  if (await own(call, webhookId, credentialId)) {
    // Made for this webhook alone: nothing else is asked.
    await deleteCredential(aboutOne(call, 'credential.delete', credentialId), true);
  }
}
