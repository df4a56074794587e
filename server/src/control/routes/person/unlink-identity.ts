/** POST /v1/auth/identities/{identity}/unlink: with the password and code where the account has them. */
import { Type } from 'typebox';
import { isId } from '../../../domain/id.ts';
import { Problem } from '../../../domain/problem.ts';
import { changeAccount } from '../../people/own-account.ts';
import { code, password } from '../../people/sign-in-body.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Takes a link away. */
export const unlinkIdentityRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/identities/:identity/unlink',
  summary: 'Takes the link of an identity provider from one’s own account; sessions that came by it end.',
  permission: 'identify',
  audit: 'person.unlink-identity',
  request: {
    params: Type.Object({ identity: Type.String() }),
    body: Type.Object(
      { password: Type.Optional(password), code: Type.Optional(code) },
      { additionalProperties: false, title: 'IdentityUnlinkInput' },
    ),
  },
  response: { 204: noBody },
  problems: [
    'single-sign-on/link-not-found',
    'single-sign-on/last-way',
    'session/required',
    'session/limited',
    'session/fresh-needed',
    'session/sign-in-failed',
    'session/code-required',
    'request/rate-limited',
  ],
  handle: async (call) => {
    const { identity: linkId } = call.params;
    if (!isId('idl', linkId)) throw new Problem('single-sign-on/link-not-found');
    await changeAccount(call, { kind: 'unlink-identity', linkId, ...call.body });
    return { status: 204, body: undefined };
  },
});
