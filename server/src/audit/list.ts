/** Reads the audit log of one organisation, newest first. */
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import { type Page, type PageRequest, pageOf, parseCursor } from '../store/page.ts';
import type { AuditTable } from '../store/schema.ts';
import type { Queries } from '../store/store.ts';
import type { AuditEntry } from './append.ts';

/** An entry as it stands in the log. */
export interface AuditRecord extends AuditEntry {
  readonly id: string;
  readonly at: Instant;
}

/** Which entries to list. */
export interface AuditListRequest extends PageRequest {
  /** The exact action, `credential.use`. */
  readonly action?: string;
  /** Id of what was acted on. */
  readonly subject?: string;
}

function fromRow(row: Selectable<AuditTable>): AuditRecord {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    ...(row.subject !== null && { subject: row.subject }),
    outcome: row.outcome,
    ...(row.code !== null && { code: row.code as ProblemCode }),
    ...(row.request_id !== null && { requestId: row.request_id }),
    ...(row.address !== null && { address: row.address }),
    details: JSON.parse(row.details),
  };
}

/**
 * A page of the organisation's entries.
 *
 * @throws Problem `request/invalid` for a malformed cursor
 */
export async function listAudit(
  queries: Queries,
  organisationId: string,
  request: AuditListRequest,
): Promise<Page<AuditRecord>> {
  const { limit, cursor, action, subject } = request;
  let query = queries.selectFrom('audit').selectAll().where('organisation_id', '=', organisationId);
  if (action !== undefined) query = query.where('action', '=', action);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (cursor !== undefined) {
    const { at, id } = parseCursor(cursor);
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '<', tuple(at, id)));
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(fromRow), limit, ({ at, id }) => ({ at, id }));
}
