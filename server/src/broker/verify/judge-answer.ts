/**
 * The verdict on one answer: pure, over the status and the scrubbed document alone. Accepted is what the rule says and
 * nothing else; rejected is 401, 403 and what the rule says; all else proves nothing. Says which clause decided, by JSON
 * pointers, and quotes nothing of the answer.
 */
import type { Verdict } from '../../domain/credential.ts';
import type { AnswerClause, VerificationRule } from '../../domain/verification-rule.ts';
import type { ScrubbedDocument } from './scrubbed-document.ts';

/** Why there is no document to look into. */
export type NoDocument = 'unread' | 'empty' | 'page' | 'not-json' | 'too-long' | 'cut' | 'encoded' | 'unsearchable';

/** An answer as a rule may see it. */
export interface SeenAnswer {
  readonly status: number;
  readonly body: ScrubbedDocument | NoDocument;
  /** Whether a web page came, or what is in front of the API asks for a browser. */
  readonly isPage: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** For people: the clause that decided, and what to do where nothing is proved. */
  readonly note: string;
}

/** What of a clause does not hold; undefined where all of it does. */
type Failure = string | undefined;

const advice: Record<NoDocument, string> = {
  unread: 'Its body was not read.',
  empty: 'Its body is empty.',
  page: 'A web page came in the place of the API’s answer: a login, a portal or a firewall. Check the base URL.',
  'not-json': 'Its body is not JSON. Check the base URL.',
  'too-long': 'Its body is longer than what is read to verify.',
  cut: 'Its body broke off.',
  encoded: 'Its body is encoded in a way that is not read.',
  unsearchable:
    'Its body is not read: a secret of under 8 bytes, or one whose policy turns scrubbing off, is not searched for in it.',
};

/** Whether a rule has to see the body, of any answer that it may decide upon. */
export function readsBody({ accept, reject, account = [] }: VerificationRule): boolean {
  return account.length > 0 || [accept, reject].some((clause) => clause !== undefined && hasPointers(clause));
}

function hasPointers({ present = [], equals = {} }: AnswerClause): boolean {
  return present.length > 0 || Object.keys(equals).length > 0;
}

/** The verdict of a rule. */
export function judgeAnswer({ accept = {}, reject }: VerificationRule, answer: SeenAnswer): Judgement {
  const { status, isPage } = answer;
  if (reject && failureOf({ status: [status], ...reject }, answer) === undefined) {
    return { verdict: 'rejected', note: 'The answer is the one by which this API refuses a secret.' };
  }
  if (status === 401) return { verdict: 'rejected', note: refusal(status) };
  // An API may answer 403 to a good secret with few rights, where its provider says so by name.
  const isNamed = accept.status?.includes(status) ?? false;
  if (status === 403 && !isNamed) return { verdict: 'rejected', note: refusal(status) };
  const failure = failureOf(accept, answer);
  if (failure !== undefined) return { verdict: 'unverified', note: `${failure} ${adviceFor(answer)}`.trim() };
  // A rule that looks at the status alone would take every login page for a success.
  if (isPage) return { verdict: 'unverified', note: advice.page };
  return { verdict: 'accepted', note: `The answer is the one of a good secret: ${clausesOf(accept, status)}.` };
}

/** In the place of a status. */
export const NO_HANDSHAKE = 0;

/**
 * The verdict of a path that answers 2xx with the right secret alone: of two answers only a difference proves anything.
 *
 * @param without - The status without the secret.
 */
export function judgeDifference(without: number, answer: SeenAnswer): Judgement {
  const { status } = answer;
  const isSuccess = (code: number) => code >= 200 && code < 300;
  if (status === 401 || status === 403) return { verdict: 'rejected', note: refusal(status) };
  if (!isSuccess(status)) {
    return { verdict: 'unverified', note: `Only a 2xx accepts, only 401 or 403 rejects. ${adviceFor(answer)}`.trim() };
  }
  if (isSuccess(without)) {
    const note = 'The path answers without the secret too, which proves nothing: choose one that demands it.';
    return { verdict: 'unverified', note };
  }
  return { verdict: 'accepted', note: 'Succeeds with the secret and fails without it.' };
}

function refusal(status: number): string {
  return `The API refused the secret: ${status}. Some APIs answer so to a wrong path, too.`;
}

function clausesOf({ present = [], equals = {} }: AnswerClause, status: number): string {
  const places = [...present.map((pointer) => `${pointer} is there`), ...Object.keys(equals).map(sameAt)];
  return [`status ${status}`, ...places].join(', ');
}

function sameAt(pointer: string): string {
  return `${pointer} has its value`;
}

function failureOf(clause: AnswerClause, { status, body }: SeenAnswer): Failure {
  if (!isStatus(clause, status)) return `${status} is not a status that accepts.`;
  if (!hasPointers(clause)) return undefined;
  if (typeof body === 'string') return 'The rule reads the body of the answer, and could not.';
  const { present = [], equals = {} } = clause;
  const missing = present.find((pointer) => !isPresent(body, pointer));
  if (missing !== undefined) return `Nothing stands at ${missing} of the answer.`;
  const other = Object.entries(equals).find(([pointer, value]) => !isSame(body, pointer, value));
  return other && `At ${other[0]} of the answer stands something else.`;
}

function isStatus({ status }: AnswerClause, given: number): boolean {
  return status ? status.includes(given) : given >= 200 && given < 300;
}

function isPresent(body: ScrubbedDocument, pointer: string): boolean {
  const found = body.at(pointer);
  return found.kind === 'hidden' || (found.kind === 'value' && found.value !== null);
}

function isSame(body: ScrubbedDocument, pointer: string, value: unknown): boolean {
  const found = body.at(pointer);
  return found.kind === 'value' && found.value === value;
}

function adviceFor({ status, body, isPage }: SeenAnswer): string {
  if (status >= 300 && status < 400) return 'It leads elsewhere, and is not followed: check the base URL.';
  if (status === 404 || status === 410)
    return 'Nothing is there: check the base URL, the version in its path and the test path.';
  if (status === 407) return 'A proxy on the way wants a login of its own.';
  if (status === 429) return 'The API asks for fewer requests: try again later.';
  if (status >= 500) return 'The API has a problem of its own: try again later.';
  if (isPage) return advice.page;
  return typeof body === 'string' && body !== 'unread' ? advice[body] : '';
}
