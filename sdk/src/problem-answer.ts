/** Rebuilds errors from problem answers. An answer may come from anything on the way, so nothing of its shape is believed. */
import { retryableCodes } from './generated/operations.ts';
import { KeywardError, type RefusedItem, type TriedInVain, type Usage, type Violation } from './keyward-error.ts';

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function violationsOf(value: unknown): Violation[] {
  return listOf(value)
    .map(membersOf)
    .map(({ path, message }) => ({ path: String(path), message: String(message) }));
}

function messageOf(line: string, errors: readonly Violation[]): string {
  return [line, ...errors.map(({ path, message }) => `${path} ${message}`)].join('\n');
}

function itemsOf(value: unknown): RefusedItem[] {
  return listOf(value)
    .map(membersOf)
    .map(({ index, problem }) => {
      const members = membersOf(problem);
      const line = textOf(members.detail) ?? textOf(members.title) ?? 'Refused';
      const message = messageOf(line, violationsOf(members.errors));
      return { index: Number(index), code: codeOf(problem) ?? 'client/unexpected-answer', message };
    });
}

function triedInVainOf(value: unknown): TriedInVain | undefined {
  const { verdict, steps } = membersOf(value);
  if (typeof verdict !== 'string') return undefined;
  const shown = listOf(steps).map(membersOf);
  return {
    verdict,
    steps: shown.map(({ step, outcome, note }) => ({
      step: String(step),
      outcome: String(outcome),
      note: String(note),
    })),
  };
}

function usageOf({ kind, id, name, active, link, step, component, solutionId }: Members): Usage {
  const optional = Object.entries({ link, step, component, solutionId });
  return {
    ...{ kind: String(kind), id: String(id), name: String(name), active: active === true },
    ...Object.fromEntries(optional.filter(([, value]) => typeof value === 'string')),
  };
}

/** The code of a problem's body; undefined for any other body. */
export function codeOf(body: unknown): string | undefined {
  return textOf(membersOf(body).code);
}

/**
 * The error of an answer that is not a success.
 *
 * @param body - Its JSON, if it was JSON.
 * @returns KeywardError with the problem's code; `client/unexpected-answer` where the body is no problem
 * @see RFC 9457
 */
export function errorOf(status: number, body: unknown): KeywardError {
  const members = membersOf(body);
  const [title, detail, requestId] = [textOf(members.title), textOf(members.detail), textOf(members.requestId)];
  const errors = violationsOf(members.errors);
  const verification = triedInVainOf(members.verification);
  const code = codeOf(body) ?? 'client/unexpected-answer';
  return new KeywardError(code, messageOf(detail ?? title ?? `Answered ${status}`, errors), {
    status,
    ...(title !== undefined && { title }),
    ...(detail !== undefined && { detail }),
    ...(requestId !== undefined && { requestId }),
    errors,
    items: itemsOf(members.items),
    ...(verification && { verification }),
    usages: listOf(members.usages).map(membersOf).map(usageOf),
    hidden: Number.isSafeInteger(members.hidden) ? Number(members.hidden) : 0,
    roles: listOf(members.roles).map(String),
    retryable: retryableCodes.includes(code),
  });
}
