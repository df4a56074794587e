/**
 * Redis, and what speaks as it does: AUTH and a PING. Redis has no proof of a password but the password itself, and a user
 * without one is let in with any: so the server is asked first whether it lets in without.
 *
 * @see Redis serialization protocol (RESP 2), `AUTH`
 */
import {
  assertMaySendPassword,
  type LoginAttempt,
  type LoginCheck,
  type LoginSession,
  LoginStopped,
  unexpected,
} from './login-check.ts';

/** The words of Redis 6 and later, and of those before. */
const REFUSED = /^-(?:WRONGPASS |ERR invalid password)/;
const NOT_LOGGED_IN = /^-NOAUTH /;

function command(...words: (Buffer | string)[]): Buffer {
  const parts = words.map((word) => {
    const bytes = Buffer.from(word as string);
    return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);
  });
  return Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...parts]);
}

class RedisLogin implements LoginSession {
  readonly #attempt: LoginAttempt;

  constructor(attempt: LoginAttempt) {
    this.#attempt = attempt;
  }

  async secure(): Promise<void> {
    if (this.#attempt.mode !== 'disable') await this.#attempt.wire.secure();
  }

  async logIn(): Promise<string> {
    const { wire, username, password } = this.#attempt;
    assertMaySendPassword(this.#attempt);
    const before = await this.#answerTo('PING');
    if (before === '+PONG') throw new LoginStopped('The server lets in without a password.');
    if (!NOT_LOGGED_IN.test(before)) throw unexpected();
    wire.write(command('AUTH', ...(username === undefined ? [] : [username]), password.reveal()));
    const answer = await wire.readLine();
    if (REFUSED.test(answer)) throw new LoginStopped('The server refused user and password.', 'rejected');
    if (answer !== '+OK')
      throw new LoginStopped('The server answered with an error that says nothing about the password.');
    return 'The server took the password, proved by the password itself.';
  }

  async ask(): Promise<string> {
    if ((await this.#answerTo('PING')) !== '+PONG') throw unexpected();
    this.#attempt.wire.end(command('QUIT'));
    return 'A ping was answered.';
  }

  #answerTo(word: string): Promise<string> {
    this.#attempt.wire.write(command(word));
    return this.#attempt.wire.readLine();
  }
}

export const redis: LoginCheck = {
  schemes: ['redis'],
  start: (attempt) => new RedisLogin(attempt),
};
