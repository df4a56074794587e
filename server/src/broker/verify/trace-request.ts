/**
 * A request as its trace shows it: exactly what is sent, every secret as dots. Rendered from the rule and the plain fields
 * and never by masking what was rendered with the secret; what the plain values themselves echo of it is scrubbed.
 */
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import type { TracedRequest } from '../../domain/credential.ts';
import { fieldsOfStep, type ResolvedStep, resolveRule } from '../../domain/injection-rule.ts';
import { DOTS, renderMasked } from '../../domain/masked-template.ts';
import { encodeSegment } from '../../domain/path-segment.ts';
import { Secret } from '../../domain/secret.ts';
import type { Lookup } from '../../domain/template.ts';
import type { InjectedValue } from '../../request/injected-value.ts';
import { type BuiltTarget, buildTarget, type CallerTarget } from '../../request/target.ts';
import { type OpenedCredential, plainFields } from '../resolve/open-credential.ts';

/** Stands for a secret where dots would be escaped. */
const PLACE = 'keyward-masked-value';

/** What was sent. */
export interface SentRequest {
  readonly method: string;
  readonly target: CallerTarget;
  readonly url: BuiltTarget;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Whether the credential stood in it. */
  readonly isInjected: boolean;
}

/** The request for the trace. */
export function traceRequest(opened: OpenedCredential, sent: SentRequest): TracedRequest {
  const steps = sent.isInjected ? stepsOf(opened) : [];
  const { scrubber } = opened;
  const shown = (text: string): string => scrubber?.text(text) ?? text;
  return {
    method: sent.method,
    url: shown(urlOf(opened, sent, steps)),
    headers: headersOf(sent, steps).map(({ name, value }) => ({ name, value: shown(value) })),
  };
}

interface ShownStep {
  readonly into: ResolvedStep['into'];
  readonly name: string;
  /** Before it is encoded for its place. */
  readonly value: string;
}

function stepsOf({ credential, policy }: OpenedCredential): ShownStep[] {
  const type = typeOfCredential(credential);
  const fields = plainFields(type, credential);
  const secrets = new Set([...Object.keys(credential.secrets), ...Object.keys(policy.fields)]);
  // A plain field that is not set gives the empty text, as it does when it is injected.
  const lookup: Lookup = (field) =>
    secrets.has(field) ? undefined : Object.hasOwn(fields, field) ? fields[field] : '';
  return resolveRule(type.injection, lookup).map((step) => {
    const readsSecret = fieldsOfStep(step).some((field) => lookup(field) === undefined);
    return { into: step.into, name: step.name, value: renderMasked(step.value, lookup, readsSecret ? PLACE : DOTS) };
  });
}

function urlOf({ baseUrl }: OpenedCredential, { target }: SentRequest, steps: readonly ShownStep[]): string {
  const query: InjectedValue[] = steps
    .filter(({ into }) => into === 'query')
    .map(({ name, value }) => ({ name, value: new Secret(value) }));
  const segments = steps.filter(({ into }) => into === 'path').map(({ value }) => encodeSegment(value));
  const path = segments.length === 0 ? undefined : new Secret(`/${segments.join('/')}`);
  const { origin, path: shown } = buildTarget(baseUrl!, target, { query, path });
  return (origin + shown).replaceAll(PLACE, DOTS);
}

function headersOf({ headers }: SentRequest, steps: readonly ShownStep[]): { name: string; value: string }[] {
  const placed = placedHeaders(steps);
  const isSigned = steps.some(({ into }) => into === 'signer');
  const names = headers.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => {
    const known = placed.get(name.toLowerCase());
    const isOwn = OWN.has(name.toLowerCase());
    // What a signer has made is different each time, and as good as the secret meanwhile.
    const value = known ?? (isOwn || !isSigned ? headers[index * 2 + 1]! : DOTS);
    return { name, value };
  });
}

/** Fields that Keyward writes itself; their values hold no secret. */
const OWN = new Set(['host', 'accept', 'accept-encoding', 'user-agent', 'content-type', 'content-length']);

function placedHeaders(steps: readonly ShownStep[]): Map<string, string> {
  const headers = steps.flatMap(({ into, name, value }): [string, string][] => {
    if (into === 'header') return [[name.toLowerCase(), value]];
    return into === 'basic' ? [['authorization', `Basic base64(${value})`]] : [];
  });
  const cookies = steps.filter(({ into }) => into === 'cookie').map(({ name, value }) => `${name}=${value}`);
  if (cookies.length > 0) headers.push(['cookie', cookies.join('; ')]);
  return new Map(headers.map(([name, value]) => [name, value.replaceAll(PLACE, DOTS)]));
}
