/**
 * PostgreSQL: TLS where it is sealed, then the start-up, one proof of the password and `SELECT 1`. Nothing that a server may
 * announce (other hosts, parameters, notices, files) has a meaning here.
 *
 *     type (1 byte) | length (4, itself included) | body
 *
 * @see PostgreSQL documentation, chapter "Frontend/Backend Protocol"
 */
import { createHash } from 'node:crypto';
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
import { Scram } from './scram.ts';

const PROTOCOL_3_0 = 196_608;
const TLS_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const MECHANISM = 'SCRAM-SHA-256';
const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);
const LENGTH_BYTES = 4;

const errors: ErrorTable = new Map([
  ['28P01', ['the server refused the password.', 'rejected']],
  ['28000', ['the server refused this user.', 'rejected']],
  ['3D000', ['there is no such database.']],
  ['42501', ['the user may not connect to this database.']],
  ['53300', ['the server has too many connections.']],
  ['57P03', ['the server is starting or stopping.']],
]);

/** What the server wants of AuthenticationRequest. */
const auth = { ok: 0, clear: 3, md5: 5, sasl: 10, saslContinue: 11, saslFinal: 12 } as const;

interface Message {
  readonly type: string;
  readonly body: Buffer;
}

function message(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const head = Buffer.alloc(type.length + LENGTH_BYTES);
  head.write(type, 'latin1');
  head.writeUInt32BE(LENGTH_BYTES + body.length, type.length);
  return Buffer.concat([head, body]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function md5(...parts: (Buffer | string)[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The SQLSTATE: the field `C` of an ErrorResponse. */
function errorIn(body: Buffer): LoginStopped {
  const code = body
    .toString('latin1')
    .split('\0')
    .find((field) => field.startsWith('C'));
  return stoppedBy(errors, code?.slice(1) ?? '');
}

class PostgresLogin implements LoginSession {
  readonly #attempt: LoginAttempt;
  /** How the password is being proved; once, in one way. */
  #way: string | undefined;
  #scram: Scram | undefined;
  #isProved = false;

  constructor(attempt: LoginAttempt) {
    this.#attempt = attempt;
  }

  async secure(): Promise<void> {
    const { wire, mode } = this.#attempt;
    if (mode === 'disable') return;
    wire.write(TLS_REQUEST);
    const [answer] = await wire.read(1);
    // Whatever else it says, it says in the clear: an error of before TLS proves nothing about the password.
    if (answer !== 'S'.charCodeAt(0)) throw new LoginStopped('The server offers no TLS; nothing was sent to it.');
    await wire.secure();
  }

  async logIn(): Promise<string> {
    const { wire, username = '', database } = this.#attempt;
    const names = [
      'user',
      username,
      ...(database === undefined ? [] : ['database', database]),
      'client_encoding',
      'UTF8',
    ];
    wire.write(message('', uint32(PROTOCOL_3_0), `${names.join('\0')}\0\0`));
    for (;;) {
      const { type, body } = await this.#read();
      if (type === 'R' && (await this.#prove(body))) break;
    }
    while ((await this.#read()).type !== 'Z');
    return `The server took the password, proved by ${this.#way}.`;
  }

  async ask(): Promise<string> {
    const { wire } = this.#attempt;
    wire.write(message('Q', 'SELECT 1\0'));
    const types = new Set<string>();
    while (!types.has('Z')) types.add((await this.#read()).type);
    if (!types.has('D') || !types.has('C')) throw unexpected();
    wire.end(TERMINATE);
    return 'SELECT 1 was answered.';
  }

  async #read(): Promise<Message> {
    const { wire } = this.#attempt;
    const head = await wire.read(1 + LENGTH_BYTES);
    const length = head.readUInt32BE(1);
    if (length < LENGTH_BYTES) throw unexpected();
    const body = await wire.read(length - LENGTH_BYTES);
    const type = String.fromCharCode(head[0]!);
    if (type === 'E') throw errorIn(body);
    // Row and command of `SELECT 1`, parameters, cancel key, notices, authentication, ready: all else has no place here.
    if (!'RSKNZTDCv'.includes(type)) throw unexpected();
    return { type, body };
  }

  /** Answers one request for a proof. @returns whether the server is content */
  async #prove(body: Buffer): Promise<boolean> {
    if (body.length < 4) throw unexpected();
    const wanted = body.readUInt32BE(0);
    const rest = body.subarray(4);
    switch (wanted) {
      case auth.ok:
        this.#assertProved();
        return true;
      case auth.clear:
        this.#begin('the password itself');
        assertMaySendPassword(this.#attempt);
        this.#sendProof(this.#attempt.password.reveal());
        return false;
      case auth.md5:
        this.#begin('MD5');
        this.#sendProof(this.#md5Proof(rest));
        return false;
      case auth.sasl:
        return this.#beginScram(rest);
      case auth.saslContinue:
        if (!this.#scram) throw unexpected();
        this.#send(await this.#scram.answer(rest.toString('utf8')));
        return false;
      case auth.saslFinal:
        if (!this.#scram) throw unexpected();
        this.#scram.assertServer(rest.toString('utf8'));
        this.#isProved = true;
        return false;
      default:
        throw new LoginStopped('The server wants a way of logging in that Keyward does not speak.');
    }
  }

  #begin(way: string): void {
    if (this.#way !== undefined) throw unexpected();
    this.#way = way;
  }

  #assertProved(): void {
    if (this.#way === undefined) throw new LoginStopped('The server lets this user in without asking for a password.');
    if (!this.#isProved) throw unexpected();
  }

  #send(proof: string | Buffer): void {
    this.#attempt.wire.write(message('p', proof));
  }

  #sendProof(proof: string | Buffer): void {
    this.#attempt.wire.write(message('p', proof, '\0'));
    this.#isProved = true;
  }

  #md5Proof(salt: Buffer): string {
    const { username = '', password } = this.#attempt;
    return `md5${md5(md5(password.reveal(), username), salt)}`;
  }

  #beginScram(mechanisms: Buffer): false {
    this.#begin(MECHANISM);
    if (!mechanisms.toString('latin1').split('\0').includes(MECHANISM)) {
      throw new LoginStopped('The server wants a way of logging in that Keyward does not speak.');
    }
    this.#scram = new Scram(this.#attempt.password);
    const first = this.#scram.first();
    this.#attempt.wire.write(message('p', `${MECHANISM}\0`, uint32(first.length), first));
    return false;
  }
}

export const postgres: LoginCheck = {
  schemes: ['postgres'],
  start: (attempt) => new PostgresLogin(attempt),
};
