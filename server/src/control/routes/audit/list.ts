/** GET audit: what was done and refused, newest first. */
import { Type } from 'typebox';
import { listAudit } from '../../../audit/list.ts';
import { formatInstant } from '../../../domain/instant.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, instant, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());

const entry = Type.Object(
  {
    id: Type.String(),
    at: instant,
    actor: Type.String(),
    action: Type.String(),
    subject: optionalText,
    outcome: Type.Enum(['done', 'refused']),
    code: optionalText,
    requestId: optionalText,
    address: optionalText,
    details: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);

const filter = {
  action: Type.Optional(Type.String({ maxLength: 64 })),
  subject: Type.Optional(Type.String({ maxLength: 64 })),
};

/** Lists the audit log. */
export const listAuditRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/audit',
  permission: 'administer',
  audit: 'audit.read',
  request: { query: Type.Object({ ...paging, ...filter }, closed) },
  response: { 200: Type.Object({ items: Type.Array(entry), nextCursor: optionalText }, closed) },
  problems: [],
  handle: async ({ services, organisation, query: { limit = DEFAULT_LIMIT, ...rest } }) => {
    const { items, nextCursor } = await listAudit(services.store.read, organisation.id, { limit, ...rest });
    const entries = items.map(({ organisationId: _, at, details = {}, ...item }) => ({
      ...item,
      at: formatInstant(at),
      details,
    }));
    return { status: 200, body: { items: entries, nextCursor } };
  },
});
