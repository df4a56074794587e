/**
 * Writes of credentials whose secrets are sealed here: neither the network nor the control plane sees them. The policy is
 * asked for, checked against what the caller wants, bound to each envelope, and only then is anything sent.
 */
import { toBase64, utf8 } from './bytes.ts';
import { newCredentialId } from './credential-id.ts';
import { askedAfter, type Expectation } from './expectation.ts';
import type { components } from './generated/api.ts';
import { KeywardError } from './keyward-error.ts';
import { knownMethod } from './known-provider.ts';
import type { CallOptions, Group, OptionsOf } from './operation-types.ts';
import { assertPolicy, type Stated } from './policy-check.ts';
import { seal } from './seal.ts';
import { verifySealingKey } from './sealing-key.ts';
import {
  assertNoData,
  choicesOf,
  mergeChange,
  newlySecret,
  type Open,
  type Secrets,
  splitChange,
  splitSecrets,
} from './secret-fields.ts';

type Schemas = components['schemas'];

/** A credential as answered. */
export type Credential = Schemas['Credential'];

/** A new credential. Secret fields stand in `secrets`; those of a known type are found in `fields` too. */
export type NewCredential = Omit<Schemas['CredentialInput'], 'data' | 'sealed'> & { readonly secrets?: Secrets };

/** Many new credentials. */
export type NewCredentials = Omit<Schemas['CredentialBulkInput'], 'items'> & {
  readonly items: readonly NewCredential[];
};

/** What changes: what is left out stays, null removes. */
export type CredentialChange = Omit<Schemas['CredentialPatch'], 'data' | 'sealed'> & { readonly secrets?: Secrets };

/** A change without a secret. */
export type PlainChange = Omit<CredentialChange, 'secrets'> & { readonly secrets?: undefined };

/** A change that brings secrets, and says itself to which origins they may go. */
export type PlacedChange = CredentialChange &
  ({ readonly baseUrl: string | null } | { readonly allowedOrigins: readonly string[] | null });

/** As for every update, and what is expected of the credential that gets the secrets. */
export type UpdateOptions = OptionsOf<'credentials.update'> & { readonly expect?: Expectation };

/** As for every creation; `expect` says where secrets may go, for providers that the client does not know. */
export type CreateOptions = OptionsOf<'credentials.create'> & { readonly expect?: Stated };

/** `expect` holds for each of them. */
export type BulkOptions = OptionsOf<'credentials.bulk'> & { readonly expect?: Stated };

/** As for every replacement; `expect` as in `CreateOptions`. */
export type ReplaceOptions = OptionsOf<'credentials.replace'> & { readonly expect?: Stated };

type Plain = Group<'credentials'>;

/** What sealing needs beside the API. */
export interface SealingOptions {
  /** What the API says of a provider; only requests are shaped by it. */
  readonly provider: (name: string) => Promise<Schemas['Provider']>;
  /** Id or slug of the organisation; by a slug, a key of any organisation is taken that the broker has signed. */
  readonly organisation: string;
  /** The broker's public key, pinned. */
  readonly brokerKey: string | undefined;
}

/** The writes of `client.credentials`: whatever is secret is sealed before it is sent. */
export interface SealedWrites {
  /**
   * Creates a credential.
   *
   * @throws KeywardError `config/invalid` where a secret is given and no broker key is pinned, and for a provider that the
   *   client does not know, where `expect` does not say the origins and placements
   * @throws KeywardError `keys/sealing-key-untrusted`, `credential/seal-refused`, or the API's own
   */
  create(credential: NewCredential, options?: CreateOptions): Promise<Credential>;
  /** Tries a credential on its API before it is saved, and stores nothing. @throws as `create` */
  try(credential: NewCredential, options?: OptionsOf<'credentials.try'>): Promise<Schemas['Verification']>;
  /**
   * Creates up to 10,000 credentials at once. Each is sealed by itself, which takes a request; an item that cannot be
   * sealed refuses all of them, before anything is stored.
   */
  bulk(bulk: NewCredentials, options?: BulkOptions): Promise<Schemas['CredentialBulk']>;
  /** Creates a credential under its key, or brings it to exactly this state; secrets are kept unless given. */
  replace(key: string, credential: NewCredential, options?: ReplaceOptions): Promise<Credential>;
  /**
   * Merges a change; where it changes the policy, every secret has to be given again. Where a change brings secrets, it
   * or `expect` says where they may go, since the API could answer anything: `baseUrl` or `allowedOrigins` always, the
   * `injection` rule and the choices of the `policy` where there are any.
   *
   * Give what is secret in `secrets`: of values in `fields` the type is asked of the API.
   *
   * @throws KeywardError `config/invalid` where neither says so, where no broker key is pinned, and for `data`
   * @throws KeywardError `keys/sealing-key-untrusted`, `credential/seal-refused` where the credential is not as expected,
   *   or the API's own
   */
  update(credential: string, change: PlainChange, options?: UpdateOptions): Promise<Credential>;
  update(credential: string, change: PlacedChange, options?: UpdateOptions): Promise<Credential>;
  update(
    credential: string,
    change: CredentialChange,
    options: UpdateOptions & { readonly expect: Expectation },
  ): Promise<Credential>;
}

