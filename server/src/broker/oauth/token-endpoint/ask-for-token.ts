/**
 * One request for a token: made and authenticated by oauth4webapi, written as the vendor wants it, sent through the guard and
 * answered by `readTokenAnswer`. The client's secret leaves in the role `token` alone, to a URL that its sealed policy names.
 */
import { allowInsecureRequests, clockSkew, customFetch, genericTokenEndpointRequest } from 'oauth4webapi';
import type { ParameterNames } from '../../../domain/oauth-quirks.ts';
import { assertClientPermitted } from '../open-client.ts';
import { clientAuthentication, libraryClient } from './client-authentication.ts';
import { readTokenAnswer } from './read-token-answer.ts';
import { type OutgoingRequest, type RawTokenAnswer, sendRequest } from './send-request.ts';
import type { TokenAnswer, TokenClient, TokenParts } from './token-client.ts';

export interface Grant {
  readonly type: 'authorization_code' | 'refresh_token' | 'client_credentials';
  /** Beside those of the client, by their names in the RFCs; a repeated one is a list. */
  readonly parameters: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * @throws TokenError where there is no token
 * @throws Problem `policy/origin-refused`, `policy/placement-refused`, `credential/unopenable`, `credential/plain-http-refused`, `egress/denied`
 */
export async function askForToken(parts: TokenParts, client: TokenClient, grant: Grant): Promise<TokenAnswer> {
  const { definition, configuration } = client;
  assertClientPermitted(client, definition.tokenUrl);
  const sentAt = parts.clock();
  let answer: RawTokenAnswer | undefined;
  const authentication = await clientAuthentication(client);
  const server = { issuer: definition.issuer ?? definition.tokenUrl, token_endpoint: definition.tokenUrl };
  const parameters = new URLSearchParams(definition.quirks.tokenRequest?.parameters);
  for (const [name, value] of Object.entries(grant.parameters)) {
    for (const single of [value ?? []].flat()) parameters.append(name, single);
  }
  await genericTokenEndpointRequest(
    server,
    { ...libraryClient(definition), [clockSkew]: Math.round((sentAt - Date.now()) / 1000) },
    authentication,
    grant.type,
    parameters,
    {
      // Which URLs may be plain is the policy's to say; loopback at most.
      [allowInsecureRequests]: true,
      [customFetch]: async (url, { body, headers }) => {
        const request = writeRequest(client, { url, headers, parameters: body });
        answer = await sendRequest(parts, configuration.organisationId, request);
        // The library hands it back as it is: it reads nothing of an answer.
        return new Response(null);
      },
    },
  );
  if (answer === undefined) throw new TypeError('the library sent nothing');
  return readTokenAnswer(definition, answer, sentAt);
}

interface Unwritten {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: URLSearchParams;
}

function writeRequest({ definition }: TokenClient, { url, headers, parameters }: Unwritten): OutgoingRequest {
  const { body = 'form', names = {} } = definition.quirks.tokenRequest ?? {};
  return { method: 'POST', url, ...writeParameters(parameters, { headers, as: body, names }) };
}

export interface Writing {
  readonly headers: Readonly<Record<string, string>>;
  readonly as: 'form' | 'json';
  readonly names: ParameterNames;
}

/** Body and headers for the parameters, under the vendor's names. */
export function writeParameters(
  parameters: URLSearchParams,
  { headers, as, names }: Writing,
): Pick<OutgoingRequest, 'headers' | 'body'> {
  const named = [...parameters].map(([name, value]): [string, string] => [
    Object.hasOwn(names, name) ? names[name]! : name,
    value,
  ]);
  const contentType = as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = as === 'json' ? JSON.stringify(membersOf(named)) : new URLSearchParams(named).toString();
  return { headers: { ...headers, 'user-agent': 'keyward', 'content-type': contentType }, body };
}

/** A parameter that stands several times is a list. */
function membersOf(
  named: readonly (readonly [string, string])[],
): Readonly<Record<string, string | readonly string[]>> {
  const grouped = Map.groupBy(named, ([name]) => name);
  const members = [...grouped].map(([name, pairs]) => {
    const values = pairs.map(([, value]) => value);
    return [name, values.length === 1 ? values[0]! : values] as const;
  });
  return Object.fromEntries(members);
}
