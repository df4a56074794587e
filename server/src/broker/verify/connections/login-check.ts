/**
 * What one protocol does to try a login, and how it ends. A check is handed a connection, never a name: it can go nowhere
 * else, whatever the server says. It reads what it knows, and everything unknown ends it.
 */
import type { Secret } from '../../../domain/secret.ts';
import type { Wire } from './wire.ts';

/** One login to be tried. */
export interface LoginAttempt {
  /** Connected; nothing has been sent. */
  readonly wire: Wire;
  /** Whether and how TLS begins, as it is sealed with the password. */
  readonly mode: 'verify-full' | 'tls' | 'starttls' | 'disable';
  readonly username: string | undefined;
  readonly database: string | undefined;
  /** UTF-8 without a NUL. */
  readonly password: Secret<Buffer>;
  /** Whether the password itself may be sent without TLS: to loopback, or where the sealed policy permits plain HTTP. */
  readonly mayBeClear: boolean;
}

/** The stages of one login, called in this order; each ends the attempt by a `LoginStopped`. */
export interface LoginSession {
  /** Goes on until the connection is as safe as the mode says; sends nothing of the user's. */
  secure(): Promise<void>;
  /** @returns how the password was proved, for people */
  logIn(): Promise<string>;
  /** The least that a logged-in user can ask, and the farewell. @returns what was asked */
  ask(): Promise<string>;
}

/** Everything that Keyward knows about one protocol. */
export interface LoginCheck {
  /** Of the sealed origins. */
  readonly schemes: readonly string[];
  start(attempt: LoginAttempt): LoginSession;
}

/** Why a login came to an end before it was accepted. Its message is Keyward's own and holds nothing of the server's. */
export class LoginStopped extends Error {
  readonly verdict: 'rejected' | 'unverified';

  constructor(note: string, verdict: 'rejected' | 'unverified' = 'unverified') {
    super(note);
    this.verdict = verdict;
  }
}

/** What the codes of a server's errors prove; those not listed prove nothing. */
export type ErrorTable = ReadonlyMap<string, readonly [note: string, verdict?: 'rejected']>;

/** The end that an error of the server makes: told by its code, where that is known, and never by its text. */
export function stoppedBy(table: ErrorTable, code: string): LoginStopped {
  const known = table.get(code);
  if (!known) return new LoginStopped('The server answered with an error that says nothing about the password.');
  return new LoginStopped(`${code}: ${known[0]}`, known[1]);
}

/** The answer to a server that breaks its protocol, or speaks another one. */
export function unexpected(): LoginStopped {
  return new LoginStopped('The server answered with something that its protocol does not have there.');
}

/** @throws LoginStopped where the password itself would leave in the clear for others to read */
export function assertMaySendPassword({ wire, mayBeClear }: LoginAttempt): void {
  if (wire.isSecure || mayBeClear) return;
  throw new LoginStopped('The server wants the password itself, and there is no TLS: nothing of it was sent.');
}
