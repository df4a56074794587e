/** POST /v1/auth/accept: a one-time link is used. */
import { defineEntrance } from '../../entrance.ts';
import { assertLink, signedIn, signInRequest } from '../../people/entry-request.ts';
import { acceptBody, signedInView } from '../../people/sign-in-body.ts';

/** Accepts a link, with a new account or that which there is. */
export const acceptEntrance = defineEntrance({
  path: '/v1/auth/accept',
  summary:
    'Accepts a one-time link with a new account, or with the address and password of the one that there is, and signs in.',
  body: acceptBody,
  response: signedInView,
  problems: [
    'invitation/invalid',
    'invitation/other-account',
    'person/password-weak',
    'session/sign-in-failed',
    'session/code-required',
    'request/rate-limited',
  ],
  handle: async (entry) => {
    const { link, name } = entry.body;
    assertLink(link);
    const request = { ...signInRequest(entry), link, ...(name !== undefined && { name }) };
    return signedIn(await entry.services.broker.acceptLink(request));
  },
});
