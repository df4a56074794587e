/** POST platform/people/{person}/reset: a one-time link for a new password, shown once. */
import { Type } from 'typebox';
import { sha256 } from '../../../domain/encoding.ts';
import { formatInstant } from '../../../domain/instant.ts';
import { newLinkToken } from '../../../domain/session.ts';
import { requireAccount } from '../../people/require-account.ts';
import { defineRoute } from '../../route.ts';
import { instant, noMembers, personParams } from '../../schemas.ts';

const issued = Type.Object(
  { personId: Type.String(), email: Type.String(), link: Type.String(), expiresAt: instant },
  { additionalProperties: false, title: 'IssuedReset' },
);

/** Makes the link. */
export const resetPersonRoute = defineRoute({
  method: 'POST',
  path: '/v1/platform/people/:person/reset',
  summary:
    'Makes a one-time link for another’s new password, answered once and good for a day. With its use their second factor is gone and every session ends.',
  permission: 'managePlatform',
  audit: 'person.make-reset',
  request: { params: personParams, body: noMembers },
  response: { 201: issued },
  problems: ['person/not-found', 'person/own-account', 'person/deactivated', 'person/no-password'],
  handle: async (call) => {
    const { id: personId, email } = await requireAccount(call);
    const { services, token, requestId, address } = call;
    const link = newLinkToken();
    const asked = { token: token.reveal(), personId, linkHash: sha256(link), requestId, address };
    const { expiresAt } = await services.broker.resetPerson(asked);
    return { status: 201, body: { personId, email, link, expiresAt: formatInstant(expiresAt) } };
  },
});
