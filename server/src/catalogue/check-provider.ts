/**
 * What the shape of a provider's file cannot say: that its parts fit together, that no value of a field moves a host, and
 * that it does not contradict itself. Every finding is reported; none stops the others.
 */
import { isLoopbackHost, parseAllowedOrigin, parseBaseUrl } from '../domain/origin.ts';
import { checkInjection } from './check-injection.ts';
import { checkOAuth } from './check-oauth.ts';
import { checkVerification } from './check-verification.ts';
import type { CredentialType, FieldSpec } from './credential-type.ts';
import { CLIENT_ID } from './oauth-definition.ts';
import { checkCondition, checkFields, checkValues, fieldsOfMethod, type Report, urlsOf } from './provider-fields.ts';
import type { MethodFile, ProviderFile } from './provider-schema.ts';
import { credentialTypes } from './types/index.ts';
import { fieldsOfUrl, hostFault, parseUrlTemplate, renderUrl } from './url-template.ts';

function checkUrlForm(path: string, url: string, report: Report): void {
  const template = parseUrlTemplate(url);
  const sample = url.includes('://*.') ? url.replaceAll(/\$\{\w+\}/g, 'x') : renderUrl(template, () => 'x');
  const isOrigin = path.startsWith('/origins/');
  try {
    const normal = isOrigin ? parseAllowedOrigin(sample ?? '') : parseBaseUrl((sample ?? '').replace(/\/$/, ''));
    if (normal !== sample?.replace(/\/$/, '')) report(path, 'is not in its normal form');
    if (!normal.startsWith('https://') && !isLoopbackHost(new URL(normal).hostname)) report(path, 'is not https');
  } catch {
    report(path, isOrigin ? 'is not an origin' : 'is not an absolute URL without detours');
  }
}

function checkUrl(
  [path, url]: readonly [string, string],
  names: readonly string[],
  method: MethodFile,
  report: Report,
): void {
  try {
    const template = parseUrlTemplate(url);
    const { host, path: below } = fieldsOfUrl(template);
    const stranger = [...host, ...below].find((field) => !names.includes(field));
    if (stranger !== undefined) report(path, 'reads a field that is not a plain field of this method');
    const fault = hostFault(template, method.sharedSuffixes);
    if (fault === undefined) checkUrlForm(path, url, report);
    else report(path, fault);
  } catch {
    report(path, 'is not a template of a URL');
  }
}

function checkChoices(method: MethodFile, plain: readonly FieldSpec[], report: Report): void {
  if (typeof method.baseUrl !== 'object') return;
  const open = method.baseUrl.findIndex(({ when }) => when === undefined);
  if (open >= 0 && open < method.baseUrl.length - 1) report(`/baseUrl/${open + 1}`, 'is never reached');
  method.baseUrl.forEach(({ when }, at) => {
    if (when) checkCondition(when, plain, (path, message) => report(`/baseUrl/${at}/when${path}`, message));
  });
  if (open >= 0) return;
  const covers = ({ name, enum: values }: FieldSpec) =>
    values?.every((value) =>
      (method.baseUrl as { when?: { field: string; in: string[] } }[]).some(
        ({ when }) => when?.field === name && when.in.includes(value),
      ),
    );
  if (!plain.some(covers)) report('/baseUrl', 'has no base URL for some values');
}

/** Types that are connected to, not called, take none of what is about HTTP. */
function checkConnection(method: MethodFile, report: Report): void {
  for (const name of ['baseUrl', 'origins', 'injection', 'verification', 'oauth', 'ownBaseUrl'] as const) {
    if (method[name] !== undefined) report(`/${name}`, 'is for types that are called by HTTP');
  }
}

/** The id of the client may stand in the path of a revocation URL, where it moves nothing. */
function clientIdIn([path, url]: readonly [string, string]): readonly string[] {
  const isInHost = url.split('/')[2]?.includes(CLIENT_ID) ?? true;
  return path === '/oauth/revocationUrl' && !isInHost ? [CLIENT_ID] : [];
}

function checkMethod(type: CredentialType, method: MethodFile, report: Report): void {
  const fields = fieldsOfMethod(type, method);
  const plain = fields.filter(({ secret }) => !secret);
  checkFields(type, method, report);
  checkValues(type, method, report);
  if (type.connection) {
    checkConnection(method, report);
    return;
  }
  const names = [...plain.map(({ name }) => name), ...Object.keys(method.oauth?.captures ?? {})];
  for (const entry of urlsOf(method)) checkUrl(entry, [...names, ...clientIdIn(entry)], method, report);
  checkChoices(method, plain, report);
  checkOAuth(type, method, report);
  checkInjection(type, method, report);
  checkVerification(method, names, report);
  const hasTarget = method.baseUrl !== undefined || method.ownBaseUrl || method.origins !== undefined;
  if (!hasTarget) report('', 'has no base URL, and none may be brought');
}

/** Checks a file that has the right shape. */
export function checkProvider(file: ProviderFile, report: Report): void {
  for (const [name, method] of Object.entries(file.types)) {
    const type = credentialTypes.find((known) => known.name === name);
    if (type && method) checkMethod(type, method, (path, message) => report(`/types/${name}${path}`, message));
  }
}
