/**
 * The other side of the comparison: a real Keyward whose way out leads to the recorder, and one credential a provider,
 * made of the same raw values that the vendor's SDK is given.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtInFolder } from '../../src/catalogue/built-in-folder.ts';
import { methodOf, type ProviderMethod } from '../../src/catalogue/provider.ts';
import { readProviderFolder } from '../../src/catalogue/read-provider-folder.ts';
import { parseTemplate, renderTemplate } from '../../src/domain/template.ts';
import { startConnectProxy } from '../kit/connect-proxy.ts';
import { Keyward } from '../kit/keyward.ts';
import { type CallerRequest, strip } from './caller-request.ts';
import type { EvidenceCase } from './evidence-case.ts';
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
  readonly secrets: Secrets;
  /** What Keyward sends for the request that its provider verifies by; undefined where it carries no secret. */
  verification(): Promise<RecordedRequest | undefined>;
  /** What it makes of the SDK's request without the secrets. */
  call(request: RecordedRequest): Promise<RecordedRequest | undefined>;
}

/** The providers that Keyward brings. */
export const { providers } = readProviderFolder(builtInFolder);

function methodOfCase({ provider, type }: EvidenceCase): ProviderMethod {
  const found = providers.find(({ name }) => name === provider);
  const method = found && methodOf(found, type);
  if (!method) throw new Error(`There is no sound provider ${provider} with the type ${type}.`);
  return method;
}

function secretsOf(method: ProviderMethod, given: Secrets): Secrets {
  const names = method.fields.filter(({ secret }) => secret).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, given[name]!]));
}

/** The request of the provider's rule, as a caller would send it. */
function verificationOf({ verification }: ProviderMethod, fields: Readonly<Record<string, string>>): CallerRequest {
  if (!verification) throw new Error('A provider that a test shows is verifiable.');
  const { method, path, headers = {}, body } = verification.request;
  const isForm = body !== undefined && 'form' in body;
  const contentType = { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' };
  return {
    method,
    path: renderTemplate(parseTemplate(path), (field) => fields[field] && encodeURIComponent(fields[field])),
    headers: body === undefined ? headers : { ...headers, ...contentType },
    body:
      body && (isForm ? new URLSearchParams(body.form).toString() : JSON.stringify((body as { json: unknown }).json)),
  };
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
      const body = { type: one.type, provider: one.provider, fields, ...(one.baseUrl && { baseUrl: one.baseUrl }) };
      const stored = await keyward.api('PUT', `credentials/${key}`, { body });
      assert.deepEqual([stored.status, stored.json.status], [201, 'valid'], stored.text);
      const method = methodOfCase(one);
      const secrets = secretsOf(method, fields);
      const send = async ({ method, path, headers, body }: CallerRequest) => {
        const options = { method, headers: { ...headers, 'keyward-token': token }, body };
        const sent = await recorder.during(() => keyward.raw(keyward.brokerUrl, `/proxy/${key}${path}`, options));
        return sent.find((request) => secretPlaces(request, secrets).length > 0);
      };
      return {
        secrets,
        verification: () => send(verificationOf(method, fields)),
        call: (request) => send(strip(request, stored.json.baseUrl, secrets)),
      };
    },
    async close() {
      await keyward.close();
      await proxy.close();
    },
  };
}
