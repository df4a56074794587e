/** The flags by which a token or a credential is limited, and what they stand for in a body. */
import { type Command, Option } from 'commander';
import { defined, positiveNumber } from './option-values.ts';

/** As commander gives them. */
export interface LimitFlags {
  readonly limitPerSecond?: number;
  readonly limitPerMinute?: number;
  readonly limitConcurrency?: number;
}

interface Limits {
  readonly perSecond?: number;
  readonly perMinute?: number;
  readonly concurrency?: number;
}

/** Adds the flags. */
export function withLimits(command: Command): Command {
  const limit = (flag: string, what: string) =>
    command.addOption(new Option(`${flag} <number>`, what).argParser(positiveNumber));
  limit('--limit-per-second', 'requests a second through each broker, as many at once after a pause');
  limit('--limit-per-minute', 'requests a minute, likewise');
  return limit('--limit-concurrency', 'requests at once through each broker');
}

/** Undefined where no flag is given. */
export function limitsOf({ limitPerSecond, limitPerMinute, limitConcurrency }: LimitFlags): Limits | undefined {
  const limits = defined({ perSecond: limitPerSecond, perMinute: limitPerMinute, concurrency: limitConcurrency });
  return Object.keys(limits).length > 0 ? limits : undefined;
}

/** For people: `60 a minute, 5 at once`; undefined where nothing is limited. */
export function describeLimits({ perSecond, perMinute, concurrency }: Limits = {}): string | undefined {
  const parts = [
    perSecond !== undefined && `${perSecond} a second`,
    perMinute !== undefined && `${perMinute} a minute`,
    concurrency !== undefined && `${concurrency} at once`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
