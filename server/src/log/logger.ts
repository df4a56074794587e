/**
 * The log: JSON lines by pino. Values that may quote a secret never reach it: of an error, name, code and stack frames
 * are kept, not the message, for Node quotes header values, URLs and JSON text in its messages.
 */
import { type Logger, pino } from 'pino';
import { Problem } from '../domain/problem.ts';

export type { Logger };

export interface ErrorSummary {
  readonly name: string;
  readonly code?: string;
  readonly frames?: readonly string[];
  readonly cause?: ErrorSummary;
}

/** What may be logged of anything thrown. A Problem keeps its code; no message and no value is kept. */
export function summariseError(error: unknown, depth = 0): ErrorSummary {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error instanceof Problem ? undefined : framesOf(error);
  const hasCause = error.cause !== undefined && depth < 3;
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(frames !== undefined && { frames }),
    ...(hasCause && { cause: summariseError(error.cause, depth + 1) }),
  };
}

/** The stack begins with the message, which may have lines that look like frames. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? '';
  const start = stack.indexOf(error.message);
  const lines = (start < 0 ? stack : stack.slice(start + error.message.length)).split('\n');
  return lines.filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line)).map((line) => line.trim());
}

/** Pino writes the message of an error where no other is given: an error keeps its name alone in all that is text. */
function withoutMessages(args: unknown[]): unknown[] {
  const [first, ...rest] = args;
  const error = errorIn(first);
  if (error === undefined) return [first, ...rest.map(nameOfError)];
  const [text = error.name, ...values] = rest;
  const said = text === error.message ? error.name : nameOfError(text);
  return [first instanceof Error ? { err: first } : first, said, ...values.map(nameOfError)];
}

function errorIn(value: unknown): Error | undefined {
  const candidate = typeof value === 'object' && value !== null && 'err' in value ? value.err : value;
  return candidate instanceof Error ? candidate : undefined;
}

function nameOfError(value: unknown): unknown {
  return value instanceof Error ? value.name : value;
}

/**
 * A logger to standard error.
 *
 * @param level - `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.
 */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        logMethod(args, method) {
          Reflect.apply(method, this, withoutMessages(args));
        },
      },
      serializers: { err: summariseError, error: summariseError, cause: summariseError },
      redact: { paths: ['*.authorization', '*.token', '*.cookie', 'token', 'authorization'], censor: '[redacted]' },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
