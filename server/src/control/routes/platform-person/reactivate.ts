/** POST platform/people/{person}/reactivate: its person may sign in again. */
import { changeAccountState } from '../../people/change-account-state.ts';
import { personDetailView } from '../../people/person-view.ts';
import { defineRoute } from '../../route.ts';
import { noMembers, personParams } from '../../schemas.ts';

/** Reactivates an account. */
export const reactivatePersonRoute = defineRoute({
  method: 'POST',
  path: '/v1/platform/people/:person/reactivate',
  summary: 'Lets the person of a deactivated account sign in again, with the password that they had.',
  permission: 'managePlatform',
  audit: 'person.reactivate',
  request: { params: personParams, body: noMembers },
  response: { 200: personDetailView },
  problems: ['person/not-found', 'person/own-account', 'person/stale'],
  handle: async (call) => ({
    status: 200,
    body: await changeAccountState(call, { isDeactivated: false, endsTokens: false }),
  }),
});
