/** Reads what a connect link's form sends: plain values, secrets, and envelopes that the browser has made of them. */
import { Problem } from '../../domain/problem.ts';
import type { Visit } from './visit.ts';

/** By field; what was left empty is absent. */
export interface Filled {
  /** Plain values, and secrets where the browser could not seal. */
  readonly fields: Readonly<Record<string, string>>;
  /** Base64 of envelopes. */
  readonly sealed: Readonly<Record<string, string>>;
  readonly baseUrl: string | undefined;
  /** Whether the browser has kept the secrets back, because what stands beside them could not be planned with. */
  readonly isWithheld: boolean;
}

const MOST_MEMBERS = 300;

/** @throws Problem `request/malformed` */
export function parseForm(text: string): ReadonlyMap<string, string> {
  const members = [...new URLSearchParams(text)];
  if (members.length > MOST_MEMBERS) throw new Problem('request/malformed');
  return new Map(members);
}

/** What a form is sent as by itself has other line ends than what was typed. */
function withOwnLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** @param form - By the names of inputs: `field.…`, `sealed.…`. */
export function readFilled({ asks, link }: Visit, form: ReadonlyMap<string, string>): Filled {
  const values = asks.map(({ name, multiline }): [string, string] => {
    const value = form.get(`field.${name}`) ?? '';
    return [name, multiline ? withOwnLineEnds(value) : value];
  });
  const envelopes = asks
    .filter(({ secret }) => secret)
    .map(({ name }): [string, string] => [name, form.get(`sealed.${name}`) ?? '']);
  const filled = ([, value]: [string, string]) => value !== '';
  const sealed = Object.fromEntries(envelopes.filter(filled));
  const isSealedToo = ([name]: [string, string]) => Object.hasOwn(sealed, name);
  return {
    fields: Object.fromEntries(values.filter(filled).filter((pair) => !isSealedToo(pair))),
    sealed,
    baseUrl: (link.asksBaseUrl && form.get('field.baseUrl')?.trim()) || undefined,
    isWithheld: form.get('withheld') === '1',
  };
}
