/**
 * What a credential is, said a second time and as simply as can be: maps in memory, no database, no sealing. Tests
 * compare Keyward with it.
 */

export const types = ['ApiKey', 'BasicAuth', 'Secret', 'Raw', 'Default'] as const;
export type TypeName = (typeof types)[number];

export interface Step {
  readonly into: 'header' | 'query' | 'basic';
  readonly name?: string;
  readonly value: string;
}

export type Texts = Readonly<Record<string, string>>;

/** What a client may say of a credential beside its values. */
export interface Members {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly labels?: Texts | undefined;
  readonly baseUrl?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly redactFields?: readonly string[] | undefined;
  readonly injection?: readonly Step[] | undefined;
}

/** A creation or replacement. */
export interface Body extends Members {
  readonly type: TypeName;
  readonly plain: Texts;
  readonly secrets: Texts;
}

/** A merge: null removes. */
export type Change = { readonly [Name in keyof Members]: Members[Name] | null } & {
  readonly plain?: Texts;
  readonly secrets?: Texts;
};

/** A credential as it should be; its secrets are known here and nowhere else. */
export interface Known extends Body {
  readonly id: string;
  readonly key: string;
  readonly version: number;
}

export const secretNames: Readonly<Record<TypeName, readonly string[]>> = {
  ApiKey: ['apiKey'],
  BasicAuth: ['password'],
  Secret: ['value'],
  Raw: ['raw'],
  Default: [],
};

const defaults: Partial<Record<TypeName, Texts>> = { ApiKey: { in: 'header', name: 'Authorization', prefix: '' } };

/** Whether a field of such a credential is secret. */
export function isSecret({ type, redactFields }: Pick<Body, 'type' | 'redactFields'>, field: string): boolean {
  if (type !== 'Default') return secretNames[type].includes(field);
  return redactFields === undefined || redactFields.includes(field);
}

function shownFields({ type, plain }: Body): Texts {
  return { ...defaults[type], ...plain };
}

/** Where the secrets go; empty where only functions could place them. */
export function stepsOf(known: Body): readonly Step[] {
  if (known.type === 'BasicAuth') return [{ into: 'basic', value: '${username}:${password}' }];
  if (known.type !== 'ApiKey') return known.injection ?? [];
  const { in: into, name } = shownFields(known);
  return [{ into: into as 'header', name: name!, value: '${prefix}${apiKey}' }];
}

function placements(known: Body): string[] {
  return stepsOf(known).map(({ into, name }) => (into === 'basic' ? into : `${into}:${name!.toLowerCase()}`));
}

function reads({ value }: Step): string[] {
  return [...value.matchAll(/\$\{(\w+)\}/g)].map(([, field]) => field!);
}

function originsOf({ baseUrl }: Members): string[] {
  return baseUrl === undefined ? [] : [new URL(baseUrl).origin];
}

/** All that is sealed together with the secrets: who changes it gives them again. */
function policyOf(known: Body): string {
  const named =
    known.type === 'Default'
      ? stepsOf(known)
          .flatMap(reads)
          .filter((field) => isSecret(known, field))
      : [];
  return JSON.stringify([originsOf(known), placements(known), named]);
}

/** The text that a step puts into the request. */
export function rendered(known: Body, { value }: Step): string {
  const values: Texts = { ...shownFields(known), ...known.secrets };
  return value.replace(/\$\{(\w+)\}/g, (_, field: string) => values[field] ?? '');
}

/** The member of an answer that this model knows, as it should be. */
export function expectedView(known: Known): Record<string, unknown> {
  const { id, key, type, version, name, description, owner, labels = {}, baseUrl, expiresAt, injection } = known;
  const fields = shownFields(known);
  const missing = secretNames[type].filter((field) => !(field in known.secrets));
  const reason =
    missing.length > 0
      ? 'credential/incomplete'
      : baseUrl === undefined
        ? 'credential/no-origin'
        : Object.keys(known.secrets).length === 0
          ? 'credential/not-injectable'
          : undefined;
  return {
    ...{ id, key, type, version, name, description, owner, labels, baseUrl, expiresAt, injection, fields, reason },
    data: Object.fromEntries(
      Object.entries(fields).map(([field, text]) => [field, Buffer.from(text).toString('base64')]),
    ),
    secretsSet: Object.keys(known.secrets).sort(),
    redactFields: type === 'Default' ? known.redactFields && [...known.redactFields].sort() : secretNames[type],
    status: missing.length > 0 ? 'incomplete' : 'valid',
    usable: reason === undefined,
  };
}

