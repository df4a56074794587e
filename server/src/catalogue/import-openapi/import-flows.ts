/**
 * Flows of OAuth 2.0 into the data of connections. Endpoints are taken as they stand or not at all; how clients show
 * themselves the document does not say, and RFC 6749 has every server take Basic.
 *
 * @see OpenAPI 3.1, sections 4.8.28 and 4.8.29 (OAuth Flows Object, OAuth Flow Object); RFC 6749, section 2.3.1
 */
import { isLoopbackHost, parseTokenUrl } from '../../domain/origin.ts';
import type { MethodFile } from '../provider-schema.ts';
import { type Pointer, pointerOf, type ReportWriter } from './import-report.ts';
import { isObject, type JsonObject, memberOf, textOf } from './read-document.ts';
import { isLiteral, shownText } from './texts.ts';

export type OAuthPart = NonNullable<MethodFile['oauth']>;

const MOST_SCOPES = 256;
/** RFC 6749, section 3.3. */
const SCOPE = /^[\u0021\u0023-\u005b\u005d-\u007e]{1,256}$/;

interface Place {
  readonly scheme: JsonObject;
  readonly path: Pointer;
}

function endpointOf(flow: JsonObject, name: string, { path, report }: { path: Pointer; report: ReportWriter }) {
  const given = textOf(flow, name);
  if (given === undefined) return undefined;
  try {
    const url = isLiteral(given) ? parseTokenUrl(given) : undefined;
    const { protocol, hostname } = new URL(url ?? '');
    if (url !== undefined && given.length <= 512 && (protocol === 'https:' || isLoopbackHost(hostname))) return url;
  } catch {
    // Reported below, like anything else that is no address.
  }
  report.leave(path + pointerOf(name), 'is not a whole https address without a query');
  return undefined;
}

function scopesOf(flow: JsonObject, path: Pointer, report: ReportWriter): Record<string, string> {
  const given = memberOf(flow, 'scopes');
  const entries = isObject(given) ? Object.entries(given) : [];
  const fit = entries.filter(([scope]) => SCOPE.test(scope) && isLiteral(scope));
  if (fit.length < entries.length) report.leave(path + pointerOf('scopes'), 'has names that no scope may have');
  if (fit.length > MOST_SCOPES) report.leave(path + pointerOf('scopes'), `has more than ${MOST_SCOPES}`);
  return Object.fromEntries(
    fit.slice(0, MOST_SCOPES).map(([scope, text]) => [scope, shownText(text, 240) ?? shownText(scope, 240)!]),
  );
}

/** The data of the flows that Keyward has, or undefined where there is none of them. */
export function importFlows(place: Place, report: ReportWriter): OAuthPart | undefined {
  const flows = memberOf(place.scheme, 'flows');
  const at = (name: string) => place.path + pointerOf('flows', name);
  for (const name of isObject(flows) ? Object.keys(flows).slice(0, 16) : []) {
    if (name !== 'authorizationCode' && name !== 'clientCredentials' && !name.startsWith('x-')) {
      report.leave(at(name), 'is a flow that Keyward does not use');
    }
  }
  const code = codeFlow(memberOf(flows, 'authorizationCode'), at('authorizationCode'), report);
  const own = clientFlow(memberOf(flows, 'clientCredentials'), at('clientCredentials'), report);
  if (code && own && code.tokenUrl !== own.tokenUrl) {
    report.leave(at('clientCredentials'), 'has another token URL than the first flow');
    return code;
  }
  if (!code || !own) return code ?? own;
  return { ...code, grants: [...code.grants, ...own.grants], scopes: { ...own.scopes, ...code.scopes } };
}

function codeFlow(flow: unknown, path: Pointer, report: ReportWriter): OAuthPart | undefined {
  if (!isObject(flow)) return undefined;
  const authorizationUrl = endpointOf(flow, 'authorizationUrl', { path, report });
  const tokenUrl = endpointOf(flow, 'tokenUrl', { path, report });
  const refreshUrl = endpointOf(flow, 'refreshUrl', { path, report });
  if (authorizationUrl === undefined || tokenUrl === undefined) return undefined;
  const isRefreshed = refreshUrl === tokenUrl;
  if (refreshUrl !== undefined && !isRefreshed) {
    report.leave(path + pointerOf('refreshUrl'), 'is another address than the token URL');
  }
  report.took(path, '/types/OAuth2/oauth', 'How clients show themselves is not said: `basic` is assumed.');
  const grants = ['authorization_code' as const, ...(isRefreshed ? ['refresh_token' as const] : [])];
  return { authorizationUrl, tokenUrl, grants, scopes: scopesOf(flow, path, report), clientAuthentication: 'basic' };
}

function clientFlow(flow: unknown, path: Pointer, report: ReportWriter): OAuthPart | undefined {
  if (!isObject(flow)) return undefined;
  const tokenUrl = endpointOf(flow, 'tokenUrl', { path, report });
  if (tokenUrl === undefined) return undefined;
  report.took(path, '/types/OAuth2/oauth', 'How clients show themselves is not said: `basic` is assumed.');
  const scopes = scopesOf(flow, path, report);
  return { tokenUrl, grants: ['client_credentials'], scopes, clientAuthentication: 'basic' };
}
