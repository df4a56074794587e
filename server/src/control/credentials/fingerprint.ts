/**
 * A credential's body as an idempotency record may know it: without a secret and without a hash that would let one be
 * guessed. Of secrets only the names of their fields count.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { methodOf, shapeMethod } from '../../catalogue/provider.ts';
import { shapeType } from '../../catalogue/shape-type.ts';
import { credentialTypes } from '../../catalogue/types/index.ts';
import { findCredential } from '../../store/credentials.ts';
import { checkerOf } from '../http/validator.ts';
import type { Call } from '../route.ts';
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

interface Kind {
  readonly type?: string | undefined;
  readonly provider?: string | undefined;
}

/** Tells which fields are plain; of a type or provider that is not known all count as secret. */
async function shapeOf(call: Call, { type, provider: name }: Kind): Promise<CredentialType | undefined> {
  const typeNamed = (wanted = type) => credentialTypes.find((one) => one.name === wanted);
  if (name === undefined) return typeNamed();
  const provider = await call.services.providers.find(call.organisation.id, name);
  const only = provider?.methods.length === 1 ? provider.methods[0]?.type : undefined;
  const method = provider && methodOf(provider, type ?? only ?? '');
  const known = method && typeNamed(method.type);
  return known && shapeMethod(known, method);
}

/** Of the body of a creation or replacement. */
export async function bodyFingerprint(call: Call, body: CredentialBody): Promise<unknown> {
  return strip(body, await shapeOf(call, body), body.redactFields);
}

/** Of a bulk; an item that is no credential's body counts as bad and as nothing more. */
export async function bulkFingerprint(call: Call, { items, onError = 'none' }: BulkBody): Promise<unknown> {
  const shapes = new Map<string, Promise<CredentialType | undefined>>();
  const fingerprintOf = async (item: CredentialBody) => {
    const kind = JSON.stringify([item.provider, item.type]);
    if (!shapes.has(kind)) shapes.set(kind, shapeOf(call, item));
    return strip(item, await shapes.get(kind), item.redactFields);
  };
  const stripped: unknown[] = [];
  for (const item of items) stripped.push(isBody(item) ? await fingerprintOf(item) : 'bad');
  return { onError, items: stripped };
}

/** Of a patch, whose type and provider are those of the record. */
export async function patchFingerprint(call: CredentialCall<unknown, CredentialPatch>): Promise<unknown> {
  const { body, services, params } = call;
  const current = await findCredential(services.store.read, scopeOf(call), params.credential);
  const redacted = body.redactFields === undefined ? current?.redactFields : (body.redactFields ?? undefined);
  return strip(body, current && (await shapeOf(call, current)), redacted);
}
