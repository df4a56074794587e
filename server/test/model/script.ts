/** Scripts: what clients do in turn, generated. Values of secrets are not in them; each write makes its own. */
import fc from 'fast-check';
import type { ClientName } from './clients.ts';
import {
  type Change,
  isSecret,
  type Members,
  type Step,
  secretNames,
  type Texts,
  type TypeName,
  types,
} from './record.ts';

/** Credentials get in each other's way only where there are few keys. */
const keys = ['first', '2nd.key', 'c_c-c'] as const;

/** A body whose secrets are only named. */
export interface Draft extends Members {
  readonly type: TypeName;
  readonly plain: Texts;
  readonly secrets: readonly string[];
}

/** A change of any type; `plain` picks one of the changes that the credential's own type has. */
export interface ChangeDraft extends Omit<Change, 'plain' | 'secrets'> {
  readonly plain: number;
  readonly withSecrets: boolean;
}

export type IfMatch = 'none' | 'current' | 'stale';

export type Turn =
  | { readonly kind: 'create'; readonly client: ClientName; readonly key: string | undefined; readonly draft: Draft }
  | {
      readonly kind: 'put';
      readonly client: ClientName;
      readonly key: string;
      readonly draft: Draft;
      readonly ifMatch: IfMatch;
    }
  | {
      readonly kind: 'patch';
      readonly client: ClientName;
      readonly key: string;
      readonly change: ChangeDraft;
      readonly ifMatch: IfMatch;
    }
  | { readonly kind: 'remove'; readonly client: ClientName; readonly key: string; readonly ifMatch: IfMatch }
  | { readonly kind: 'get'; readonly client: ClientName; readonly key: string; readonly byId: boolean }
  | { readonly kind: 'list'; readonly client: ClientName }
  | { readonly kind: 'use'; readonly key: string }
  /** The last write once more, under its Idempotency-Key. */
  | { readonly kind: 'replay' };

const key = fc.constantFrom(...keys);
const maybe = <T>(...values: readonly T[]) => fc.constantFrom(undefined, ...values);
// A start of the command line costs as much as fifty requests.
const client = fc.oneof(
  { arbitrary: fc.constant<ClientName>('api'), weight: 12 },
  { arbitrary: fc.constant<ClientName>('sdk'), weight: 10 },
  { arbitrary: fc.constant<ClientName>('cli'), weight: 1 },
);
const ifMatch = fc.constantFrom<IfMatch>('none', 'none', 'current', 'stale');

const described = (baseUrl: string) => ({
  name: maybe('Acme EU', 'Ürümqi ☂ “x”', 'cred_x', '${apiKey}'),
  description: maybe('First line\nsecond line', ''),
  owner: maybe('ada@example.com'),
  labels: maybe<Texts>({ customer: 'acme' }, { b: 'ü', 'a/x': '1' }, {}),
  baseUrl: fc.constantFrom(baseUrl, baseUrl, baseUrl, `${baseUrl}/v2`, undefined),
  expiresAt: maybe('2099-01-31T12:00:00.000Z', '2100-06-01T00:00:00.000Z'),
});

function stepsFor(field: string): fc.Arbitrary<readonly Step[] | undefined> {
  return fc.constantFrom<readonly Step[] | undefined>(
    [{ into: 'header', name: 'X-Key', value: `Token $\{${field}}` }],
    [{ into: 'query', name: 'token', value: `$\{${field}}` }],
    [{ into: 'basic', value: `user:$\{${field}}` }],
    undefined,
  );
}

const redactions = [undefined, [], ['alpha'], ['beta'], ['alpha', 'beta']] as const;
const plainOf: Partial<Record<TypeName, readonly Texts[]>> = {
  ApiKey: [{ in: 'header', name: 'X-Key', prefix: 'Key ' }, { in: 'query', name: 'token' }, {}],
  BasicAuth: [{ username: 'ada' }],
  Secret: [{}, { name: 'label' }],
};

