/**
 * What the broker will put into requests with a credential, as far as it can be told without opening anything: places and
 * plain values, secrets as dots. Made from the record and its rule, so that it never knows more than they say. How
 * long a secret is an envelope does not hide; that it is too short to be searched for in answers is said.
 */
import { type Static, Type } from 'typebox';
import type { Credential, Material } from '../../domain/credential.ts';
import { fieldsOfStep, placementOf, type ResolvedStep } from '../../domain/injection-rule.ts';
import { DOTS, renderMasked } from '../../domain/masked-template.ts';
import { originOf } from '../../domain/origin.ts';
import { encodeSegment } from '../../domain/path-segment.ts';
import type { Policy } from '../../domain/policy.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import { SHORTEST_SEARCHED } from '../../domain/secret.ts';
import { withLabels } from '../../domain/suffix-origin.ts';
import { type Lookup, renderTemplate } from '../../domain/template.ts';
import { sealedBytes } from '../../envelope/format.ts';
import { maskedRule } from './masked-rule.ts';

const closed = { additionalProperties: false } as const;

export const previewView = Type.Object(
  {
    usable: Type.Boolean(),
    /** Why it is not. */
    reason: Type.Optional(Type.String()),
    /** Where a call goes; absent without a base URL, when the caller names one of the origins. */
    target: Type.Optional(
      Type.Object(
        {
          origin: Type.String(),
          /** Before the caller's own path, with injected segments. */
          path: Type.String(),
        },
        closed,
      ),
    ),
    /** What else the secrets may leave to. */
    origins: Type.Array(Type.String()),
    injected: Type.Array(
      Type.Object(
        {
          /** `header:x-api-key`, `path` … */
          placement: Type.String(),
          /** Of the header, parameter, cookie or place in a body. */
          name: Type.Optional(Type.String()),
          /** Secrets as `••••`; of `basic` before its encoding; of a signer what it works with. */
          value: Type.String(),
        },
        { ...closed, title: 'PreviewedValue' },
      ),
    ),
    /** Secret fields that the rule reads and that are not set. */
    missing: Type.Array(Type.String()),
    /** Whether answers are searched for the secrets. */
    scrub: Type.Union([Type.Literal('on'), Type.Literal('off')]),
    /** Secret fields that are too short to be searched for: an upstream that echoes them shows them to the caller. */
    unsearched: Type.Array(Type.String()),
  },
  { ...closed, title: 'CredentialPreview' },
);

export type PreviewView = Static<typeof previewView>;

/** What a signer makes is different each time: shown is what it is made with. */
function shownOf(step: ResolvedStep, lookup: Lookup): string {
  if (step.into !== 'signer') return renderMasked(step.value, lookup);
  const inputs = Object.entries(step.inputs ?? {}).map(([name, value]) => [name, renderMasked(value, lookup)]);
  return inputs
    .filter(([, shown]) => shown !== '')
    .map(([name, shown]) => `${name}=${shown}`)
    .join(' ');
}

function nameOf({ into, name }: ResolvedStep): string | undefined {
  if (into === 'basic') return 'authorization';
  return name === '' ? undefined : name;
}

function targetOf(baseUrl: string | undefined, steps: readonly ResolvedStep[], lookup: Lookup): PreviewView['target'] {
  const host = steps.find(({ into }) => into === 'host');
  const hosted = baseUrl !== undefined && host ? withLabels(baseUrl, renderTemplate(host.value, lookup)) : baseUrl;
  if (hosted === undefined) return undefined;
  const segments = steps.filter(({ into }) => into === 'path').map((step) => segmentOf(step, lookup));
  const { pathname } = new URL(hosted);
  return { origin: originOf(hosted), path: [pathname.replace(/\/$/, ''), ...segments].join('/') || '/' };
}

function segmentOf(step: ResolvedStep, lookup: Lookup): string {
  return renderMasked(step.value, lookup).split(DOTS).map(encodeSegment).join(DOTS);
}

function isTooShort({ envelope }: Material): boolean {
  return sealedBytes(envelope) < SHORTEST_SEARCHED;
}

/** What is known of a credential beside its record. */
export interface PreviewState {
  /** Why it is not usable; undefined where it is. */
  readonly reason: ProblemCode | undefined;
  /** As stored with its secrets; undefined without one. */
  readonly policy: Policy | undefined;
  /** The live rows of its secrets. */
  readonly material: readonly Material[];
}

/** @throws Problem `request/invalid` where a field names a place that cannot carry a value */
export function previewCredential(credential: Credential, { reason, policy, material }: PreviewState): PreviewView {
  const { steps, lookup, secrets } = maskedRule(credential);
  const read = new Set(steps.flatMap(fieldsOfStep));
  return {
    usable: reason === undefined,
    reason,
    target: targetOf(credential.baseUrl, steps, lookup),
    origins: [...(policy?.roles.api?.origins ?? [])],
    injected: steps.map((step) => {
      return { placement: placementOf(step), name: nameOf(step), value: shownOf(step, lookup) };
    }),
    missing: [...secrets].filter((field) => read.has(field) && !Object.hasOwn(credential.secrets, field)),
    scrub: policy?.scrub ?? 'on',
    unsearched: material.filter(isTooShort).map(({ field }) => field),
  };
}
