/**
 * Which events a change of a credential makes: judged by the record before and after, so that whoever writes one says what
 * it was and what it is, and nothing else. Members are named one by one: a new one stays out until somebody lets it in.
 */
import type { EventCredential, EventType, NewEvent } from '../domain/event.ts';
import { formatInstant, type Instant } from '../domain/instant.ts';
import type { Transaction } from '../store/store.ts';
import { recordEvents } from './record-event.ts';

/** A change of one credential. */
export interface CredentialChange {
  readonly record: EventCredential;
  /** Absent for a creation. */
  readonly former?: EventCredential | undefined;
  /** Token id, or `keyward` for what Keyward does by itself. */
  readonly actor: string;
}

/** What an event of this type says of the credential. */
export function credentialEvent(
  type: EventType,
  credential: EventCredential,
  more: Readonly<Record<string, unknown>>,
): NewEvent {
  const { organisationId, solutionId, id, key, provider, labels, status, version, verification, expiresAt } =
    credential;
  return {
    organisationId,
    type,
    solutionId,
    credentialId: id,
    credentialKey: key,
    data: {
      organisationId,
      ...(solutionId !== '' && { solutionId }),
      credentialId: id,
      key,
      type: credential.type,
      ...(provider !== undefined && { provider }),
      labels,
      status,
      verdict: verification.verdict,
      version,
      ...(expiresAt !== undefined && { expiresAt: formatInstant(expiresAt) }),
      ...more,
    },
  };
}

const ENDED: Readonly<Partial<Record<EventCredential['status'], EventType>>> = {
  deleted: 'credential.deleted',
  expired: 'credential.expired',
};

/** What was done to the record itself. */
function writtenAs({ record, former }: CredentialChange): EventType | undefined {
  if (!former) return 'credential.created';
  if (record.status !== former.status && ENDED[record.status]) return ENDED[record.status];
  // A verdict is nobody's edit, and leaves the version as it was.
  return record.version === former.version ? undefined : 'credential.updated';
}

/** The events of a change, in the order in which they are told. */
export function eventsOf(change: CredentialChange): NewEvent[] {
  const { record, former, actor } = change;
  const written = writtenAs(change);
  const previousVerdict = former?.verification.verdict ?? 'unverified';
  const { verdict } = record.verification;
  const hasVerdict = verdict !== previousVerdict && !ENDED[record.status];
  const mustReconnect = record.status === 'reconnect_required' && former?.status !== 'reconnect_required';
  return [
    ...(written ? [credentialEvent(written, record, { actor })] : []),
    ...(hasVerdict ? [credentialEvent('credential.verdict-changed', record, { previousVerdict, actor })] : []),
    ...(hasVerdict && verdict === 'rejected' ? [credentialEvent('credential.rejected', record, { actor })] : []),
    ...(mustReconnect ? [credentialEvent('credential.reconnect-required', record, { actor })] : []),
  ];
}

/** Records the events of changes, some hundreds at most, in the transaction that makes them. */
export async function recordCredentialEvents(
  tx: Transaction,
  changes: readonly CredentialChange[],
  at: Instant,
): Promise<void> {
  await recordEvents(tx, changes.flatMap(eventsOf), at);
}
