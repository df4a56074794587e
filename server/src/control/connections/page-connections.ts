/** The list of connections that a token sees. */
import { type Static, Type } from 'typebox';
import { listConnected } from '../../store/list-connected.ts';
import { scopesOf } from '../credentials/list-filters.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT } from '../schemas.ts';
import type { connectionsQuery } from './connection-body.ts';
import { connectionView, viewConnections } from './connection-view.ts';

/** Newest first. */
export const connectionsPage = Type.Object(
  { items: Type.Array(connectionView), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

/** @throws Problem `request/cursor-invalid` */
export async function pageConnections(
  call: Call<unknown, Static<typeof connectionsQuery>>,
): Promise<Static<typeof connectionsPage>> {
  const { limit = DEFAULT_LIMIT, solution, ...filters } = call.query;
  const request = { ...filters, ...scopesOf(call, solution), limit };
  const { items, nextCursor } = await listConnected(call.services.store.read, call.organisation.id, request);
  return { items: await viewConnections(call, items), ...(nextCursor !== undefined && { nextCursor }) };
}