/** Origins and placements as they are sealed; undefined without a secret. */
export function expectedPolicy(known: Known): object | undefined {
  if (Object.keys(known.secrets).length === 0) return undefined;
  return { origins: originsOf(known), placements: placements(known) };
}

/** The credential after a write, or the code under which it is refused. */
export type Predicted = Known | { readonly code: string };

export function created(key: string, body: Body): Known {
  return { ...body, id: '', key, version: 1 };
}

function isGrown(former: Members, next: Members): boolean {
  if (next.redactFields === undefined) return true;
  return former.redactFields?.every((name) => next.redactFields!.includes(name)) ?? false;
}

function changed(current: Known, next: Known, brought: readonly string[]): Predicted {
  if (next.type === 'Default' && !isGrown(current, next)) return { code: 'credential/redaction-shrunk' };
  const has = (field: string) => field in next.plain || field in next.secrets;
  const isReadable = next.type !== 'Default' || (next.injection ?? []).flatMap(reads).every(has);
  if (!isReadable) return { code: 'request/invalid' };
  const kept = Object.keys(current.secrets).filter((field) => !brought.includes(field));
  if (kept.length > 0 && policyOf(current) !== policyOf(next)) return { code: 'credential/policy-changed' };
  const isSame = brought.length === 0 && JSON.stringify(comparable(current)) === JSON.stringify(comparable(next));
  return isSame ? current : { ...next, version: current.version + 1 };
}

const sorted = (texts: Texts = {}) => Object.entries(texts).sort();

function comparable({ name, description, owner, labels, baseUrl, expiresAt, redactFields, injection, plain }: Known) {
  return [name, description, owner, sorted(labels), baseUrl, expiresAt, redactFields ?? null, injection, sorted(plain)];
}

/** After a PUT on what is there: exactly what is said, secrets kept. */
export function replaced(current: Known, body: Body): Predicted {
  if (body.type !== current.type) return { code: 'credential/immutable' };
  const { id, key, version } = current;
  const secrets = { ...current.secrets, ...body.secrets };
  const redactFields = body.type === 'Default' ? body.redactFields : undefined;
  return changed(current, { ...body, redactFields, secrets, id, key, version }, Object.keys(body.secrets));
}

/** What a PATCH hides: a field that it brings is secret, unless its own list says otherwise. */
export function redactionAfter(current: Known, { redactFields, plain, secrets }: Change): Members['redactFields'] {
  if (current.type !== 'Default') return undefined;
  if (redactFields !== undefined) return redactFields ?? undefined;
  const brought = Object.keys({ ...plain, ...secrets }).filter((field) => !(field in current.plain));
  return current.redactFields && [...new Set([...current.redactFields, ...brought])].sort();
}

/** After a PATCH: what is left out stays, what has become secret is shown no more. */
export function merged(current: Known, { plain = {}, secrets = {}, ...members }: Change): Predicted {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  const next = { ...current, ...Object.fromEntries(given.map(([name, value]) => [name, value ?? undefined])) } as Known;
  const shape = { ...next, redactFields: redactionAfter(current, { ...members, plain, secrets }) };
  const fields = Object.entries({ ...current.plain, ...plain });
  const hidden = fields.filter(([field]) => isSecret(shape, field) && !(field in secrets));
  const left = fields.filter(([field]) => !isSecret(shape, field));
  const brought = { ...Object.fromEntries(hidden), ...secrets };
  const result = { ...shape, plain: Object.fromEntries(left), secrets: { ...current.secrets, ...brought } };
  const predicted = changed(current, result, Object.keys(brought));
  if ('code' in predicted || Object.keys(brought).length === 0) return predicted;
  // Where no sealed policy holds the origins yet, they come from the request: the database vouches for none.
  const isVouched = Object.keys(current.secrets).length > 0 || members.baseUrl !== undefined;
  return isVouched || originsOf(result).length === 0 ? predicted : { code: 'credential/origins-unnamed' };
}
