/**
 * The values that a credential puts into requests, rendered once when it enters the cache. Every step is held against
 * the policy that was sealed with the secret, so a placement edited in the database or written by hand is refused here.
 * Values leave this file inside `Secret`, and are revealed where a header or query is built.
 */
import { isUtf8 } from 'node:buffer';
import { isPointer, overlap } from '../domain/body-place.ts';
import { canCarry } from '../domain/can-carry.ts';
import { fieldsOfStep, type Placement, placementOf, type ResolvedStep } from '../domain/injection-rule.ts';
import { encodeSegment } from '../domain/path-segment.ts';
import { type Policy, type PolicyRole, permitsPlacement, permittedOriginsOf } from '../domain/policy.ts';
import { Problem } from '../domain/problem.ts';
import { Secret } from '../domain/secret.ts';
import { type Lookup, renderTemplate } from '../domain/template.ts';
import type { InjectedValue, TargetInjection } from './injected-value.ts';

export interface InjectionInput {
  readonly steps: readonly ResolvedStep[];
  /** Non-secret fields, defaults included. */
  readonly lookup: Lookup;
  /** Opened secret fields by name: text, or its UTF-8 bytes. */
  readonly secrets: ReadonlyMap<string, Secret<Buffer | string>>;
  /** From the opened envelopes, never from the database's copy. */
  readonly policy: Policy;
  readonly role: PolicyRole;
}

/** A signer's step, its inputs rendered. */
export interface CompiledSigner {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Secret<string>>>;
  /** As the policy permits it; undefined for signers that ask nobody. */
  readonly tokenUrl: string | undefined;
}

/** What to put into each request. */
export interface CompiledInjection extends TargetInjection {
  /** Complete header fields, `authorization` of Basic and one `cookie` for all cookies included; each name once. */
  readonly headers: readonly InjectedValue[];
  /** Values for the body: by JSON pointers, or by fields of a form. */
  readonly body: readonly InjectedValue[];
  /** What a signer works with; undefined without one. */
  readonly signer: CompiledSigner | undefined;
  /** Lower-case names of `headers`, whose values are replaced. */
  readonly slots: ReadonlySet<string>;
  /** Where the values stand, each a place where a caller may leave its token in their stead. */
  readonly placements: ReadonlySet<Placement>;
  /** What to scrub from answers: the secret fields read and the values rendered, `user:password` for Basic. */
  readonly secrets: readonly Secret<string>[];
}

function textOf(secret: Secret<Buffer | string>): string {
  const value = secret.reveal();
  if (typeof value === 'string') return value;
  if (!isUtf8(value)) throw new Problem('credential/unsendable-value');
  return value.toString('utf8');
}

function isSecret(field: string, { policy, secrets }: InjectionInput): boolean {
  return Object.hasOwn(policy.fields, field) || secrets.has(field);
}

function assertPermitted(step: ResolvedStep, input: InjectionInput): void {
  const { policy, role } = input;
  const placement = placementOf(step);
  const secrets = fieldsOfStep(step).filter((field) => isSecret(field, input));
  // Resolvers and TLS (SNI) show a host name to everybody on the way.
  const isShown = step.into === 'host' && secrets.length > 0;
  const isPlaced = policy.roles[role]?.placements.includes(placement) ?? false;
  const isEachPermitted = secrets.every((field) => permitsPlacement(policy, role, field, placement));
  if (isShown || !isPlaced || !isEachPermitted) throw new Problem('policy/placement-refused');
}

/** A secret field never falls back to a plain one of the same name. */
function lookupIn(input: InjectionInput): Lookup {
  return (field) => {
    if (!isSecret(field, input)) return input.lookup(field);
    const secret = input.secrets.get(field);
    return secret && textOf(secret);
  };
}

interface RenderedStep {
  readonly into: ResolvedStep['into'];
  readonly name: string;
  readonly value: string;
}

function render(step: ResolvedStep, input: InjectionInput): RenderedStep {
  assertPermitted(step, input);
  const value = renderTemplate(step.value, lookupIn(input));
  if (!canCarry(step.into, value)) throw new Problem('credential/unsendable-value');
  return { into: step.into, name: step.name, value };
}

/** RFC 7617, section 2.1: UTF-8. */
function toBasic(userAndPassword: string): string {
  return `Basic ${Buffer.from(userAndPassword, 'utf8').toString('base64')}`;
}

