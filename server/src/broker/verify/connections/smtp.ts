/**
 * SMTP: TLS from the start or by STARTTLS as it is sealed, one AUTH and a NOOP; no mail is sent. What a server says before
 * STARTTLS is forgotten with it.
 *
 * @see RFC 5321; RFC 3207 (STARTTLS); RFC 4954 (AUTH)
 */
import { createHmac } from 'node:crypto';
import {
  assertMaySendPassword,
  type ErrorTable,
  type LoginAttempt,
  type LoginCheck,
  type LoginSession,
  LoginStopped,
  stoppedBy,
  unexpected,
} from './login-check.ts';

/** RFC 5321, section 4.1.3: an address, for a client that has no name; the real one is nobody's business. */
const OWN_NAME = '[127.0.0.1]';
const MOST_LINES = 100;
/** RFC 4954, section 4: a longer initial response goes into a line of its own. */
const LONGEST_COMMAND = 510;

const errors: ErrorTable = new Map([
  ['535', ['the server refused user and password.', 'rejected']],
  ['421', ['the server is closing the connection.']],
  ['432', ['the password has to be changed.']],
  ['454', ['the server cannot check passwords at the moment.']],
  ['530', ['the server wants more than AUTH has.']],
  ['534', ['the server wants a stronger way of logging in, or a password made for applications.']],
  ['538', ['the server wants TLS for this way of logging in.']],
]);

interface Reply {
  readonly code: string;
  /** Texts of its lines. */
  readonly lines: readonly string[];
}

function base64(...parts: (Buffer | string)[]): string {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string))).toString('base64');
}

class SmtpLogin implements LoginSession {
  readonly #attempt: LoginAttempt;
  /** What EHLO listed last, in capitals. */
  #extensions: readonly string[] = [];

  constructor(attempt: LoginAttempt) {
    this.#attempt = attempt;
  }

  async secure(): Promise<void> {
    const { wire, mode } = this.#attempt;
    if (mode !== 'starttls' && mode !== 'disable') await wire.secure();
    await this.#expect('220');
    await this.#greet();
    if (mode !== 'starttls') return;
    if (!this.#extensions.includes('STARTTLS')) {
      throw new LoginStopped('The server offers no STARTTLS; nothing was sent to it.');
    }
    this.#send('STARTTLS');
    await this.#expect('220');
    await wire.secure();
    await this.#greet();
  }

  async logIn(): Promise<string> {
    const mechanism = this.#choose();
    if (mechanism === 'PLAIN') await this.#plain();
    else if (mechanism === 'LOGIN') await this.#login();
    else await this.#cramMd5();
    const { code } = await this.#reply();
    if (code !== '235') throw stoppedBy(errors, code);
    return `The server took the password, proved by ${mechanism}.`;
  }

  async ask(): Promise<string> {
    this.#send('NOOP');
    await this.#expect('250');
    this.#attempt.wire.end('QUIT\r\n');
    return 'NOOP was answered.';
  }

  /** The password itself where it may be sent; else what proves it. */
  #choose(): 'PLAIN' | 'LOGIN' | 'CRAM-MD5' {
    const [, ...offered] = this.#extensions.find((line) => line.startsWith('AUTH '))?.split(/ +/) ?? [];
    const { wire, mayBeClear } = this.#attempt;
    const isClear = wire.isSecure || mayBeClear;
    const known = (['PLAIN', 'LOGIN', 'CRAM-MD5'] as const).filter((mechanism) => offered.includes(mechanism));
    const chosen = known.find((mechanism) => isClear || mechanism === 'CRAM-MD5');
    if (chosen) return chosen;
    if (known.length > 0) assertMaySendPassword(this.#attempt);
    throw new LoginStopped('The server offers no way of logging in that Keyward speaks.');
  }

  async #plain(): Promise<void> {
    const { username = '', password } = this.#attempt;
    const response = base64(`\0${username}\0`, password.reveal());
    const command = `AUTH PLAIN ${response}`;
    if (command.length <= LONGEST_COMMAND) return this.#send(command);
    this.#send('AUTH PLAIN');
    await this.#challenge();
    this.#send(response);
  }

  async #login(): Promise<void> {
    const { username = '', password } = this.#attempt;
    this.#send('AUTH LOGIN');
    await this.#challenge();
    this.#send(base64(username));
    await this.#challenge();
    this.#send(base64(password.reveal()));
  }

  async #cramMd5(): Promise<void> {
    const { username = '', password } = this.#attempt;
    this.#send('AUTH CRAM-MD5');
    const challenge = Buffer.from(await this.#challenge(), 'base64');
    this.#send(base64(`${username} ${createHmac('md5', password.reveal()).update(challenge).digest('hex')}`));
  }

  async #challenge(): Promise<string> {
    const { code, lines } = await this.#reply();
    if (code !== '334') throw stoppedBy(errors, code);
    return lines[0]!;
  }

  async #greet(): Promise<void> {
    this.#send(`EHLO ${OWN_NAME}`);
    const [, ...extensions] = await this.#expect('250');
    this.#extensions = extensions.map((line) => line.trim().toUpperCase());
  }

  #send(line: string): void {
    this.#attempt.wire.write(`${line}\r\n`);
  }

  async #expect(code: string): Promise<readonly string[]> {
    const reply = await this.#reply();
    // Only what follows AUTH speaks of the password.
    if (reply.code !== code) throw unexpected();
    return reply.lines;
  }

  async #reply(): Promise<Reply> {
    const lines: string[] = [];
    while (lines.length < MOST_LINES) {
      const [, code, dash, text = ''] = /^([2-5]\d\d)(?:([ -])(.*))?$/.exec(await this.#attempt.wire.readLine()) ?? [];
      if (code === undefined) throw unexpected();
      lines.push(text);
      if (dash !== '-') return { code, lines };
    }
    throw unexpected();
  }
}

export const smtp: LoginCheck = {
  schemes: ['smtp'],
  start: (attempt) => new SmtpLogin(attempt),
};
