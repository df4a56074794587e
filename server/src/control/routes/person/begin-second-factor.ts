/** POST /v1/auth/second-factor: the secret for an authenticator app, shown this once. */
import { Type } from 'typebox';
import { requirePerson } from '../../people/own-account.ts';
import { password } from '../../people/sign-in-body.ts';
import { defineRoute } from '../../route.ts';

const closed = { additionalProperties: false } as const;

/** Begins a second factor. */
export const beginSecondFactorRoute = defineRoute({
  method: 'POST',
  path: '/v1/auth/second-factor',
  summary: 'Begins a second factor: answers its secret, once. It counts once a first code was shown.',
  permission: 'identify',
  audit: 'person.begin-second-factor',
  request: { body: Type.Object({ password }, { ...closed, title: 'SecondFactorInput' }) },
  response: {
    200: Type.Object(
      {
        /** In base32. */
        secret: Type.String(),
        /** `otpauth://totp/…`, for a QR code. */
        url: Type.String(),
      },
      { ...closed, title: 'SecondFactor' },
    ),
  },
  problems: [
    'session/required',
    'session/limited',
    'session/sign-in-failed',
    'person/second-factor-on',
    'person/stale',
    'request/rate-limited',
  ],
  handle: async (call) => {
    requirePerson(call);
    const { services, token, requestId, address, body } = call;
    const asked = { token: token.reveal(), password: body.password, requestId, address };
    return { status: 200, body: await services.broker.beginSecondFactor(asked) };
  },
});
