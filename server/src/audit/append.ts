/**
 * Appends to the audit log inside the acting transaction: what is done is recorded, and what is not recorded is not done.
 * No entry is ever changed, and none may contain a secret.
 */
import { newId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { Transaction } from '../store/store.ts';

/** One thing done or refused. */
export interface AuditEntry {
  readonly organisationId: string;
  /** Token id, or `keyward` for what Keyward does by itself. */
  readonly actor: string;
  /** `credential.create`, `credential.use` … */
  readonly action: string;
  /** Id of what was acted on. */
  readonly subject?: string;
  readonly outcome: 'done' | 'refused';
  /** Why it was refused. */
  readonly code?: ProblemCode;
  readonly requestId?: string;
  /** The caller's IP address. */
  readonly address?: string;
  /** Without secrets; by default empty. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Records the entry; it stands when the transaction commits, and is gone with it otherwise. */
export async function appendAudit(tx: Transaction, entry: AuditEntry, now: Instant): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      organisation_id: entry.organisationId,
      id: newId('aud'),
      at: now,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject ?? null,
      outcome: entry.outcome,
      code: entry.code ?? null,
      request_id: entry.requestId ?? null,
      address: entry.address ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
