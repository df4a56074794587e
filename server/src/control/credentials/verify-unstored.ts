/**
 * Tries a credential that is not stored: planned, sealed, staged and admitted as for a creation, and then taken back. Of
 * one that is there under the key or id it tries the replacement, secrets kept unless given.
 */
import type { Credential, Material, Verification } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Call } from '../route.ts';
import { assertSameIdentity, planReplaced } from './change-credential.ts';
import { assertHasValues, prepareNew } from './create-credential.ts';
import type { CredentialBody } from './credential-body.ts';
import { assertManages, assertNotExpired } from './find-live.ts';
import type { WritePlan } from './plan.ts';
import { existingOf } from './plan-sealing.ts';
import { admitSecrets, stageSecrets } from './staged-secrets.ts';
import { recordOf } from './store-write.ts';
import { stagedCredential, takeBack, tryStaged } from './try-staged.ts';

interface Planned {
  readonly plan: WritePlan;
  readonly kept: Pick<Credential, 'id' | 'key' | 'secrets'> & Partial<Credential>;
}

async function planReplacement(call: Call, current: Credential, body: CredentialBody): Promise<Planned> {
  assertManages(call, current);
  assertSameIdentity(current, body);
  assertNotExpired(call, current);
  assertHasValues(body);
  return { plan: await planReplaced(call, current, body), kept: current };
}

async function planCreation(call: Call, body: CredentialBody): Promise<Planned> {
  assertManages(call, call);
  const { plan, identity } = await prepareNew(call, body);
  return { plan, kept: { id: identity.id, key: identity.key, secrets: {} } };
}

/**
 * @returns what came of it, whatever the verdict
 * @throws Problem those of a creation or replacement with this body, and of `tryStaged`
 */
export async function verifyUnstored(call: Call, body: CredentialBody): Promise<Verification> {
  const current = await existingOf(call, body);
  const { plan, kept } = await (current ? planReplacement(call, current, body) : planCreation(call, body));
  const staged = stagedCredential(call, recordOf(call, plan, kept));
  let secrets: Material[] = [];
  try {
    secrets = await stageSecrets(call, kept, plan, staged.stage);
    const admitted = await admitSecrets(call, secrets, plan);
    const verification = await tryStaged(call, staged, admitted);
    const { verdict } = verification;
    await call.services.store.transaction((transaction) =>
      call.recordDone(transaction, { subject: kept.id, subjectKey: kept.key, details: { verdict, stored: false } }),
    );
    return verification;
  } catch (error) {
    const isGone = error instanceof Problem && error.code === 'credential/unwitnessed';
    throw isGone ? new Problem('credential/stale', { cause: error }) : error;
  } finally {
    // What is left when this fails is swept; it confers nothing.
    await takeBack(call, staged, secrets).catch(() => undefined);
  }
}
