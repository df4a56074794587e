/**
 * Which of the values that a caller gives are secret. What stands among the plain fields by mistake is found and sealed
 * too: it must not travel.
 */
import type { components } from './generated/api.ts';
import { knownTypes } from './generated/credential-types.ts';
import { KeywardError } from './keyward-error.ts';
import { knownMethod, type OnProvider } from './known-provider.ts';

type Schemas = components['schemas'];

/** Secret fields: text, or bytes of at most 64 KiB. */
export type Secrets = Readonly<Record<string, string | Uint8Array>>;

/** Values by field; in a change null removes. */
export interface Split<Value> {
  readonly fields: Record<string, Value>;
  readonly secrets: Secrets;
}

type Values = Readonly<Record<string, string | null>>;

interface Described extends OnProvider {
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly redactFields?: readonly string[] | undefined;
}

function without<Value>(
  values: Readonly<Record<string, Value>>,
  isTaken: (name: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isTaken(name)));
}

function part<Value>(values: Readonly<Record<string, Value>>, secrets: Secrets, isSecret: (name: string) => boolean) {
  const found = Object.entries(values).filter(([name, value]) => isSecret(name) && value !== null);
  return { fields: without(values, isSecret), secrets: { ...(Object.fromEntries(found) as Secrets), ...secrets } };
}

/**
 * Refuses `data`, the API's own way to give values, which would go on unsealed. The types have it not; JavaScript may.
 *
 * @throws KeywardError `config/invalid`
 */
export function assertNoData(given: object): void {
  if (!('data' in given) || given.data === undefined) return;
  throw new KeywardError('config/invalid', '`data` would be sent unsealed: give secrets in `secrets`.');
}

/** What is known of a credential's fields: by its provider, else by its type. */
function knownOf(on: OnProvider): { readonly secrets: readonly string[]; readonly openFields: boolean } | undefined {
  const method = knownMethod(on);
  if (method) return { ...method, openFields: false };
  const type = knownTypes.find(({ name }) => name === on.type);
  // Of a provider that is not known here, the type's own secrets are secret too.
  return type && on.provider !== undefined ? { ...type, openFields: false } : type;
}

/** The values of a new credential. */
export function splitSecrets(described: Described, secrets: Secrets = {}): Split<string> {
  const { fields = {}, redactFields } = described;
  const known = knownOf(described);
  const isNamed = (name: string) => known?.secrets.includes(name) || name in secrets;
  const isRedacted = (name: string) => known?.openFields === true && (redactFields?.includes(name) ?? true);
  return part(fields, secrets, (name) => isNamed(name) || isRedacted(name));
}

/** The values of a change: secret is what is so already, or would be. */
export function splitChange(
  current: Pick<Schemas['Credential'], 'type' | 'provider' | 'fields' | 'secrets' | 'redactFields'>,
  {
    fields = {},
    redactFields = current.redactFields,
  }: { readonly fields?: Values; readonly redactFields?: readonly string[] | null },
  secrets: Secrets = {},
): Split<string | null> {
  const known = knownOf(current);
  const isSecret = (name: string) => {
    if (name in secrets || name in current.secrets || known?.secrets.includes(name)) return true;
    return redactFields?.includes(name) ?? known?.openFields === true;
  };
  return part(fields, secrets, isSecret);
}

/** The plain values that a change makes secret: sealed together with it, as nothing takes them beside it. */
export function newlySecret(
  { type, fields }: Pick<Schemas['Credential'], 'type' | 'fields'>,
  { redactFields }: { readonly redactFields?: readonly string[] | null },
): Record<string, string> {
  const isOpen = knownTypes.find(({ name }) => name === type)?.openFields === true;
  if (!isOpen || redactFields === undefined) return {};
  return without(fields, (name) => redactFields !== null && !redactFields.includes(name));
}

/** The choices that a stored policy made: `verify` has the placements of the rules alone. */
export function choicesOf(policy: Schemas['Policy'] | undefined): Schemas['PolicyInput'] {
  if (!policy) return {};
  const own = new Set(policy.roles.verify?.placements);
  const placements = (policy.roles.api?.placements ?? []).filter((placement) => !own.has(placement));
  const { plainHttp, setCookie, scrub, release, webSocket = 'refused' } = policy;
  return { plainHttp, setCookie, scrub, release, webSocket, placements } as Schemas['PolicyInput'];
}

function withoutNulls<Value>(values: Readonly<Record<string, Value | null | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Value] => entry[1] != null));
}

/** What a provider leaves open, to shape a request by. */
export interface Open {
  /** Fields that it asks for. */
  readonly fields: readonly string[];
  readonly ownBaseUrl: boolean;
}

function membersLeftOpen(open: Open | undefined): readonly string[] {
  if (open) return open.ownBaseUrl ? ['baseUrl'] : [];
  return ['baseUrl', 'allowedOrigins', 'injection', 'redactFields'];
}

/**
 * What decides about the policy, as it will be once the change is made.
 *
 * @param open - Of the credential's provider, if it has one.
 */
export function mergeChange(
  current: Schemas['Credential'],
  change: Omit<Schemas['CredentialPatch'], 'data' | 'sealed'>,
  open: Open | undefined,
): Schemas['SealingRequest'] {
  const { id, key, type, provider } = current;
  const members = membersLeftOpen(open);
  const isAsked = ([name]: [string, unknown]) => !open || open.fields.includes(name);
  const pick = (from: object) => Object.fromEntries(Object.entries(from).filter(([name]) => members.includes(name)));
  return {
    ...withoutNulls({ ...pick(current), ...pick(change) }),
    ...{ id, key, type },
    ...(provider !== undefined && { provider }),
    fields: Object.fromEntries(Object.entries(withoutNulls({ ...current.fields, ...change.fields })).filter(isAsked)),
    policy: change.policy === null ? {} : { ...choicesOf(current.policy), ...change.policy },
  };
}
