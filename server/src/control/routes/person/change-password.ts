/** POST /v1/auth/password: another password; every other session ends. */
import { Type } from 'typebox';
import { changeAccount } from '../../people/own-account.ts';
import { password } from '../../people/sign-in-body.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

const body = Type.Object(
  {
    /** Left out where the account has none: then within ten minutes of a sign-in. */
    current: Type.Optional(password),
    next: password,
  },
  { additionalProperties: false, title: 'PasswordInput' },
);

/** Changes one's own password. */
export const changePasswordRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/password',
  summary: 'Changes one’s own password; every other session ends.',
  permission: 'identify',
  audit: 'person.change-password',
  request: { body },
  response: { 204: noBody },
  problems: [
    'session/required',
    'session/limited',
    'session/fresh-needed',
    'session/sign-in-failed',
    'person/password-weak',
    'person/stale',
    'request/rate-limited',
  ],
  handle: async (call) => {
    await changeAccount(call, { kind: 'password', ...call.body });
    return { status: 204, body: undefined };
  },
});
