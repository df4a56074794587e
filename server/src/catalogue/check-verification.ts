/** Checks how a provider's file says that a credential is tried: safe, below the base URL, and not against itself. */
import { isInjectableHeader } from '../domain/injection-rule.ts';
import { hasDotSegment } from '../domain/path-segment.ts';
import { fieldsOf, parseTemplate } from '../domain/template.ts';
import type { Report } from './provider-fields.ts';
import type { MethodFile } from './provider-schema.ts';

type Verification = NonNullable<MethodFile['verification']>;
type Predicate = NonNullable<Verification['accept']>;

const POINTER = /^(?:\/(?:[^~\u0000-\u001f\u007f]|~[01])*)+$/;

function checkPath(path: string, names: readonly string[], report: Report): void {
  try {
    const template = parseTemplate(path);
    if (fieldsOf(template).some((field) => !names.includes(field))) {
      report('/path', 'reads a field that is not a plain field of this method');
    }
  } catch {
    report('/path', 'is not a template');
  }
  const sample = path.replaceAll(/\$\{[^}]*\}/g, 'x');
  const before = sample.split('?', 1)[0]!;
  if (before.includes('//') || hasDotSegment(before) || /%(?:2e|2f|5c)/i.test(before)) {
    report('/path', 'leaves the base URL, or takes a detour');
  }
}

function checkRequest({ method, headers = {}, body }: Verification['request'], report: Report): void {
  if (body && method !== 'POST') report('/body', 'is for a POST');
  for (const name of Object.keys(headers)) {
    if (!isInjectableHeader(name)) report('/headers', 'has a header that steers the connection, or is none');
  }
}

function checkPredicate({ equals = {} }: Predicate, report: Report): void {
  if (!Object.keys(equals).every((pointer) => POINTER.test(pointer)))
    report('/equals', 'has a key that is no JSON pointer');
}

function checkContradictions({ request, accept = {}, reject, account }: Verification, report: Report): void {
  if (accept.status?.some((status) => status === 401 || status === 403)) {
    report('/accept/status', 'has 401 or 403, which reject');
  }
  const looksInside = [accept, reject ?? {}].some(({ present, equals }) => present || equals) || account;
  if (request.method === 'HEAD' && looksInside) report('', 'looks into the body of an answer to HEAD, which has none');
  if (!reject) return;
  const { status, present, equals } = reject;
  if (!status && !present && !equals) report('/reject', 'rejects everything');
  const isAccepted = (code: number) => (accept.status ? accept.status.includes(code) : code >= 200 && code < 300);
  if (!present && !equals && status?.some(isAccepted)) report('/reject/status', 'has a status that is accepted');
}

/** Checks the verification of a method; nothing where it has none. */
export function checkVerification({ verification }: MethodFile, names: readonly string[], report: Report): void {
  if (!verification) return;
  const below =
    (at: string): Report =>
    (path, message) =>
      report(`/verification${at}${path}`, message);
  checkPath(verification.request.path, names, below('/request'));
  checkRequest(verification.request, below('/request'));
  checkPredicate(verification.accept ?? {}, below('/accept'));
  checkPredicate(verification.reject ?? {}, below('/reject'));
  checkContradictions(verification, below(''));
}
