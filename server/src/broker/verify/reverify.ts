/**
 * One credential's turn to be tried again, by Keyward itself. Only what proves something changes a verdict that stands: an
 * API that is down for an hour must not take away what is known.
 */
import { appendAudit } from '../../audit/append.ts';
import { changesOf } from '../../audit/diff.ts';
import { findCheck } from '../../catalogue/check-of.ts';
import type { Principal } from '../../domain/access-token.ts';
import { type Credential, unusableReason, type Verification } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { recordCredentialEvents } from '../../events/credential-events.ts';
import { recordChange } from '../../store/changes.ts';
import { findCredential, updateCredential } from '../../store/credentials.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import type { BrokerParts } from '../parts.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { verifyCredential } from './verify-credential.ts';

/** As the audit log and the events name it. */
const ACTOR = 'keyward';

/** What came of a turn. */
export type TurnResult =
  /** A verdict, the same or another. */
  | 'judged'
  /** Tried, and nothing was proved. */
  | 'inconclusive'
  /** There is nothing to try, now or ever. */
  | 'nothing';

/** @throws Problem `audit/unavailable`, `store/unavailable` … */
export async function reverify(
  parts: BrokerParts & { readonly keeper: TokenKeeper },
  uses: UseRecorder,
  { organisationId, credentialId }: { readonly organisationId: string; readonly credentialId: string },
): Promise<TurnResult> {
  const credential = await findCredential(parts.store.read, { organisationId, solutionId: '' }, credentialId);
  if (!credential || !isTriable(parts, credential)) return 'nothing';
  if ((await findCheck(parts.providers, credential)).kind === 'none') return 'nothing';
  const principal: Principal = { organisationId, tokenId: ACTOR, grants: [] };
  const own = { principal, consumer: '(verification)', requestId: newId('req'), address: undefined };
  const admitUse: Parameters<typeof verifyCredential>[0]['admitUse'] = (use) => uses.admit({ ...own, ...use });
  const verification = await verifyCredential({ ...parts, admitUse }, { credential });
  const isProof = verification.verdict !== 'unverified';
  if (isProof || credential.verification.verdict === 'unverified') await storeVerdict(parts, credential, verification);
  return isProof ? 'judged' : 'inconclusive';
}

function isTriable({ clock }: BrokerParts, credential: Credential): boolean {
  const reason = unusableReason(credential, clock());
  return reason === undefined || reason === 'credential/rejected' || reason === 'credential/not-http';
}

/** A write that came between has changed what was tried, and is tried by itself. */
async function storeVerdict(
  { store, clock }: BrokerParts,
  tried: Credential,
  verification: Verification,
): Promise<void> {
  const { organisationId, id: subject, key: subjectKey, version } = tried;
  const record: Credential = { ...tried, verification };
  const isSame = tried.verification.verdict === verification.verdict;
  const verdictOf = ({ verification: { verdict } }: Credential) => ({ members: { verification: { verdict } } });
  const details = { verdict: verification.verdict, changes: changesOf(verdictOf(tried), verdictOf(record)) };
  try {
    await store.transaction(async (tx) => {
      await updateCredential(tx, record, version);
      // An entry for each use there is already; what a node keeps of a credential knows no more than its verdict.
      if (isSame) return;
      const entry = {
        organisationId,
        actor: ACTOR,
        action: 'credential.verify',
        subject,
        subjectKey,
        details,
      } as const;
      await appendAudit(tx, { ...entry, outcome: 'done' }, clock());
      await recordCredentialEvents(tx, [{ record, former: tried, actor: ACTOR }], clock());
      await recordChange(tx, { organisationId, kind: 'credential', subject });
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'credential/stale') throw error;
  }
}
