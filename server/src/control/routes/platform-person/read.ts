/** GET platform/people/{person}: an account, what it is a member of, and what its person has issued. */
import { personDetailView, viewPersonDetail } from '../../people/person-view.ts';
import { requireAccount } from '../../people/require-account.ts';
import { defineRoute } from '../../route.ts';
import { personParams } from '../../schemas.ts';

/** Reads an account. */
export const readPersonRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/people/:person',
  summary: 'Reads an account: its memberships, and how many sessions and access tokens of it live.',
  permission: 'managePlatform',
  audit: 'person.read',
  request: { params: personParams },
  response: { 200: personDetailView },
  problems: ['person/not-found'],
  handle: async (call) => ({ status: 200, body: await viewPersonDetail(call.services, await requireAccount(call)) }),
});
