/**
 * The request that an invocation would send, offline: built by the function that the broker builds it with, a random word
 * in the place of each secret, and that word shown as dots. Drafts run dry, too. Nothing is opened, sent or stored.
 *
 * The policies are those that lie beside the envelopes, which only the broker can authenticate: this shows, and decides
 * nothing.
 */
import { type Static, Type } from 'typebox';
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { signerSlots } from '../../domain/injection-rule.ts';
import { originOf } from '../../domain/origin.ts';
import { type Policy, permittedOriginsOf } from '../../domain/policy.ts';
import { Problem, problems, type Violation } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { buildFunctionRequest } from '../../functions/build-request.ts';
import { keysOf, type ReadFunction } from '../../functions/function-definition.ts';
import { readParameters } from '../../functions/read-parameters.ts';
import { checkOrigin, checkRule } from '../../request/checks.ts';
import { type CompiledInjection, compileInjection } from '../../request/inject.ts';
import { injectHost } from '../../request/inject-host.ts';
import { buildRequestHeaders } from '../../request/request-headers.ts';
import { liveMaterial } from '../../store/material.ts';
import { effectiveFields } from '../credentials/field-rules.ts';
import { policyAmong } from '../credentials/policy-options.ts';
import {
  basicOf,
  type Marker,
  newMarker,
  previewedRequest,
  type Rendered,
  renderRule,
} from '../credentials/preview-request.ts';
import type { Call } from '../route.ts';
import { violation } from '../schemas.ts';
import { findNamed, type NamedCredential } from './find-reasons.ts';

const closed = { additionalProperties: false } as const;

export const dryRunBody = Type.Object(
  { parameters: Type.Optional(Type.Record(Type.String(), Type.Unknown())) },
  { ...closed, title: 'Invocation' },
);

const refusal = Type.Object(
  {
    code: Type.String(),
    title: Type.String(),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(violation)),
  },
  { ...closed, title: 'DryRunRefusal' },
);

export const dryRunView = Type.Object(
  { request: Type.Optional(previewedRequest), refusal: Type.Optional(refusal) },
  { ...closed, title: 'DryRun' },
);

interface Shown {
  readonly key: string;
  readonly policy: Policy;
  /** Of the one that is injected whole. */
  readonly rule: Rendered | undefined;
  readonly baseUrl: string | undefined;
  readonly placed: ReadonlyMap<string, CompiledInjection>;
}

async function showOne(call: Call, read: ReadFunction, { named, key, marker }: Showing): Promise<Shown> {
  const { credential, reason } = named;
  if (!credential || reason) throw new Problem(reason ?? 'credential/not-found');
  const policy = policyAmong(await liveMaterial(call.services.store.read, credential), credential);
  if (!policy) throw new Problem('credential/incomplete');
  const type = typeOfCredential(credential);
  const fields = effectiveFields(type, credential.fields);
  const secrets = new Map(Object.keys(credential.secrets).map((field) => [field, new Secret(marker.word)] as const));
  const lookup = (field: string) => (!secrets.has(field) && Object.hasOwn(fields, field) ? fields[field] : undefined);
  const byHand = read.placed.filter((place) => place.key === key);
  const compiled = byHand.map(({ parameter, step }) => {
    const isSet = step.value.every((part) => part.kind === 'text' || secrets.has(part.field) || lookup(part.field));
    if (!isSet) throw new Problem('credential/incomplete');
    return [parameter, compileInjection({ steps: [step], lookup, secrets, policy, role: 'api' })] as const;
  });
  const rule = read.definition.credential === key ? renderRule(credential, policy, marker) : undefined;
  const baseUrl = rule && credential.baseUrl ? injectHost(credential.baseUrl, rule.injection) : undefined;
  return { key, policy, rule, baseUrl, placed: new Map(compiled) };
}

interface Showing {
  readonly named: NamedCredential;
  readonly key: string;
  readonly marker: Marker;
}

function checkOrigins({ url }: ReadFunction, all: readonly Shown[]): void {
  const baseUrl = all.find(({ rule }) => rule)?.baseUrl;
  const origin = url.origin ?? (baseUrl && originOf(baseUrl));
  if (!origin) throw new Problem('target/missing');
  for (const { policy, rule } of all) {
    if (rule) checkRule(rule.injection);
    checkOrigin(permittedOriginsOf(policy, 'api'), origin, rule?.injection.signer);
  }
}

function show(read: ReadFunction, all: readonly Shown[], { given, marker }: { given: object; marker: Marker }) {
  const parameters = readParameters(read, given as Record<string, unknown>);
  if ('violations' in parameters) throw new Problem('function/parameters-invalid', { errors: parameters.violations });
  checkOrigins(read, all);
  const whole = all.find(({ rule }) => rule);
  const built = buildFunctionRequest(read, {
    values: parameters.values,
    whole: whole?.rule && { injection: whole.rule.injection, baseUrl: whole.baseUrl },
    placed: new Map(all.flatMap(({ placed }) => [...placed])),
  });
  const { method, url, headers, injected, body } = built;
  const signer = whole?.rule?.injection.signer?.name as keyof typeof signerSlots | undefined;
  const lines = buildRequestHeaders(headers, {
    host: new URL(url.origin).host,
    injected,
    drop: [...injected.map(({ name }) => name), ...(signer ? signerSlots[signer] : [])],
    token: undefined,
    bodyBytes: method === 'GET' ? undefined : Buffer.byteLength(body ?? ''),
    scrub: all.some(({ policy }) => policy.scrub === 'on'),
  });
  const basic = whole?.rule && basicOf(whole.rule);
  const shown = (name: string, value: string) =>
    basic !== undefined && name === 'authorization' ? basic : marker.mask(value);
  return {
    method,
    url: url.origin + marker.mask(url.path),
    headers: lines.flatMap((name, at) => (at % 2 === 0 ? [{ name, value: shown(name, lines[at + 1]!) }] : [])),
    ...(body !== undefined && { body: marker.mask(body) }),
    ...(signer && { signed: { signer, headers: [...signerSlots[signer]] } }),
  };
}

/** What would be sent, or the problem with which the broker would answer in its stead. */
export async function dryRun(
  call: Call,
  { record, read }: { readonly record: FunctionRecord; readonly read: ReadFunction },
  given: object,
): Promise<Static<typeof dryRunView>> {
  const marker = newMarker();
  const keys = keysOf(read.definition);
  const named = await findNamed(call, record, keys);
  try {
    const all: Shown[] = [];
    for (const key of keys) all.push(await showOne(call, read, { named: named.get(key)!, key, marker }));
    return { request: show(read, all, { given, marker }) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, detail, errors } = error;
    return {
      refusal: {
        ...{ code, title: problems[code].title },
        ...(detail !== undefined && { detail }),
        ...(errors && { errors: errors.map((broken: Violation) => ({ ...broken })) }),
      },
    };
  }
}