function closedDraft(type: TypeName, members: Members, isFilled: boolean, plain: number): Draft {
  const plains = plainOf[type] ?? [{}];
  const secrets = isFilled ? secretNames[type] : [];
  return { ...members, type, plain: plains[plain % plains.length]!, secrets };
}

function openDraft(members: Members, redactFields: readonly string[] | undefined): Draft {
  const shape = { type: 'Default', redactFields } as const;
  const fields = Object.entries({ alpha: 'plain alpha', beta: 'plain beta' });
  const plain = Object.fromEntries(fields.filter(([field]) => !isSecret(shape, field)));
  const secrets = ['alpha', 'beta'].filter((field) => isSecret(shape, field));
  return { ...members, type: 'Default', redactFields, plain, secrets };
}

const fieldRead: Partial<Record<TypeName, string>> = { Secret: 'value', Raw: 'raw', Default: 'alpha' };

function draftOf(type: TypeName, baseUrl: string): fc.Arbitrary<Draft> {
  const members = fc.record(described(baseUrl));
  const injection = fieldRead[type] ? stepsFor(fieldRead[type]) : fc.constant(undefined);
  const isFilled = fc.integer({ min: 0, max: 5 }).map((n) => n > 0);
  return fc
    .tuple(members, injection, isFilled, fc.nat(2), fc.constantFrom(...redactions))
    .map(([described, steps, filled, plain, redactFields]) => {
      const all = steps ? { ...described, injection: steps } : described;
      return type === 'Default' ? openDraft(all, redactFields) : closedDraft(type, all, filled, plain);
    });
}

/** Every member may be left out, which is the usual case, changed or removed. */
function changeOf(baseUrl: string): fc.Arbitrary<ChangeDraft> {
  const rarely = <T>(value: fc.Arbitrary<T | undefined>) =>
    fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 4 },
      { arbitrary: value, weight: 2 },
      { arbitrary: fc.constant(null), weight: 1 },
    );
  const members = Object.entries(described(baseUrl)).map(([name, value]) => [name, rarely<unknown>(value)]);
  return fc.record({
    ...Object.fromEntries(members),
    redactFields: rarely(fc.constantFrom(...redactions)),
    plain: fc.nat(4),
    withSecrets: fc.boolean(),
  }) as fc.Arbitrary<ChangeDraft>;
}

/** @param baseUrl - Of the upstream that every credential is for. */
export function scripts(baseUrl: string, length: number): fc.Arbitrary<Turn[]> {
  const draft = fc.constantFrom(...types).chain((type) => draftOf(type, baseUrl));
  const constant = <T extends Turn['kind']>(kind: T) => fc.constant(kind);
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    {
      arbitrary: fc.record({ kind: constant('create'), client, key: fc.option(key, { nil: undefined }), draft }),
      weight: 5,
    },
    { arbitrary: fc.record({ kind: constant('put'), client, key, draft, ifMatch }), weight: 5 },
    { arbitrary: fc.record({ kind: constant('patch'), client, key, change: changeOf(baseUrl), ifMatch }), weight: 7 },
    { arbitrary: fc.record({ kind: constant('remove'), client, key, ifMatch }), weight: 2 },
    { arbitrary: fc.record({ kind: constant('get'), client, key, byId: fc.boolean() }), weight: 2 },
    { arbitrary: fc.record({ kind: constant('list'), client }), weight: 1 },
    { arbitrary: fc.record({ kind: constant('use'), key }), weight: 5 },
    { arbitrary: fc.record({ kind: constant('replay') }), weight: 2 },
  );
  return fc.array(turn, { minLength: length, maxLength: length, size: 'max' });
}

/** The change of plain values that a draft picks for a credential of this type. */
export function plainChange(type: TypeName, pick: number): Texts {
  const changes: Readonly<Record<TypeName, readonly Texts[]>> = {
    ApiKey: [{ name: 'x-other' }, { in: 'header', name: 'X-Key' }],
    BasicAuth: [{ username: 'grace' }],
    Secret: [{ name: 'another' }],
    Raw: [],
    Default: [{ beta: 'other beta' }, { gamma: 'plain gamma' }],
  };
  return changes[type][pick] ?? {};
}
