/** POST platform/people/{person}/deactivate: nobody signs in with the account any more. */
import { Type } from 'typebox';
import { changeAccountState } from '../../people/change-account-state.ts';
import { personDetailView } from '../../people/person-view.ts';
import { defineRoute } from '../../route.ts';
import { personParams } from '../../schemas.ts';

const body = Type.Object(
  {
    /** `revoke`: access tokens that they issued anywhere, and those made with these in turn, are revoked too. */
    tokens: Type.Optional(Type.Enum(['keep', 'revoke'])),
  },
  { additionalProperties: false, title: 'DeactivationInput' },
);

/** Deactivates an account. */
export const deactivatePersonRoute = defineRoute({
  method: 'POST',
  path: '/v1/platform/people/:person/deactivate',
  summary:
    'Deactivates another’s account: its sessions end on every node within a second, and links that its person made are withdrawn. What they are a member of they stay.',
  permission: 'managePlatform',
  audit: 'person.deactivate',
  request: { params: personParams, body },
  response: { 200: personDetailView },
  problems: ['person/not-found', 'person/own-account', 'person/stale', 'member/last-owner'],
  handle: async (call) => {
    const change = { isDeactivated: true, endsTokens: call.body.tokens === 'revoke' };
    return { status: 200, body: await changeAccountState(call, change) };
  },
});