/** For whoever has read the message on a terminal, too. */
const NOT_PINNED =
  'No broker key is pinned: nothing can be sealed. ' +
  'Give broker-key.pub of the data folder: `brokerKey` of the client, `--broker-key` of a command.';

/** Stands for an organisation where a key is the installation's own; no slug of an organisation is used here. */
export const INSTALLATION = 'installation';

/** Seals values under what the API has planned, which the caller has checked before. */
export async function sealAll(
  bound: { readonly credentialId: string; readonly type: string },
  secrets: Secrets,
  {
    plan,
    sealing,
  }: {
    readonly plan: Pick<Schemas['SealingPlan'], 'policyBytes' | 'materialVersions' | 'sealingKey'>;
    readonly sealing: Pick<SealingOptions, 'organisation' | 'brokerKey'>;
  },
): Promise<Record<string, string>> {
  const { organisation, brokerKey } = sealing;
  if (brokerKey === undefined) throw new KeywardError('config/invalid', NOT_PINNED);
  const key = await verifySealingKey(plan.sealingKey, brokerKey);
  const isNamed = organisation.startsWith('org_') || organisation === INSTALLATION;
  if (isNamed && key.organisationId !== organisation) {
    throw new KeywardError('keys/sealing-key-untrusted', 'The sealing key is that of another organisation.');
  }
  const { policyBytes, materialVersions } = plan;
  const entries = Object.entries(secrets).map(async ([field, value]) => {
    const version = { materialVersion: materialVersions[field] ?? 1, policyBytes };
    const bytes = typeof value === 'string' ? utf8(value) : value;
    const binding = { ...bound, ...version, organisationId: key.organisationId, field };
    return [field, toBase64(await seal(bytes, binding, key))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

interface ScopedOptions extends CallOptions {
  readonly solution?: string;
  readonly expect?: Stated;
}

function statedIn({ expect }: ScopedOptions = {}): Stated {
  return { origins: expect?.origins, placements: expect?.placements };
}

/** The options as the API takes them. */
function sentOf<Options extends ScopedOptions>(options: Options | undefined): Omit<Options, 'expect'> | undefined {
  if (!options) return undefined;
  const { expect: _said, ...sent } = options;
  return sent;
}

/** What the requests before a write have in common with it: the scope, and how they end. */
function sharedOf({ signal, solution }: ScopedOptions = {}): ScopedOptions {
  return { ...(signal && { signal }), ...(solution !== undefined && { solution }) };
}

function ofItem(error: KeywardError, index: number): KeywardError {
  return new KeywardError(error.code, `Item ${index}: ${error.message}`, { ...error, cause: error });
}

/** All results in order, eight at a time. */
async function mapFew<Item, Result>(
  items: readonly Item[],
  map: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) results[index] = await map(item, index);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return results;
}

/** Envelopes are bound to the type: it is said, or the provider has one only. */
function typeNamed(input: { readonly type?: string; readonly provider?: string }): string {
  const type = knownMethod(input)?.type ?? input.type;
  if (type === undefined) throw new KeywardError('config/invalid', 'Say the type of the credential.');
  return type;
}

/** The body of a new credential, what is secret in it sealed. */
async function sealNew(
  plain: Plain,
  sealing: SealingOptions,
  { secrets: given, ...input }: NewCredential,
  options?: ScopedOptions,
): Promise<Schemas['CredentialInput']> {
  assertNoData(input);
  const { fields, secrets } = splitSecrets(input, given);
  if (Object.keys(secrets).length === 0) return input;
  const type = typeNamed(input);
  const body = { ...input, type, id: input.id ?? newCredentialId(), fields };
  const plan = await plain.policy({ ...body, secretFields: Object.keys(secrets) }, sharedOf(options));
  assertPolicy(plan.policyBytes, { ...body, ...statedIn(options) });
  const sealed = await sealAll({ credentialId: body.id, type }, secrets, { plan, sealing });
  return { ...body, sealed };
}

/** What the provider of a stored credential leaves open; undefined without one. */
async function openOf(current: Credential, { provider: find }: SealingOptions): Promise<Open | undefined> {
  const { provider, type } = current;
  const known = knownMethod(current);
  if (provider === undefined || known) return known;
  const method = (await find(provider)).methods.find((one) => one.type === type);
  return { fields: method?.fields.map(({ name }) => name) ?? [], ownBaseUrl: method?.ownBaseUrl === true };
}

/** A change and its options as they are sent, what is secret in it sealed. */
async function sealChange(
  plain: Plain,
  sealing: SealingOptions,
  given: { readonly reference: string; readonly change: CredentialChange; readonly options: UpdateOptions | undefined },
): Promise<[Schemas['CredentialPatch'], OptionsOf<'credentials.update'>]> {
  const { secrets: named, ...change } = given.change;
  const { expect, ...options } = given.options ?? {};
  assertNoData(change);
  if (named === undefined && change.fields === undefined) return [change, options];
  const current = await plain.get(given.reference, sharedOf(options));
  const { fields, secrets: brought } = splitChange(current, change, named);
  if (Object.keys(brought).length === 0) return [change, options];
  const hidden = newlySecret(current, change);
  const secrets = { ...hidden, ...brought };
  const left = Object.fromEntries(Object.entries(current.fields).filter(([name]) => !(name in hidden)));
  const after = mergeChange({ ...current, fields: left }, { ...change, fields }, await openOf(current, sealing));
  const asked = askedAfter({ ...current, policy: choicesOf(current.policy) }, change, { expect, fields: after.fields });
  const plan = await plain.policy({ ...after, secretFields: Object.keys(secrets) }, sharedOf(options));
  assertPolicy(plan.policyBytes, asked);
  const sealed = await sealAll({ credentialId: current.id, type: current.type }, secrets, { plan, sealing });
  // The envelopes are bound to what was read: another version would refuse them with a less clear code.
  return [
    { ...change, fields, sealed },
    { ifMatch: current.version, ...options },
  ];
}

/** The sealing writes over the plain ones. */
export function sealedWrites(plain: Plain, sealing: SealingOptions): SealedWrites {
  return {
    create: async (credential, options) =>
      plain.create(await sealNew(plain, sealing, credential, options), sentOf(options)),
    try: async (credential, options) => plain.try(await sealNew(plain, sealing, credential, options), options),
    bulk: async ({ items, ...bulk }, options) => {
      const sealed = await mapFew(items, async (item, index) => {
        return sealNew(plain, sealing, item, options).catch((error: unknown) => {
          throw error instanceof KeywardError ? ofItem(error, index) : error;
        });
      });
      return plain.bulk({ ...bulk, items: sealed }, sentOf(options));
    },
    replace: async (key, { secrets: given, ...input }, options) => {
      assertNoData(input);
      const { fields, secrets } = splitSecrets(input, given);
      if (Object.keys(secrets).length === 0) return plain.replace(key, input, sentOf(options));
      const named = key.startsWith('cred_') ? { id: key } : { key };
      const plan = await plain.policy(
        { ...input, ...named, fields, secretFields: Object.keys(secrets) },
        sharedOf(options),
      );
      const type = typeNamed(input);
      const body = { ...input, type, id: plan.id ?? newCredentialId(), fields };
      assertPolicy(plan.policyBytes, { ...body, ...statedIn(options) });
      const sealed = await sealAll({ credentialId: body.id, type }, secrets, { plan, sealing });
      return plain.replace(key, { ...body, sealed }, sentOf(options));
    },
    update: async (reference: string, change: CredentialChange, options?: UpdateOptions) => {
      return plain.update(reference, ...(await sealChange(plain, sealing, { reference, change, options })));
    },
  };
}
