/**
 * MySQL and MariaDB: greeting, TLS where it is sealed, one proof of the password and a ping, whose answer has no rows: a
 * server can ask for no file in its place. The server may switch the way of proving once, as servers do; never to one
 * that sends the password where others could read it.
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
import {
  clientHead,
  errorNumber,
  type Greeting,
  loginPacket,
  mark,
  Packets,
  parseGreeting,
  parseSwitch,
} from './mysql-packets.ts';

const COM_QUIT = 0x01;
const COM_PING = 0x0e;

const NATIVE = 'mysql_native_password';
const CACHING = 'caching_sha2_password';
const CLEAR: readonly string[] = ['mysql_clear_password', 'sha256_password'];

/** What `caching_sha2_password` says after the first proof. */
const caching = { isKnown: 3, sendPassword: 4 } as const;

const errors: ErrorTable = new Map([
  ['1045', ['the server refused user and password.', 'rejected']],
  ['1044', ['the server refused this user the database.', 'rejected']],
  ['1040', ['the server has too many connections.']],
  ['1049', ['there is no such database.']],
  ['1129', ['the server blocks this address after many failures.']],
  ['1130', ['the server takes no connections from here.']],
  ['1698', ['this user does not log in by a password.']],
  ['1820', ['the password has expired and has to be changed.']],
  ['1862', ['the password has expired and has to be changed.']],
  ['3118', ['the account is locked.']],
]);

function digest(algorithm: string, ...parts: Uint8Array[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, at) => byte ^ other[at]!));
}

const proofs: Readonly<Record<string, (password: Buffer, nonce: Buffer) => Buffer>> = {
  [NATIVE](password, nonce) {
    const once = digest('sha1', password);
    return xor(once, digest('sha1', nonce, digest('sha1', once)));
  },
  [CACHING](password, nonce) {
    const once = digest('sha256', password);
    return xor(once, digest('sha256', digest('sha256', once), nonce));
  },
};

class MysqlLogin implements LoginSession {
  readonly #attempt: LoginAttempt;
  readonly #packets: Packets;
  #greeting: Greeting | undefined;
  #plugin = '';
  #hasSwitched = false;
  #hasSentPassword = false;

  constructor(attempt: LoginAttempt) {
    this.#attempt = attempt;
    this.#packets = new Packets(attempt.wire);
  }

  async secure(): Promise<void> {
    const { wire, mode, database } = this.#attempt;
    const payload = await this.#packets.read();
    // Said in the clear, before anything was asked: whatever its number, it proves nothing about the password.
    if (payload[0] === mark.error) throw new LoginStopped('The server answered with an error instead of a greeting.');
    this.#greeting = parseGreeting(payload);
    if (mode === 'disable') return;
    if (!this.#greeting.offersTls) throw new LoginStopped('The server offers no TLS; nothing was sent to it.');
    this.#packets.write(clientHead(true, database));
    await wire.secure();
  }

  async logIn(): Promise<string> {
    const { wire, username = '', database } = this.#attempt;
    const { plugin, nonce } = this.#greeting!;
    // A server whose default is none of these switches to what the user has.
    this.#plugin = Object.hasOwn(proofs, plugin) ? plugin : NATIVE;
    const proof = this.#proof(nonce);
    this.#packets.write(loginPacket(wire.isSecure, { username, database, plugin: this.#plugin, proof }));
    while (!(await this.#goOn(await this.#packets.read())));
    const way = this.#hasSentPassword ? 'the password itself' : this.#plugin;
    return `The server took the password, proved by ${way}.`;
  }

  async ask(): Promise<string> {
    this.#packets.command(COM_PING);
    // Numbers go on: the answer to packet 0 is 1.
    const [answer] = await this.#packets.read();
    if (answer !== mark.ok) throw unexpected();
    this.#packets.end(COM_QUIT);
    return 'A ping was answered.';
  }

  /** @returns whether the server is content */
  async #goOn(payload: Buffer): Promise<boolean> {
    switch (payload[0]) {
      case mark.ok:
        return true;
      case mark.error:
        throw stoppedBy(errors, errorNumber(payload));
      case mark.switchTo:
        this.#switch(payload);
        return false;
      case mark.more:
        this.#goOnCaching(payload);
        return false;
      default:
        throw unexpected();
    }
  }

  #proof(nonce: Buffer): Buffer {
    return proofs[this.#plugin]!(this.#attempt.password.reveal(), nonce);
  }

  #switch(payload: Buffer): void {
    if (this.#hasSwitched || this.#hasSentPassword) throw unexpected();
    this.#hasSwitched = true;
    const { plugin, nonce } = parseSwitch(payload);
    this.#plugin = plugin;
    if (CLEAR.includes(plugin)) this.#sendPassword();
    else if (Object.hasOwn(proofs, plugin)) this.#packets.write(this.#proof(nonce));
    else throw new LoginStopped('The server wants a way of logging in that Keyward does not speak.');
  }

  #goOnCaching(payload: Buffer): void {
    if (this.#plugin !== CACHING || payload.length !== 2 || this.#hasSentPassword) throw unexpected();
    if (payload[1] === caching.isKnown) return;
    if (payload[1] !== caching.sendPassword) throw unexpected();
    this.#sendPassword();
  }

  /** Over TLS only: without it servers want it under a key of theirs, which anybody on the way could exchange. */
  #sendPassword(): void {
    assertMaySendPassword({ ...this.#attempt, mayBeClear: false });
    this.#hasSentPassword = true;
    this.#packets.write(Buffer.concat([this.#attempt.password.reveal(), Buffer.from([0])]));
  }
}

export const mysql: LoginCheck = {
  schemes: ['mysql', 'mariadb'],
  start: (attempt) => new MysqlLogin(attempt),
};
