/**
 * The other side of the comparison: a real Keyward whose way out leads to the recorder, and one credential a provider,
 * made of the same raw values that the vendor's SDK is given.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startConnectProxy } from '../kit/connect-proxy.ts';
import { Keyward } from '../kit/keyward.ts';
import { strip } from './caller-request.ts';
import type { EvidenceCase } from './evidence-case.ts';
import { credentialOf, secretsOf } from './interim-credential.ts';
import type { RecordedRequest, Recorder } from './recorder.ts';
import { type Secrets, secretPlaces } from './secret-places.ts';

const NAMES = new URL('./every-name-on-loopback.ts', import.meta.url).href;

/** Between this process and the next; nothing on the machine trusts it. */
export interface KeywardSide {
  readonly keyward: Keyward;
  /** Stores the credential of a case. */
  store(one: EvidenceCase, fields: Secrets): Promise<StoredCase>;
  close(): Promise<void>;
}

export interface StoredCase {
  readonly baseUrl: string;
  readonly secrets: Secrets;
  /** What Keyward sends to verify it, as far as it carries a secret; undefined where nothing does. */
  verification(): Promise<RecordedRequest | undefined>;
  /** What it makes of the SDK's request without the secrets. */
  call(request: RecordedRequest): Promise<RecordedRequest | undefined>;
}

/** @param folder - For the certificate of the recorder's authority. */
export async function startKeywardSide(recorder: Recorder, folder: string): Promise<KeywardSide> {
  const ca = join(folder, 'authority.pem');
  await writeFile(ca, recorder.authority);
  // Its own connections go where all of this process go: to the recorder.
  const proxy = await startConnectProxy();
  const flags = ['--egress-proxy', proxy.url, '--upstream-ca', ca];
  const keyward = await Keyward.start({ flags, env: { NODE_OPTIONS: `--import ${NAMES}` } });
  const token = await keyward.tokenFor('*');
  return {
    keyward,
    async store(one, fields) {
      const key = one.provider;
      const body = await credentialOf(one, fields);
      const stored = await keyward.api('PUT', `credentials/${key}`, { body });
      assert.deepEqual([stored.status, stored.json.status], [201, 'valid'], stored.text);
      const secrets = await secretsOf(one, fields);
      const carriesSecret = (request: RecordedRequest) => secretPlaces(request, secrets).length > 0;
      return {
        baseUrl: stored.json.baseUrl,
        secrets,
        async verification() {
          const sent = await recorder.during(() => verifyInTurn(keyward, key), one.answer);
          return sent.find(carriesSecret);
        },
        async call(request) {
          const { method, path, headers, body: content } = strip(request, stored.json.baseUrl, secrets);
          const options = { method, headers: { ...headers, 'keyward-token': token }, body: content };
          const sent = await recorder.during(() => keyward.raw(keyward.brokerUrl, `/proxy/${key}${path}`, options));
          return sent.find(carriesSecret);
        },
      };
    },
    async close() {
      await keyward.close();
      await proxy.close();
    },
  };
}

/** Verification is rate limited, and there are more vendors than it takes at once. */
async function verifyInTurn(keyward: Keyward, key: string): Promise<void> {
  for (;;) {
    const { status, headers } = await keyward.api('POST', `credentials/${key}/verify`);
    if (status !== 429) return;
    await setTimeout(1_000 * Number(headers.get('retry-after')));
  }
}
