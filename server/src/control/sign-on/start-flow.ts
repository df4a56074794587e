/** Has the broker begin a flow to an identity provider, and makes the cookie by which its browser is known again. */
import { Type } from 'typebox';
import type { StartSignOnRequest } from '../../broker/rpc/sign-on-protocol.ts';
import { formatInstant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { signOnRedirectUrl } from '../identity-providers/provider-view.ts';
import { keepFlow } from '../oauth/flow-cookie.ts';
import type { ControlServices } from '../route.ts';
import { instant } from '../schemas.ts';
import { isConsolePath } from './paths.ts';

/** Where the browser goes next. */
export const startedView = Type.Object(
  { authorizationUrl: Type.String(), expiresAt: instant },
  { additionalProperties: false, title: 'StartedSignOn' },
);

/** Path of the console, with its query. */
export const returnPath = Type.String({ minLength: 1, maxLength: 1_024 });

/** Who asks, and by which request. */
interface From {
  readonly services: ControlServices;
  readonly requestId: string;
  readonly address: string;
  readonly token?: string;
}

type Wanted = Omit<StartSignOnRequest, 'redirectUrl' | 'returnPath' | 'token'> & { readonly returnPath?: string };

/**
 * @param wanted.returnPath - `/` by default.
 * @throws Problem `request/return-refused`, and those of the broker's verb
 */
export async function startFlow({ services, requestId, address, token }: From, wanted: Wanted) {
  const { returnPath: path = '/', ...rest } = wanted;
  if (!isConsolePath(path)) throw new Problem('request/return-refused');
  const { flowId, authorizationUrl, cookie, expiresAt } = await services.broker.startSignOn({
    ...{ ...rest, returnPath: path, redirectUrl: signOnRedirectUrl(services, rest.identityProviderId) },
    ...{ requestId, address },
    ...(token !== undefined && { token }),
  });
  const seconds = (expiresAt - services.clock()) / 1_000;
  return {
    body: { authorizationUrl, expiresAt: formatInstant(expiresAt) },
    cookie: keepFlow(services.publicUrl().url, flowId, cookie, seconds),
  };
}
