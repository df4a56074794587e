/**
 * Checks the OAuth data of a provider's file: that grants have their endpoints, that no parameter of the protocol is set by a
 * file, and that nothing which could be a token is taken for a plain field. Secrets go to `tokenUrl` and `revocationUrl` alone;
 * none of the vendor's own ways names another place.
 */

import { parsePointer } from '../domain/body-place.ts';
import { protocolParameters } from '../domain/oauth-quirks.ts';
import type { CredentialType } from './credential-type.ts';
import type { OAuthFile } from './oauth-schema.ts';
import type { Report } from './provider-fields.ts';
import type { MethodFile } from './provider-schema.ts';

/** Names of members that hold what nobody may see. */
const SECRET_NAME = /token|secret|passw|assertion|credential|jwt|cookie|session|signature|private|^(?:code|key|auth)$/i;

type Check = (oauth: OAuthFile, report: Report, method: MethodFile) => void;

const checkGrants: Check = ({ grants, authorizationUrl, clientAuthentication, tokenRequest }, report) => {
  if (grants.includes('authorization_code') && !authorizationUrl) {
    report('/grants', 'has authorization_code, and there is no authorizationUrl');
  }
  if (clientAuthentication === 'none' && grants.includes('client_credentials')) {
    report('/clientAuthentication', 'is none, and client_credentials is a grant');
  }
  if (tokenRequest?.clientCredentialsScopes && !grants.includes('client_credentials')) {
    report('/tokenRequest/clientCredentialsScopes', 'is for the grant client_credentials');
  }
  if (tokenRequest?.basic && clientAuthentication !== undefined && clientAuthentication !== 'basic') {
    report('/tokenRequest/basic', 'is for client authentication by basic');
  }
};

const checkParameters: Check = ({ parameters = {}, tokenRequest, authorizationRequest }, report) => {
  const reserved: readonly string[] = protocolParameters;
  const sets = [
    ['/parameters', parameters, authorizationRequest?.names],
    ['/tokenRequest/parameters', tokenRequest?.parameters ?? {}, tokenRequest?.names],
  ] as const;
  for (const [path, values, names = {}] of sets) {
    const taken = [...reserved, ...Object.values(names)];
    for (const name of Object.keys(values)) {
      if (taken.includes(name)) report(`${path}/${name}`, 'is a parameter of the protocol');
    }
  }
  for (const [path, names = {}] of [
    ['/tokenRequest/names', tokenRequest?.names],
    ['/authorizationRequest/names', authorizationRequest?.names],
  ] as const) {
    for (const [name, own] of Object.entries<string>(names)) {
      const isDouble = Object.values(names).filter((other) => other === own).length > 1;
      if (isDouble || reserved.includes(own)) report(`${path}/${name}`, 'is the name of another parameter');
    }
  }
};

const checkRevocation: Check = ({ revocationUrl, revocation, clientAuthentication = 'basic' }, report) => {
  if (!revocation) return;
  const { method = 'POST', token = 'form', authentication = 'client' } = revocation;
  if (revocationUrl === undefined) report('/revocation', 'has no revocationUrl');
  if (method === 'GET' && (token === 'form' || token === 'json')) {
    report('/revocation/token', 'is in a body, which a GET has not');
  }
  if ((authentication === 'client' || authentication === 'post') && token !== 'form' && token !== 'json') {
    if (authentication === 'post' || clientAuthentication === 'post') {
      report('/revocation/authentication', 'is in a body, and there is none');
    }
  }
  if ((authentication === 'basic' || authentication === 'post') && !['basic', 'post'].includes(clientAuthentication)) {
    report('/revocation/authentication', 'takes a client secret, and the client has none');
  }
  if (revocation.parameter !== undefined && (token === 'path' || token === 'bearer')) {
    report('/revocation/parameter', 'is for a token that has a name');
  }
};

const checkCaptures: Check = ({ captures = {}, tokenResponse = {} }, report, { origins = [], fields = [] }) => {
  const { accessToken = '/access_token', refreshToken = '/refresh_token', idToken = '/id_token' } = tokenResponse;
  const entries = Object.entries(captures).map(([field, rule]) => ({
    field,
    ...(typeof rule === 'string' ? { from: rule } : rule),
  }));
  for (const { field, from, within } of entries) {
    const isToken = [accessToken, refreshToken, idToken].some(
      (place) => from === place || from.startsWith(`${place}/`),
    );
    const last = parsePointer(from)?.at(-1) ?? '';
    if (isToken || SECRET_NAME.test(last)) report(`/captures/${field}`, 'is where a secret may stand');
    if (fields.some((spec) => spec.name === field && spec.secret)) report(`/captures/${field}`, 'is a secret field');
    if (within !== undefined && !origins.includes(within)) {
      report(`/captures/${field}/within`, 'is not one of `origins`');
    }
  }
  if (entries.filter(({ within }) => within !== undefined).length > 1) {
    report('/captures', 'has two that become the base URL');
  }
};

const checks: readonly Check[] = [checkGrants, checkParameters, checkRevocation, checkCaptures];

/** Reports below the method. */
export function checkOAuth(type: CredentialType, method: MethodFile, report: Report): void {
  const takesOAuth = type.name.startsWith('OAuth2');
  const { oauth } = method;
  if (!oauth && takesOAuth) report('', 'has no `oauth`');
  if (!oauth) return;
  if (!takesOAuth) report('/oauth', 'is for OAuth types');
  for (const check of checks) check(oauth, (path, message) => report(`/oauth${path}`, message), method);
}
