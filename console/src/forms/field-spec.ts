/** What the API says of a field of a credential, and what it takes: the same rules that the API holds a value to. */
import type { ApiComponents } from '@keyward/sdk';

/** One field, as a type or a provider's method lists it. */
export type FieldSpec = ApiComponents['schemas']['CredentialField'];

/** Plain or secret values by name of the field. */
export type Values = Readonly<Record<string, string>>;

/** What a field has where nothing was given. */
function lookUp(specs: readonly FieldSpec[], values: Values, name: string): string {
  return values[name] ?? specs.find((spec) => spec.name === name)?.default ?? '';
}

/** The fields that are used beside these values, in order. */
export function usedFields(specs: readonly FieldSpec[], values: Values): FieldSpec[] {
  return specs.filter(({ when }) => when === undefined || when.in.includes(lookUp(specs, values, when.field)));
}

/** Whether the whole text fits; a pattern that this browser cannot read is left to the API. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

function isUrl(value: string): boolean {
  return /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

/** What is wrong with one value; undefined where nothing is. Never quotes it. */
function faultOf(spec: FieldSpec, value: string | undefined): string | undefined {
  const { required, default: preset, mayBeEmpty, maxLength, pattern, format } = spec;
  const isGiven = value !== undefined && (value !== '' || mayBeEmpty === true);
  if (!isGiven) return required && preset === undefined ? 'is required' : undefined;
  if (spec.enum && !spec.enum.includes(value)) return `is none of ${spec.enum.join(', ')}`;
  if (maxLength !== undefined && value.length > maxLength) return `has more than ${maxLength} characters`;
  if (pattern !== undefined && !fits(pattern, value)) return 'has not the form that is expected';
  if (format === 'url' && !isUrl(value)) return 'is not an address such as https://example.com';
  if (format === 'integer' && !/^-?\d+$/.test(value)) return 'is not a whole number';
  if (format === 'pem' && !value.includes('-----BEGIN ')) return 'does not begin with -----BEGIN';
  return undefined;
}

/** What of the values is needed and which are kept already. */
export interface Given {
  readonly values: Values;
  readonly secrets: Values;
  /** Secret fields that are stored: not asked for again. */
  readonly kept?: ReadonlySet<string>;
}

/** Faults by name of the field; empty where the API will find nothing to say either. */
export function faultsOf(specs: readonly FieldSpec[], { values, secrets, kept }: Given): Values {
  const faults = usedFields(specs, values).flatMap((spec) => {
    if (spec.secret && kept?.has(spec.name) && secrets[spec.name] === undefined) return [];
    const fault = faultOf(spec, spec.secret ? secrets[spec.name] : values[spec.name]);
    return fault === undefined ? [] : [[spec.name, fault] as const];
  });
  return Object.fromEntries(faults);
}
