/**
 * Tries a credential that has just been connected, so that the account's label is known while somebody looks. One that is
 * another account's than before is said so: in the trace, as an event, and to who is waiting.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Credential, VerificationStep } from '../../../domain/credential.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import { credentialEvent } from '../../../events/credential-events.ts';
import { recordEvent } from '../../../events/record-event.ts';
import { findCredential, updateCredential } from '../../../store/credentials.ts';
import type { BrokerParts } from '../../parts.ts';
import type { UseRecorder } from '../../use/use-recorder.ts';
import { reverify } from '../../verify/reverify.ts';
import type { TokenKeeper } from '../refresh/token-keeper.ts';
import type { Connected } from './commit-tokens.ts';
import type { TryConnected } from './complete-connection.ts';

/** People wait; what takes longer comes to its end without them. */
const PATIENCE_MS = 8_000;

const STEP: VerificationStep = {
  step: 'account',
  outcome: 'failed',
  note: 'The account is another one than before the reconnection.',
};

export function createTryConnected(
  parts: BrokerParts & { readonly keeper: TokenKeeper },
  uses: UseRecorder,
): TryConnected {
  return async ({ former, record }: Connected, flow: OAuthFlow) => {
    const { organisationId, id: credentialId } = record;
    const trying = reverify(parts, uses, { organisationId, credentialId }).catch((error: unknown) => {
      parts.logger.warn({ credential: credentialId, err: error }, 'a new connection could not be tried');
    });
    await Promise.race([trying, delay(PATIENCE_MS, undefined, { ref: false })]);
    const now = await findCredential(parts.store.read, { organisationId, solutionId: '' }, credentialId);
    const account = now?.verification.account;
    const before = former.verification.account;
    const isOther = account !== undefined && before !== undefined && account !== before;
    if (now && isOther) await noteOtherAccount(parts, now, flow.createdBy);
    return account;
  };
}

async function noteOtherAccount({ store, clock }: BrokerParts, record: Credential, actor: string): Promise<void> {
  const { verification, organisationId, version } = record;
  const noted = { ...record, verification: { ...verification, steps: [...verification.steps, STEP] } };
  try {
    await store.transaction(async (tx) => {
      await updateCredential(tx, noted, version);
      const event = credentialEvent('credential.account-changed', noted, { actor });
      await recordEvent(tx, { ...event, organisationId }, clock());
    });
  } catch (error) {
    // Whoever has written it meanwhile has it tried anew.
    if (!(error instanceof Problem) || error.code !== 'credential/stale') throw error;
  }
}
