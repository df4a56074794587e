/**
 * What one security scheme asks to be sent: a secret in a place, Basic credentials, a client certificate or a token of
 * OAuth. What Keyward has no way to send is said with its reason.
 *
 * @see OpenAPI 3.1, section 4.8.27 (Security Scheme Object)
 */
import { isInjectableHeader } from '../../domain/injection-rule.ts';
import type { FieldFile } from '../provider-schema.ts';
import { importFlows, type OAuthPart } from './import-flows.ts';
import { type Pointer, pointerOf, type ReportWriter } from './import-report.ts';
import { type JsonObject, memberOf, textOf } from './read-document.ts';
import { follow } from './references.ts';
import { firstSentence, isLiteral } from './texts.ts';

/** A secret of its own in a header, the query or a cookie. */
export interface KeyScheme {
  readonly kind: 'key';
  readonly id: string;
  readonly path: Pointer;
  readonly into: 'header' | 'query' | 'cookie';
  readonly name: string;
  /** Undefined: the document does not say whether anything stands before the key. */
  readonly prefix: string | undefined;
  readonly help: string | undefined;
}

/** A user name and a password. */
export interface BasicScheme {
  readonly kind: 'basic';
  readonly id: string;
  readonly path: Pointer;
  readonly help: string | undefined;
}

/** A scheme that Keyward has a way for. */
export type Scheme =
  | KeyScheme
  | BasicScheme
  | { readonly kind: 'certificate'; readonly id: string; readonly path: Pointer }
  | { readonly kind: 'oauth'; readonly id: string; readonly path: Pointer; readonly oauth: OAuthPart };

/** A scheme, or why there is none. */
export type ReadScheme = Scheme | { readonly reason: string; readonly path: Pointer };

/** What secret fields are called that are not the type's own. */
export function secretField(name: string, title: string, help: string | undefined): FieldFile {
  return { name, title, help: help ?? 'As the vendor shows it.', secret: true, required: true };
}

function keyOf(id: string, scheme: JsonObject, path: Pointer): ReadScheme {
  const into = textOf(scheme, 'in');
  const name = textOf(scheme, 'name') ?? '';
  if (into !== 'header' && into !== 'query' && into !== 'cookie') {
    return { path: path + pointerOf('in'), reason: 'must be header, query or cookie' };
  }
  if (!isLiteral(name))
    return { path: path + pointerOf('name'), reason: 'has "${" in it, which begins a placeholder here' };
  const isFit = into === 'query' ? /^[^\u0000-\u0020\u007f&=#+%]{1,256}$/.test(name) : isInjectableHeader(name);
  if (!isFit || name.length > 256) {
    return { path: path + pointerOf('name'), reason: `is not the name of a ${into} that may carry a credential` };
  }
  const isAuthorization = into === 'header' && name.toLowerCase() === 'authorization';
  const help = firstSentence(memberOf(scheme, 'description'));
  return { kind: 'key', id, path, into, name, prefix: isAuthorization ? undefined : '', help };
}

function httpOf(id: string, scheme: JsonObject, path: Pointer): ReadScheme {
  const help = firstSentence(memberOf(scheme, 'description'));
  switch ((textOf(scheme, 'scheme') ?? '').toLowerCase()) {
    case 'basic':
      return { kind: 'basic', id, path, help };
    case 'bearer':
      return { kind: 'key', id, path, into: 'header', name: 'Authorization', prefix: 'Bearer ', help };
    default:
      return { path: path + pointerOf('scheme'), reason: 'is a scheme of HTTP that Keyward has no way to use' };
  }
}

/** @param id - Its name in `components.securitySchemes`. */
export function readScheme(document: JsonObject, id: string, report: ReportWriter): ReadScheme {
  const path = pointerOf('components', 'securitySchemes', id);
  const given = memberOf(memberOf(memberOf(document, 'components'), 'securitySchemes'), id);
  const followed = follow(document, given);
  if (!('value' in followed)) return { path, reason: followed.reason };
  const scheme = followed.value;
  switch (textOf(scheme, 'type')) {
    case 'apiKey':
      return keyOf(id, scheme, path);
    case 'http':
      return httpOf(id, scheme, path);
    case 'mutualTLS':
      return { kind: 'certificate', id, path };
    case 'oauth2': {
      const oauth = importFlows({ scheme, path }, report);
      return oauth ? { kind: 'oauth', id, path, oauth } : { path, reason: 'has no flow that Keyward can use' };
    }
    case 'openIdConnect':
      return {
        path,
        reason: 'names its endpoints at an address, and none is read: write authorizationUrl and tokenUrl by hand',
      };
    default:
      return { path: path + pointerOf('type'), reason: 'is no type of security scheme' };
  }
}
