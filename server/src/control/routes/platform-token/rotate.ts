/** POST platform/access-tokens/{accessToken}/rotate: another value for the same record, shown once. */
import { rotationBody } from '../../access-tokens/access-token-body.ts';
import { issuedAccessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { rotateAccessToken } from '../../access-tokens/rotate-access-token.ts';
import { defineRoute } from '../../route.ts';
import { platformTokenParams } from '../../schemas.ts';

/** Gives a token of the platform a new value. */
export const rotatePlatformTokenRoute = defineRoute({
  method: 'POST',
  path: '/v1/platform/access-tokens/:accessToken/rotate',
  summary:
    'Gives a token of the platform a new value, shown here alone; the one before ends at once, or after an overlap.',
  permission: 'managePlatform',
  audit: 'access-token.rotate',
  request: { params: platformTokenParams, body: rotationBody },
  response: { 200: issuedAccessTokenView },
  problems: ['token/not-found', 'token/ended', 'grant/exceeded'],
  handle: async (call) => {
    const { record, token } = await rotateAccessToken(call, call.params.accessToken, call.body);
    return { status: 200, body: { ...viewAccessToken(record, call.services.clock()), token } };
  },
});
