/** A Keyward that knows names below `test` and an authority of the tests' own, to verify what is connected to. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VerificationStep } from '../../src/domain/credential.ts';
import { type Authority, createAuthority, type Leaf } from './authority.ts';
import { newCanary } from './canary.ts';
import { type Answer, Keyward } from './keyward.ts';

export interface Tried {
  readonly key: string;
  readonly verdict: string;
  readonly account: string | undefined;
  readonly steps: readonly VerificationStep[];
  readonly last: VerificationStep;
}

export class Connecting {
  /** The password of all users. */
  readonly canary = newCanary();
  readonly keyward: Keyward;
  readonly authority: Authority;
  /** Of `db.test`. */
  readonly leaf: Leaf;
  readonly #folder: string;
  #count = 0;

  private constructor(keyward: Keyward, authority: Authority, leaf: Leaf, folder: string) {
    this.keyward = keyward;
    this.authority = authority;
    this.leaf = leaf;
    this.#folder = folder;
  }

  static async start(): Promise<Connecting> {
    const folder = await mkdtemp(join(tmpdir(), 'keyward-connecting-'));
    const authority = await createAuthority();
    await writeFile(join(folder, 'ca.pem'), authority.pem);
    const preload = new URL('./names-on-loopback.ts', import.meta.url).href;
    const keyward = await Keyward.start({
      flags: ['--upstream-ca', join(folder, 'ca.pem')],
      env: { NODE_OPTIONS: `--import ${preload}` },
    });
    return new Connecting(keyward, authority, await authority.issue(['db.test']), folder);
  }

  /** Stores a credential for `db.test` with the canary as its password, and verifies it through the API. */
  async verify(type: 'Database' | 'Smtp', fields: Readonly<Record<string, string>>, more: object = {}): Promise<Tried> {
    const key = `try-${++this.#count}`;
    const body = { type, fields: { host: 'db.test', password: this.canary, ...fields }, ...more };
    const made = await this.keyward.api('PUT', `credentials/${key}?verify=skip`, { body });
    assert.equal(made.json.status, 'valid', made.text);
    const { status, json, text } = await this.again(key);
    assert.equal(status, 200, text);
    const { verification } = (await this.keyward.api('GET', `credentials/${key}`)).json;
    assert.deepEqual(verification, json.verification, 'what was stored is not what was answered');
    const { verdict, account, steps } = verification;
    return { key, verdict, account, steps, last: steps.at(-1) };
  }

  /** Verifies what is stored; waits where an organisation may try no more for the moment. */
  async again(key: string): Promise<Answer> {
    for (;;) {
      const answer = await this.keyward.api('POST', `credentials/${key}/verify`);
      if (answer.json.code !== 'request/rate-limited') return answer;
      await sleep(500);
    }
  }

  async close(): Promise<void> {
    await this.keyward.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
