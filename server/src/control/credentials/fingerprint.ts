/**
 * A credential's body as an idempotency record may know it: without a secret and without a hash that would let one be
 * guessed. Of secrets only the names of their fields count.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { shapeType } from '../../catalogue/shape-type.ts';
import { credentialTypes } from '../../catalogue/types/index.ts';
import { findCredential } from '../../store/credentials.ts';
import { checkerOf } from '../http/validator.ts';
import type { BulkBody } from './bulk-body.ts';
import { type CredentialBody, type CredentialPatch, credentialBody } from './credential-body.ts';
import { type CredentialCall, scopeOf } from './find-live.ts';

const violationsOf = checkerOf(credentialBody);

function isBody(item: unknown): item is CredentialBody {
  return violationsOf(item).length === 0;
}

type Values = Readonly<Record<string, string | null>> | undefined;

function withoutSecrets(values: Values, plain: ReadonlySet<string>): Record<string, string | null | true> | undefined {
  const entries = Object.entries(values ?? {});
  return values && Object.fromEntries(entries.map(([name, value]) => [name, plain.has(name) ? value : true]));
}

function strip(body: CredentialBody | CredentialPatch, type: CredentialType | undefined, redacted?: readonly string[]) {
  const { data, fields, sealed, id, ...rest } = body;
  const names = [...Object.keys(data ?? {}), ...Object.keys(fields ?? {})];
  const shape = type && shapeType(type, { names, redactFields: redacted });
  const plain = new Set(shape?.fields.filter((spec) => !spec.secret).map((spec) => spec.name));
  const none = new Set<string>();
  const values = { data: withoutSecrets(data, plain), fields: withoutSecrets(fields, plain) };
  // A client that seals makes the id, which envelopes are bound to, anew for each attempt: the key names the write.
  return { ...rest, ...(!sealed && { id }), ...values, sealed: withoutSecrets(sealed, none) };
}

function typeNamed(name: string | undefined): CredentialType | undefined {
  return credentialTypes.find((type) => type.name === name);
}

/** Of the body of a creation or replacement. */
export function bodyFingerprint(body: CredentialBody): unknown {
  return strip(body, typeNamed(body.type), body.redactFields);
}

/** Of a bulk; an item that is no credential's body counts as bad and as nothing more. */
export function bulkFingerprint({ items, onError = 'none' }: BulkBody): unknown {
  return { onError, items: items.map((item) => (isBody(item) ? bodyFingerprint(item) : 'bad')) };
}

/** Of a patch, whose type is that of the record; of a type that is not known all values count as secret. */
export async function patchFingerprint(call: CredentialCall<unknown, CredentialPatch>): Promise<unknown> {
  const { body, services, params } = call;
  const current = await findCredential(services.store.read, scopeOf(call), params.credential);
  const redacted = body.redactFields === undefined ? current?.redactFields : (body.redactFields ?? undefined);
  return strip(body, typeNamed(current?.type), redacted);
}
