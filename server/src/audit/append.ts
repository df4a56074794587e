/**
 * Appends to the audit log inside the acting transaction: what is done is recorded, and what is not recorded is not done.
 * No entry is ever changed or removed, for there is no end to how long entries are kept; and none may contain a secret.
 */
import type { Role } from '../domain/grant.ts';
import { newId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { Transaction } from '../store/store.ts';
import { boundedDetails, harmlessText } from './bounded-details.ts';

/** One thing done or refused. */
export interface AuditEntry {
  readonly organisationId: string;
  /** Token id, or `keyward` for what Keyward does by itself. */
  readonly actor: string;
  /** Name of the token, as it is at the time. */
  readonly actorName?: string;
  readonly actorRole?: Role;
  /** A noun, a dot and a verb: `credential.create`, `credential.use` … */
  readonly action: string;
  /** Id of what was acted on. */
  readonly subject?: string;
  /** Key of what was acted on, by which it is found beside its predecessors and successors. */
  readonly subjectKey?: string;
  readonly outcome: 'done' | 'refused';
  /** Why it was refused. */
  readonly code?: ProblemCode;
  readonly requestId?: string;
  /** The caller's IP address. */
  readonly address?: string;
  /** Without secrets; by default empty. Cut to 32 KiB, characters that act on a terminal escaped. */
  readonly details?: Readonly<Record<string, unknown>>;
}

function toRow(entry: AuditEntry, now: Instant) {
  return {
    organisation_id: entry.organisationId,
    id: newId('aud'),
    at: now,
    actor: entry.actor,
    actor_name: entry.actorName === undefined ? null : harmlessText(entry.actorName),
    actor_role: entry.actorRole ?? null,
    action: entry.action,
    subject: entry.subject ?? null,
    subject_key: entry.subjectKey ?? null,
    outcome: entry.outcome,
    code: entry.code ?? null,
    request_id: entry.requestId ?? null,
    address: entry.address ?? null,
    details: boundedDetails(entry.details ?? {}),
  };
}

/** Records the entry; it stands when the transaction commits, and is gone with it otherwise. */
export async function appendAudit(tx: Transaction, entry: AuditEntry, now: Instant): Promise<void> {
  await appendAudits(tx, [entry], now);
}

/** Records several entries at once, in their order, 1,000 at most. */
export async function appendAudits(tx: Transaction, entries: readonly AuditEntry[], now: Instant): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('audit')
    .values(entries.map((entry) => toRow(entry, now)))
    .execute();
}
