/** A page of the request log in an answer, and what its query takes. */
import { type Static, Type } from 'typebox';
import { isId } from '../../domain/id.ts';
import { formatInstant } from '../../domain/instant.ts';
import { type LoggedRequest, listRequests, type RequestListRequest } from '../../store/request-log.ts';
import { period, readPeriod } from '../period.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, instant, paging, word } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());
const optionalNumber = Type.Optional(Type.Number());

const entry = Type.Object(
  {
    id: Type.String(),
    /** When it ended. */
    at: instant,
    tokenId: Type.String(),
    /** Absent, with its key, where the request was refused before the credential was found. */
    credentialId: optionalText,
    credentialKey: optionalText,
    consumer: optionalText,
    method: Type.String(),
    origin: optionalText,
    /** The caller's path, ids replaced by `{id}`; never a query. */
    path: optionalText,
    /** As the caller got it; 0 where the caller went before there was one. */
    status: Type.Integer(),
    /** Problem code where Keyward answered and not the upstream. */
    code: optionalText,
    /** From the dispatch to the answer's header section. */
    waitedMs: optionalNumber,
    /** From the dispatch to the end. */
    totalMs: optionalNumber,
    requestBytes: Type.Optional(Type.Integer()),
    responseBytes: Type.Optional(Type.Integer()),
    /** Whether the answer ended before its end. */
    isCut: Type.Boolean(),
  },
  { ...closed, title: 'LoggedRequest' },
);

/** Which requests to list. */
export const requestsQuery = Type.Object(
  {
    ...paging,
    /** Id or key; a key finds the requests of every credential that has borne it. */
    credential: word(128),
    /** Id of the access token. */
    token: word(64),
    /** As `Keyward-Consumer` named it. */
    consumer: Type.Optional(Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9._:@/()-]+$' })),
    origin: Type.Optional(Type.String({ maxLength: 300, pattern: '^[a-z]+://[A-Za-z0-9.:_\\[\\]-]+$' })),
    statusClass: Type.Optional(Type.Enum(['2xx', '3xx', '4xx', '5xx'])),
    code: word(64),
    requestId: word(64),
    ...period,
  },
  closed,
);

type RequestsQuery = Static<typeof requestsQuery>;

function requestOf(query: RequestsQuery): RequestListRequest {
  const { limit = DEFAULT_LIMIT, cursor, credential, token, consumer, origin, statusClass, code, requestId } = query;
  const named =
    credential === undefined
      ? {}
      : isId('cred', credential)
        ? { credentialId: credential }
        : { credentialKey: credential };
  return {
    limit,
    ...named,
    ...(cursor !== undefined && { cursor }),
    ...(token !== undefined && { tokenId: token }),
    ...(consumer !== undefined && { consumer }),
    ...(origin !== undefined && { origin }),
    ...(statusClass !== undefined && { statusClass: Number(statusClass[0]) }),
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { id: requestId }),
    ...readPeriod(query),
  };
}

function viewOf({ organisationId: _, at, waitedUs, totalUs, ...request }: LoggedRequest): Static<typeof entry> {
  return {
    ...request,
    at: formatInstant(at),
    ...(waitedUs !== undefined && { waitedMs: waitedUs / 1000 }),
    ...(totalUs !== undefined && { totalMs: totalUs / 1000 }),
  } as Static<typeof entry>;
}

/** Requests, newest first. */
export const requestsPage = Type.Object({ items: Type.Array(entry), nextCursor: optionalText }, closed);

/** @throws Problem `request/cursor-invalid` for a cursor of another list or filter; `request/invalid` for an instant that is none */
export async function pageRequests({
  services,
  organisation,
  query,
}: Call<unknown, RequestsQuery>): Promise<Static<typeof requestsPage>> {
  const { items, nextCursor } = await listRequests(services.store.read, organisation.id, requestOf(query));
  return { items: items.map(viewOf), ...(nextCursor !== undefined && { nextCursor }) };
}
