/**
 * A request as the broker would send it with a credential, offline and without opening anything: it is built by the
 * same functions, with a random word in the place of each secret, and that word is then shown as dots.
 *
 * The policy is the one that lies beside the envelopes, which only the broker can authenticate: this shows, and decides
 * nothing.
 */
import { randomBytes } from 'node:crypto';
import { type Static, Type } from 'typebox';
import type { Credential } from '../../domain/credential.ts';
import { type ResolvedStep, signerSlots } from '../../domain/injection-rule.ts';
import { DOTS, renderMasked } from '../../domain/masked-template.ts';
import { originOf } from '../../domain/origin.ts';
import { type Policy, permittedOriginsOf } from '../../domain/policy.ts';
import { Problem, type ProblemCode, problems } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import type { Lookup } from '../../domain/template.ts';
import { checkOrigin, checkRule } from '../../request/checks.ts';
import { chooseBase } from '../../request/choose-base.ts';
import { bodyKindOf, editBody } from '../../request/edit-body.ts';
import { type CompiledInjection, compileInjection } from '../../request/inject.ts';
import { injectHost } from '../../request/inject-host.ts';
import { buildRequestHeaders } from '../../request/request-headers.ts';
import { buildTarget, parseCallerTarget } from '../../request/target.ts';
import { maskedRule } from './masked-rule.ts';

const closed = { additionalProperties: false } as const;

/** The longest body that is looked at, in characters. */
const LONGEST_BODY = 65_536;

const TOKEN = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$";

export const previewRequestBody = Type.Object(
  {
    method: Type.Optional(Type.String({ pattern: TOKEN, maxLength: 32 })),
    /** Below the base URL, with its query: empty, or beginning with a slash. */
    path: Type.Optional(Type.String({ maxLength: 8192 })),
    /** As `Keyward-Target`. */
    target: Type.Optional(Type.String({ maxLength: 2048 })),
    headers: Type.Optional(
      Type.Array(
        Type.Object(
          { name: Type.String({ pattern: TOKEN, maxLength: 256 }), value: Type.String({ maxLength: 8192 }) },
          closed,
        ),
        { maxItems: 100 },
      ),
    ),
    body: Type.Optional(Type.String({ maxLength: LONGEST_BODY })),
  },
  { ...closed, title: 'PreviewRequest' },
);

const header = Type.Object({ name: Type.String(), value: Type.String() }, { ...closed, title: 'PreviewedHeader' });

export const previewedRequest = Type.Object(
  {
    method: Type.String(),
    url: Type.String(),
    /** In the order in which they are sent; the credential's last. */
    headers: Type.Array(header),
    /** With the credential's values in it; absent without one. */
    body: Type.Optional(Type.String()),
    /** What a signer makes anew for each request; its values are not known before. */
    signed: Type.Optional(
      Type.Object(
        { signer: Type.String(), headers: Type.Array(Type.String()) },
        { ...closed, title: 'PreviewedSigner' },
      ),
    ),
  },
  { ...closed, title: 'PreviewedRequest' },
);

export const refusalView = Type.Object(
  { code: Type.String(), title: Type.String(), detail: Type.Optional(Type.String()) },
  { ...closed, title: 'PreviewedRefusal' },
);

export type PreviewRequestBody = Static<typeof previewRequestBody>;
type PreviewedRequest = Static<typeof previewedRequest>;

/** What would be sent, or why nothing would. */
export type RequestPreview = { readonly request: PreviewedRequest } | { readonly refusal: Static<typeof refusalView> };

/** The word that stands for every secret: of letters and digits alone, so that no encoding but base64 changes it. */
export interface Marker {
  readonly word: string;
  /** Shows dots in its place, whatever it went through. */
  readonly mask: (text: string) => string;
}

/** A new word for one preview. */
export function newMarker(): Marker {
  const word = `kw${randomBytes(16).toString('hex')}`;
  const base64 = Buffer.from(word).toString('base64');
  const forms = [word, base64, encodeURIComponent(base64)];
  return { word, mask: (text) => forms.reduce((shown, form) => shown.replaceAll(form, DOTS), text) };
}

/** A credential's own rule with that word in it. */
export interface Rendered {
  readonly steps: readonly ResolvedStep[];
  readonly lookup: Lookup;
  readonly injection: CompiledInjection;
}

