/** POST /v1/auth/second-factor/remove: with the password and a code. */
import { Type } from 'typebox';
import { changeAccount } from '../../people/own-account.ts';
import { code, password } from '../../people/sign-in-body.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

const body = Type.Object({ password, code }, { additionalProperties: false, title: 'SecondFactorRemoval' });

/** Removes a second factor. */
export const removeSecondFactorRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/second-factor/remove',
  summary: 'Removes the second factor, with the password and a code. Every other session ends.',
  permission: 'identify',
  audit: 'person.remove-second-factor',
  request: { body },
  response: { 204: noBody },
  problems: [
    'session/required',
    'session/limited',
    'session/sign-in-failed',
    'session/code-required',
    'person/second-factor-missing',
    'person/stale',
    'request/rate-limited',
  ],
  handle: async (call) => {
    await changeAccount(call, { kind: 'remove-second-factor', ...call.body });
    return { status: 204, body: undefined };
  },
});
