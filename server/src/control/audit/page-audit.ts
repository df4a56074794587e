/** A page of the audit log in an answer, and what its query takes; the same for an organisation and the platform. */
import { type Static, Type } from 'typebox';
import { type AuditListRequest, listAudit } from '../../audit/list.ts';
import { formatInstant } from '../../domain/instant.ts';
import { period, readPeriod } from '../period.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, instant, paging, word } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());

const entry = Type.Object(
  {
    id: Type.String(),
    at: instant,
    /** Id of the token, or `keyward` for what Keyward does by itself. */
    actor: Type.String(),
    actorName: optionalText,
    actorRole: optionalText,
    action: Type.String(),
    subject: optionalText,
    subjectKey: optionalText,
    outcome: Type.Enum(['done', 'refused']),
    code: optionalText,
    requestId: optionalText,
    address: optionalText,
    details: Type.Record(Type.String(), Type.Unknown()),
  },
  { ...closed, title: 'AuditEntry' },
);

/** Which entries to list. */
export const auditQuery = Type.Object(
  {
    ...paging,
    /** The exact action, or a noun with its dot for all of its actions: `credential.`. */
    action: word(64),
    /** Id of a token, or `keyward`. */
    actor: word(64),
    /** Id or key of what was acted on; a key finds the entries of every credential that has borne it. */
    subject: word(128),
    outcome: Type.Optional(Type.Enum(['done', 'refused'])),
    code: word(64),
    requestId: word(64),
    ...period,
  },
  closed,
);

const ID = /^(?:org|sol|cred|tok)_/;

function requestOf({ limit = DEFAULT_LIMIT, subject, from, to, ...rest }: Static<typeof auditQuery>): AuditListRequest {
  const name = subject === undefined ? {} : ID.test(subject) ? { subject } : { subjectKey: subject };
  return {
    ...rest,
    limit,
    ...name,
    ...readPeriod({ from, to }),
  };
}

/** Entries, newest first. */
export const auditPage = Type.Object({ items: Type.Array(entry), nextCursor: optionalText }, closed);

/** @throws Problem `request/cursor-invalid` for a cursor of another list or filter; `request/invalid` for an instant that is none */
export async function pageAudit({
  services,
  organisation,
  query,
}: Call<unknown, Static<typeof auditQuery>>): Promise<Static<typeof auditPage>> {
  const { items, nextCursor } = await listAudit(services.store.read, organisation.id, requestOf(query));
  const entries = items.map(({ organisationId: _, at, details = {}, ...item }) => ({
    ...item,
    at: formatInstant(at),
    details,
  }));
  return { items: entries, ...(nextCursor !== undefined && { nextCursor }) };
}