/**
 * Renders the rule of a credential, as the broker does with what it has opened.
 *
 * @throws Problem `policy/placement-refused`, `credential/invalid`
 */
export function renderRule(credential: Credential, policy: Policy, { word }: Marker): Rendered {
  const { steps, lookup } = maskedRule(credential);
  const set = Object.keys(credential.secrets).map((field) => [field, new Secret(word)] as const);
  const injection = compileInjection({ steps, lookup, secrets: new Map(set), policy, role: 'api' });
  return { steps, lookup, injection };
}

/** Basic is the one place whose value is encoded together with what stands beside it; undefined without a step into it. */
export function basicOf({ steps, lookup }: Rendered): string | undefined {
  const step = steps.find(({ into }) => into === 'basic');
  return step && `Basic base64(${renderMasked(step.value, lookup)})`;
}

function headersOf(
  { headers = [], body }: PreviewRequestBody,
  { origin, policy, rendered, sent }: { origin: string; policy: Policy; rendered: Rendered; sent: string | undefined },
): string[] {
  const { injection } = rendered;
  const signer = injection.signer?.name as keyof typeof signerSlots | undefined;
  const given = headers.flatMap(({ name, value }) => [name, value]);
  const hasLength = headers.some(({ name }) => name.toLowerCase() === 'content-length');
  const length = body === undefined || hasLength ? [] : ['content-length', String(Buffer.byteLength(body))];
  return buildRequestHeaders([...given, ...length], {
    host: new URL(origin).host,
    injected: injection.headers,
    drop: [...injection.slots, ...(signer ? signerSlots[signer] : [])],
    token: undefined,
    bodyBytes: sent === body || sent === undefined ? undefined : Buffer.byteLength(sent),
    scrub: policy.scrub === 'on',
  });
}

function bodyOf({ headers = [], body }: PreviewRequestBody, { injection }: Rendered): string | undefined {
  if (injection.body.length === 0) return body;
  const value = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
  return editBody(bodyKindOf(value('content-type'), value('content-encoding')), body ?? '', injection.body);
}

function build(credential: Credential, policy: Policy, asked: PreviewRequestBody): PreviewedRequest {
  const marker = newMarker();
  const rendered = renderRule(credential, policy, marker);
  const { injection } = rendered;
  const target = parseCallerTarget(`/proxy/${credential.key}${asked.path ?? ''}`);
  checkRule(injection);
  const permittedOrigins = permittedOriginsOf(policy, 'api');
  const hosted = credential.baseUrl && injectHost(credential.baseUrl, injection);
  if (hosted && !permittedOrigins.has(originOf(hosted))) throw new Problem('policy/origin-refused');
  const baseUrl = chooseBase({ baseUrl: hosted, permittedOrigins }, asked.target);
  const { origin, path } = buildTarget(baseUrl, target, injection);
  checkOrigin(permittedOrigins, origin, injection.signer);
  const sent = bodyOf(asked, rendered);
  const lines = headersOf(asked, { origin, policy, rendered, sent });
  const basic = basicOf(rendered);
  const show = (name: string, value: string) =>
    basic !== undefined && name === 'authorization' ? basic : marker.mask(value);
  const named = lines.flatMap((name, index) =>
    index % 2 === 0 ? [{ name, value: show(name, lines[index + 1]!) }] : [],
  );
  const signer = injection.signer?.name as keyof typeof signerSlots | undefined;
  return {
    method: asked.method ?? 'GET',
    url: origin + marker.mask(path),
    headers: named,
    ...(sent !== undefined && { body: marker.mask(sent) }),
    ...(signer && { signed: { signer, headers: [...signerSlots[signer]] } }),
  };
}

/**
 * What the broker would send for a caller whose grants permit it.
 *
 * @param state - Why the credential is not usable, where it is not; the policy as stored with its secrets.
 * @returns the request, or the problem with which the broker would answer in its stead
 */
export function previewRequest(
  credential: Credential,
  { reason, policy }: { readonly reason: ProblemCode | undefined; readonly policy: Policy | undefined },
  asked: PreviewRequestBody,
): RequestPreview {
  try {
    if (reason !== undefined || policy === undefined) throw new Problem(reason ?? 'credential/incomplete');
    return { request: build(credential, policy, asked) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, detail } = error;
    return { refusal: { code, title: problems[code].title, ...(detail !== undefined && { detail }) } };
  }
}
