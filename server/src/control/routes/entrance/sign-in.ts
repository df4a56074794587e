/** POST /v1/auth/sign-in: begins a session. */
import { defineEntrance } from '../../entrance.ts';
import { signedIn, signInRequest } from '../../people/entry-request.ts';
import { signedInView, signInBody } from '../../people/sign-in-body.ts';

/** Signs a person in. */
export const signInEntrance = defineEntrance({
  path: '/v1/auth/sign-in',
  summary: 'Signs a person in, and gives the browser the cookie of the session.',
  body: signInBody,
  response: signedInView,
  problems: ['session/sign-in-failed', 'session/code-required', 'request/rate-limited'],
  handle: async (entry) => signedIn(await entry.services.broker.signIn(signInRequest(entry))),
});
