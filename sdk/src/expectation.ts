/**
 * Where a secret may go that a stored credential gets: the caller says so, never the API. What the API answers about the
 * credential may get the write refused, and decides nothing else.
 */
import type { components } from './generated/api.ts';
import { KeywardError } from './keyward-error.ts';
import {
  type AskedPolicy,
  fieldsOfOrigins,
  isConnectedTo,
  originsOf,
  placementOf,
  placementsAsked,
  type Stated,
} from './policy-check.ts';

type Schemas = components['schemas'];

/**
 * What the caller knows of a stored credential, beside what the change itself says. Whatever is left out is expected to
 * be none, or the least.
 */
export interface Expectation extends Stated {
  /** The provider that it is on; origins and rule follow from it. */
  readonly provider?: string | null;
  /** Its origin counts, the path does not; null: there is none. */
  readonly baseUrl?: string | null;
  readonly allowedOrigins?: readonly string[] | null;
  /** The credential's own rule, for types that take one. */
  readonly injection?: readonly Schemas['InjectionStepInput'][] | null;
  /** The choices of its policy. */
  readonly policy?: Schemas['PolicyInput'] | null;
  /**
   * Plain fields. Those that decide an origin, a host say, have to be said here or in the change unless `origins` is; the
   * others are taken as answered: they name headers, parameters and paths.
   */
  readonly fields?: Readonly<Record<string, string>>;
}

type Said = Omit<Expectation, 'fields' | 'injection' | keyof Stated> & {
  readonly injection?: readonly { into: string; name?: string; value: string }[] | null;
};

/** A member that decides about the policy: whether it is said, and in a form to compare, empty for none or the least. */
interface Member {
  readonly name: string;
  isSaid(said: Said): boolean;
  formOf(said: Said): readonly string[];
}

function chosen(name: keyof Schemas['PolicyInput'], formOf: (policy: Schemas['PolicyInput']) => readonly string[]) {
  return {
    name: `policy.${name}`,
    isSaid: ({ policy }: Said) => policy === null || policy?.[name] !== undefined,
    formOf: ({ policy }: Said) => formOf(policy ?? {}),
  };
}

const unless = (least: string, value: string | undefined) => (value === undefined || value === least ? [] : [value]);

const members: readonly Member[] = [
  {
    name: 'provider',
    isSaid: ({ provider }) => provider !== undefined,
    formOf: ({ provider }) => (provider ? [provider] : []),
  },
  {
    name: 'baseUrl',
    isSaid: ({ baseUrl }) => baseUrl !== undefined,
    formOf: ({ baseUrl }) => [...originsOf({ baseUrl })],
  },
  {
    name: 'allowedOrigins',
    isSaid: ({ allowedOrigins }) => allowedOrigins !== undefined,
    formOf: ({ allowedOrigins }) => [...originsOf({ allowedOrigins })],
  },
  {
    name: 'injection',
    isSaid: ({ injection }) => injection !== undefined,
    formOf: ({ injection }) =>
      (injection ?? []).map(({ into, name = '', value }) => JSON.stringify([placementOf(into, name), value])),
  },
  chosen('placements', (policy) => placementsAsked({ policy })),
  chosen('release', ({ release = [] }) => release),
  chosen('plainHttp', ({ plainHttp }) => unless('loopback', plainHttp)),
  chosen('setCookie', ({ setCookie }) => unless('dropped', setCookie)),
  chosen('scrub', ({ scrub }) => unless('on', scrub)),
  chosen('webSocket', ({ webSocket }) => unless('refused', webSocket)),
];

/** Of these at least one has to be said, be it that there is none. */
const origins = ['baseUrl', 'allowedOrigins'];

/** What is known of a provider that is said. */
const ofProvider = [...origins, 'injection'];

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.every((item) => other.includes(item)) && other.every((item) => one.includes(item));
}

function refused(name: string): KeywardError {
  return new KeywardError('credential/seal-refused', `The API answered another ${name} than is expected.`);
}

interface Answered extends Said {
  readonly type: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Changed extends Said {
  readonly fields?: Readonly<Record<string, string | null>>;
}

/** Fields that would let the API choose an origin: not said, and answered with another value than they have by default. */
function fieldsUnsaid(current: Answered, change: Changed, expect: Expectation): string[] {
  if (expect.origins) return [];
  const deciding = fieldsOfOrigins({ type: current.type, provider: expect.provider ?? undefined });
  const isSaid = (name: string) => change.fields?.[name] !== undefined || expect.fields?.[name] !== undefined;
  const isAnswered = ([name, value]: [string, string | undefined]) => !isSaid(name) && current.fields[name] !== value;
  return [...deciding].filter(isAnswered).map(([name]) => `fields.${name}`);
}

function assertSaid(current: Answered, change: Changed, expect: Expectation): void {
  const isKnown = Boolean(expect.provider) || expect.origins !== undefined;
  const follows = (name: string) =>
    (isKnown && ofProvider.includes(name)) || (isConnectedTo(current.type) && origins.includes(name));
  const left = members.filter((member) => !member.isSaid(change));
  const different = left.find(
    (member) => member.isSaid(expect) && !isSame(member.formOf(expect), member.formOf(current)),
  );
  if (different) throw refused(different.name);
  const unsaid = left.filter((member) => !member.isSaid(expect) && !follows(member.name));
  const answered = unsaid.filter((member) => member.formOf(current).length > 0).map(({ name }) => name);
  const saysNoOrigin = origins.every((name) => unsaid.some((member) => member.name === name));
  const needsOrigin = saysNoOrigin && !origins.some((name) => answered.includes(name));
  const names = [...(needsOrigin ? ['baseUrl'] : []), ...answered, ...fieldsUnsaid(current, change, expect)];
  if (names.length === 0) return;
  const what = `give ${names.join(', ')} in the change or in the option \`expect\``;
  throw new KeywardError('config/invalid', `Say where the secret may go, the API is not believed: ${what}.`);
}

/**
 * What may be asked of the policy of a changed credential: as the change says, else as the caller expects it, else the
 * least.
 *
 * @param current - As answered, with the choices that its policy made.
 * @param fields - The plain ones, as they will be.
 * @throws KeywardError `config/invalid` where the caller says too little, naming what to give
 * @throws KeywardError `credential/seal-refused` where the answer is not as expected
 */
export function askedAfter(
  current: Answered,
  change: Changed,
  { expect = {}, fields }: { readonly expect?: Expectation | undefined; readonly fields: AskedPolicy['fields'] },
): AskedPolicy {
  assertSaid(current, change, expect);
  const left = Object.entries(expect.fields ?? {}).filter(([name]) => change.fields?.[name] === undefined);
  const different = left.find(([name, value]) => current.fields[name] !== value);
  if (different) throw refused('field');
  return {
    type: current.type,
    provider: expect.provider ?? undefined,
    origins: expect.origins,
    placements: expect.placements,
    fields,
    baseUrl: change.baseUrl === undefined ? expect.baseUrl : change.baseUrl,
    allowedOrigins: change.allowedOrigins === undefined ? expect.allowedOrigins : change.allowedOrigins,
    injection: change.injection === undefined ? expect.injection : change.injection,
    policy: change.policy === null ? null : { ...expect.policy, ...change.policy },
  };
}
