/**
 * The values of a request, taken apart into what is stored plainly, what is sealed here and what the client has sealed.
 * Everything that could be refused about them on their own is refused here; a problem names fields, never values.
 */
import { isUtf8 } from 'node:buffer';
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { isMaskLike } from '../../domain/mask.ts';
import { Problem, type ProblemCode, type Violation } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { MAX_VALUE_BYTES, parseEnvelope } from '../../envelope/format.ts';

type ValueMap = Readonly<Record<string, string | null>>;

/** The members of a body that carry values; exactly one of `data` and `fields`, or `sealed` with either. */
export interface ValueMembers {
  readonly data?: ValueMap | undefined;
  readonly fields?: ValueMap | undefined;
  readonly sealed?: Readonly<Record<string, string>> | undefined;
}

/** Values by field name. */
export interface GivenValues {
  /** Fields that are not secret; null removes one. */
  readonly fields: ReadonlyMap<string, string | null>;
  /** Fields that are not secret and whose bytes are not UTF-8, in base64; for types with open fields alone. */
  readonly binary: ReadonlyMap<string, string>;
  /** Secrets given as the empty text where that counts as none. */
  readonly empty: ReadonlySet<string>;
  /** Secrets to seal here. */
  readonly secrets: ReadonlyMap<string, Secret<Buffer>>;
  /** Envelopes made by the client. */
  readonly sealed: ReadonlyMap<string, Buffer>;
}

interface Entry {
  readonly path: string;
  readonly field: string;
  readonly isSecret: boolean;
  /** null stands for removal; undefined for what is not base64. */
  readonly bytes: Buffer | null | undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function refuse(code: ProblemCode, entries: readonly { path: string }[], message: string): void {
  if (entries.length === 0) return;
  const errors: Violation[] = entries.slice(0, 20).map(({ path }) => ({ path, message }));
  throw new Problem(code, { errors });
}

// Buffer skips what is not base64 and ignores stray bits: comparing with the re-encoding makes the one spelling strict.
function decodeBase64(text: string): Buffer | undefined {
  const bytes = BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
  return bytes?.toString('base64') === text ? bytes : undefined;
}

function decodePlain(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

function entriesOf(
  type: CredentialType,
  member: string,
  values: ValueMap,
  decode: (text: string) => Buffer | undefined,
): Entry[] {
  const specs = new Map(type.fields.map((spec) => [spec.name, spec]));
  const names = Object.keys(values).map((field) => ({ field, path: `/${member}/${field.slice(0, 64)}` }));
  const unknown = names.filter(({ field }) => !specs.has(field));
  refuse('credential/field-unknown', unknown, 'is not a field of this credential type');
  return names.map(({ field, path }) => {
    const value = values[field]!;
    return { path, field, isSecret: specs.get(field)!.secret === true, bytes: value === null ? null : decode(value) };
  });
}

function assertMembers({ data, fields, sealed }: ValueMembers): void {
  if (data !== undefined && fields !== undefined) {
    refuse('request/invalid', [{ path: '/data' }], 'stands instead of `fields`, not beside it');
  }
  // A lone surrogate would be stored as another character than the one given.
  const texts = Object.entries(fields ?? {}).filter(([, value]) => value !== null && !value.isWellFormed());
  refuse(
    'request/invalid',
    texts.map(([field]) => ({ path: `/fields/${field.slice(0, 64)}` })),
    'is not well-formed Unicode',
  );
  if (sealed !== undefined && Object.keys(sealed).length === 0) {
    refuse('request/invalid', [{ path: '/sealed' }], 'holds no envelope');
  }
}

function assertSecrets(secrets: readonly Entry[], isSealed: boolean): void {
  if (isSealed) refuse('request/invalid', secrets, 'is secret: sealed values stand in `sealed` alone');
  const removed = secrets.filter(({ bytes }) => bytes === null);
  refuse('request/invalid', removed, 'is secret: it is replaced or kept, and destroyed with the credential');
  const masked = secrets.filter(({ bytes }) => isMaskLike(bytes!.toString('utf8')));
  refuse('credential/masked-value', masked, 'looks like a mask');
  const long = secrets.filter(({ bytes }) => bytes!.length > MAX_VALUE_BYTES);
  refuse('credential/too-large', long, 'is over 64 KiB');
}

function isBinary({ bytes }: Entry): boolean {
  return bytes != null && !isUtf8(bytes);
}

function plainValues(type: CredentialType, entries: readonly Entry[]): Pick<GivenValues, 'fields' | 'binary'> {
  const long = entries.filter(({ bytes }) => (bytes?.length ?? 0) > MAX_VALUE_BYTES);
  refuse('request/invalid', long, 'is over 64 KiB');
  const binary = entries.filter(isBinary);
  if (!type.openFields) refuse('request/invalid', binary, 'is not text in UTF-8');
  const text = entries.filter((entry) => !isBinary(entry));
  return {
    fields: new Map(text.map(({ field, bytes }) => [field, bytes?.toString('utf8') ?? null])),
    binary: new Map(binary.map(({ field, bytes }) => [field, bytes!.toString('base64')])),
  };
}

function isEmptyFor(type: CredentialType): (entry: Entry) => boolean {
  const filled = new Set(type.fields.filter((spec) => !spec.mayBeEmpty).map((spec) => spec.name));
  return ({ field, bytes }) => bytes?.length === 0 && filled.has(field);
}

function sealedValues(type: CredentialType, sealed: Readonly<Record<string, string>>): Map<string, Buffer> {
  const entries = entriesOf(type, 'sealed', sealed, decodeBase64);
  const plain = entries.filter(({ isSecret }) => !isSecret);
  refuse('request/invalid', plain, 'is not secret: it stands in `fields` or `data`');
  const undecoded = entries.filter(({ bytes }) => !bytes);
  refuse('credential/base64-invalid', undecoded, 'is not base64 (RFC 4648, section 4, with padding)');
  const malformed = entries.filter(({ bytes }) => !parseEnvelope(bytes!).ok);
  refuse('credential/seal-refused', malformed, 'is not an envelope');
  return new Map(entries.map(({ field, bytes }) => [field, bytes!]));
}

/**
 * Reads the values of a body.
 *
 * @param type - Shaped: with the fields that the body names.
 * @throws Problem `credential/field-unknown`, `credential/base64-invalid`, `credential/masked-value`,
 *   `credential/too-large`, `credential/seal-refused`, `request/invalid`; each with the paths
 * @see RFC 4648, section 4 (base64, padded, canonical)
 */
export function readValues(type: CredentialType, members: ValueMembers): GivenValues {
  assertMembers(members);
  const { data, fields, sealed } = members;
  const entries = data
    ? entriesOf(type, 'data', data, decodeBase64)
    : entriesOf(type, 'fields', fields ?? {}, decodePlain);
  const undecoded = entries.filter(({ bytes }) => bytes === undefined);
  refuse('credential/base64-invalid', undecoded, 'is not base64 (RFC 4648, section 4, with padding)');
  const secrets = entries.filter(({ isSecret }) => isSecret);
  assertSecrets(secrets, sealed !== undefined);
  const isEmpty = isEmptyFor(type);
  const filled = secrets.filter((entry) => !isEmpty(entry));
  const plain = entries.filter(({ isSecret }) => !isSecret);
  return {
    ...plainValues(type, plain),
    empty: new Set(secrets.filter(isEmpty).map(({ field }) => field)),
    secrets: new Map(filled.map(({ field, bytes }) => [field, new Secret(bytes!)])),
    sealed: sealedValues(type, sealed ?? {}),
  };
}
