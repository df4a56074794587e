/**
 * How the text of an option is read: each reader takes the option's name, for the error, and its text. A text is never
 * quoted: it may be a secret in the wrong place.
 */
import { Problem } from './problem.ts';

/** Where to listen. */
export interface Address {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/**
 * @param name - In camel case; its flag is the same in kebab case.
 * @param rule - What the option takes, without a full stop.
 * @returns Problem `config/invalid`
 */
export function invalid(name: string, rule: string): Problem {
  const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new Problem('config/invalid', { detail: `${flag} ${rule}.` });
}

/** `host:port`, IPv6 in brackets. */
export function parseAddress(name: string, text: string): Address {
  const [, host, port] = /^([^:\s[\]]+|\[[0-9a-f:.%]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535) throw invalid(name, 'takes host:port');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** One of the values, in their own case. */
export function oneOf<T extends string>(name: string, text: string, values: readonly T[]): T {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw invalid(name, `is one of ${values.join(', ')}`);
  return value;
}

/** An absolute URL. */
export function httpUrl(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && !/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw invalid(name, 'takes an http:// or https:// URL');
  }
  return text;
}

/** A host name; its last label has a letter, so that no IP address lies below it. */
export function hostSuffix(name: string, text: string): string {
  const isName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text) && /[a-z][^.]*$/i.test(text);
  if (!isName) throw invalid(name, 'takes a host name such as broker.example.com');
  return text.toLowerCase();
}

/** Separated by commas; empty entries are dropped. */
export function list(text: string): string[] {
  return text.split(',').filter((entry) => entry !== '');
}

/** Decimal digits; both ends of the range belong to it. */
export function wholeNumber(
  name: string,
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < from || Number(text) > to) {
    throw invalid(name, `takes a whole number from ${from} to ${to}`);
  }
  return Number(text);
}

/**
 * Whole seconds.
 *
 * @returns milliseconds
 */
export function seconds(name: string, text: string, least = 0): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < least) throw invalid(name, 'takes whole seconds');
  return Number(text) * 1000;
}

const HOUR_MS = 3_600_000;
const MOST_HOURS = 1_000_000;

/** @returns milliseconds. @throws Problem `config/invalid` but for whole hours */
export function hours(name: string, text: string): number {
  return wholeNumber(name, text, { from: 0, to: MOST_HOURS }) * HOUR_MS;
}

/** From one day on. @returns milliseconds. @throws Problem `config/invalid` */
export function days(name: string, text: string): number {
  return wholeNumber(name, text, { from: 1, to: 36_500 }) * 24 * HOUR_MS;
}
