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

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n');
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
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
      serializers: { err: summariseError, error: summariseError, cause: summariseError },
      redact: { paths: ['*.authorization', '*.token', '*.cookie', 'token', 'authorization'], censor: '[redacted]' },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