function toHeaders(rendered: readonly RenderedStep[]): { name: string; value: string }[] {
  const headers = rendered.flatMap(({ into, name, value }) => {
    if (into === 'header') return [{ name, value }];
    return into === 'basic' ? [{ name: 'authorization', value: toBasic(value) }] : [];
  });
  const cookies = rendered.filter(({ into }) => into === 'cookie');
  assertUnique(cookies.map(({ name }) => name));
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return cookie === '' ? headers : [...headers, { name: 'cookie', value: cookie }];
}

function assertUnique(names: readonly string[]): void {
  if (new Set(names).size !== names.length) {
    throw new Problem('credential/invalid', { detail: 'Two injection steps write to the same place.' });
  }
}

function valuesIn(rendered: readonly RenderedStep[], place: ResolvedStep['into']): string[] {
  return rendered.filter(({ into }) => into === place).map(({ value }) => value);
}

function toPath(rendered: readonly RenderedStep[]): Secret<string> | undefined {
  const segments = valuesIn(rendered, 'path').map(encodeSegment);
  return segments.length === 0 ? undefined : new Secret(`/${segments.join('/')}`);
}

function toHost(rendered: readonly RenderedStep[]): string | undefined {
  const labels = valuesIn(rendered, 'host');
  assertUnique(labels.map(() => 'host'));
  return labels[0];
}

function toBody(rendered: readonly RenderedStep[]): RenderedStep[] {
  const steps = rendered.filter(({ into }) => into === 'body');
  const isMixed = new Set(steps.map(({ name }) => isPointer(name))).size > 1;
  const meets = steps.some((one, index) => steps.slice(index + 1).some((other) => overlap(one.name, other.name)));
  if (isMixed || meets) throw new Problem('credential/invalid', { detail: 'Two injection steps exclude each other.' });
  return steps;
}

/** What a step shows to the upstream: its value, and the form that it takes in a path. */
function shownBy({ into, value }: RenderedStep): string[] {
  return into === 'path' ? [value, encodeSegment(value)] : [value];
}

/** What a signer sends to a token URL is made with the secrets, and leaves in the role `token` alone. */
function assertTokenUrl(step: ResolvedStep, input: InjectionInput): void {
  if (step.tokenUrl === undefined) return;
  const { policy } = input;
  if (!permittedOriginsOf(policy, 'token').has(step.tokenUrl)) throw new Problem('policy/origin-refused');
  assertPermitted(step, { ...input, role: 'token' });
}

function toSigner(input: InjectionInput): CompiledSigner | undefined {
  const steps = input.steps.filter(({ into }) => into === 'signer');
  assertUnique(steps.map(() => 'signer'));
  const [step] = steps;
  if (!step) return undefined;
  assertTokenUrl(step, input);
  const lookup = lookupIn(input);
  const inputs = Object.entries(step.inputs ?? {}).map(([name, value]) => [
    name,
    new Secret(renderTemplate(value, lookup)),
  ]);
  return { name: step.name, inputs: Object.fromEntries(inputs), tokenUrl: step.tokenUrl };
}

/** Secret fields read, and what was rendered from them; a step without a secret gives nothing to hide. */
function toScrub(input: InjectionInput, rendered: readonly RenderedStep[]): Set<string> {
  return new Set(
    input.steps.flatMap((step, index) => {
      const secrets = fieldsOfStep(step).flatMap((field) => input.secrets.get(field) ?? []);
      return secrets.length === 0 ? [] : [...secrets.map(textOf), ...shownBy(rendered[index]!)];
    }),
  );
}

function seal({ name, value }: { name: string; value: string }): InjectedValue {
  return { name, value: new Secret(value) };
}

/**
 * Renders a credential's injection. Run it at a cache fill, not for each request.
 *
 * @throws Problem `policy/placement-refused` where a step or a secret that it reads was not sealed for the placement
 * @throws Problem `policy/origin-refused` where a signer would ask another token URL than the policy's
 * @throws Problem `credential/unsendable-value` where the place cannot carry the value
 * @throws Problem `credential/invalid` where two steps write to the same place
 */
export function compileInjection(input: InjectionInput): CompiledInjection {
  const rendered = input.steps.map((step) => render(step, input));
  const headers = toHeaders(rendered);
  const query = rendered.filter(({ into }) => into === 'query');
  assertUnique(headers.map(({ name }) => name));
  assertUnique(query.map(({ name }) => name));
  return {
    headers: headers.map(seal),
    query: query.map(seal),
    path: toPath(rendered),
    host: toHost(rendered),
    body: toBody(rendered).map(seal),
    signer: toSigner(input),
    slots: new Set(headers.map(({ name }) => name)),
    placements: new Set(input.steps.map(placementOf)),
    secrets: [...toScrub(input, rendered)].map((value) => new Secret(value)),
  };
}
