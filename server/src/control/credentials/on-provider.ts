/** Finds the provider that a write is about, and holds the write to what the provider leaves open. */
import { methodOf, type ProviderMethod } from '../../catalogue/provider.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import type { Call } from '../route.ts';
import type { CredentialBody, CredentialPatch } from './credential-body.ts';

/** A body whose type is known: given, or that of its provider or record. */
export type TypedBody<T extends { type?: string }> = T & { readonly type: string };

/** The provider's method for a credential. */
export interface OnProvider {
  readonly name: string;
  readonly method: ProviderMethod;
}

/** A write with what it is about. */
export interface ProvidedBody<T extends { type?: string }> {
  readonly body: TypedBody<T>;
  /** Absent for a credential without a provider. */
  readonly on?: OnProvider;
}

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

function assertLeftOpen({ baseUrl, allowedOrigins, injection }: CredentialPatch, method: ProviderMethod): void {
  const fixed: Violation[] = [];
  const refuse = (name: string) => fixed.push({ path: `/${name}`, message: 'is what the provider says' });
  if (baseUrl != null && !method.ownBaseUrl) refuse('baseUrl');
  if (allowedOrigins != null && allowedOrigins.length > 0) refuse('allowedOrigins');
  if (injection != null && injection.length > 0) refuse('injection');
  if (fixed.length > 0) throw new Problem('request/invalid', { errors: fixed });
}

async function methodFor(call: Call, name: string, type: string | undefined): Promise<ProviderMethod> {
  const provider = await call.services.providers.find(call.organisation.id, name);
  if (!provider) throw new Problem('credential/provider-unknown');
  const only = provider.methods.length === 1 ? provider.methods[0] : undefined;
  const method = type === undefined ? only : methodOf(provider, type);
  if (method) return method;
  const names = provider.methods.map((each) => each.type).join(', ');
  throw invalid('/type', `is one of ${names} with this provider`);
}

/**
 * The body with its type, and the method of its provider.
 *
 * @param current - The record, whose type and provider hold where the body names none; left out for a creation.
 * @throws Problem `credential/provider-unknown`, `request/invalid`
 */
export async function onProvider<T extends CredentialBody | CredentialPatch>(
  call: Call,
  body: T,
  current?: Pick<Credential, 'type' | 'provider'>,
): Promise<ProvidedBody<T>> {
  const name = current ? current.provider : body.provider;
  const given = current?.type ?? body.type;
  if (name === undefined) {
    if (given === undefined) throw invalid('/type', 'is required without a provider');
    return { body: { ...body, type: given } };
  }
  const method = await methodFor(call, name, given);
  assertLeftOpen(body, method);
  return { body: { ...body, type: method.type }, on: { name, method } };
}
