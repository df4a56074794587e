/** The SDK in a real browser, on a page of the control origin: what it seals there works, and is never sent in the clear. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { rolldown } from 'rolldown';
import { startBrowser, watch } from './kit/browser.ts';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let browser: Browser;

before(async () => {
  [keyward, upstream, browser] = await Promise.all([Keyward.start(), startUpstream(demanding(canary)), startBrowser()]);
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await browser.close();
  await keyward.close();
  await upstream.close();
});

async function bundleSdk(): Promise<string> {
  const input = fileURLToPath(new URL('../../sdk/src/index.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife', name: 'sdk' });
  await bundle.close();
  return output[0].code;
}

/** Runs in the page: text, because this side has no types of a page. */
const PLAY = `async ({ options, upstreamUrl, canary }) => {
  const client = new sdk.KeywardClient(options);
  const created = await client.credentials.create({
    key: 'from-browser',
    type: 'ApiKey',
    baseUrl: upstreamUrl,
    fields: { in: 'header', name: 'X-Api-Key', testPath: '/me' },
    secrets: { apiKey: canary },
  });
  const { verification } = await client.credentials.verify('from-browser');
  const keys = [];
  for await (const { key } of client.credentials.iterate({ limit: 1 })) keys.push(key);
  const refused = await client.credentials.get('unknown').catch((error) => ({
    isKeywardError: error instanceof sdk.KeywardError, code: error.code, status: error.status, hasId: /^req_/.test(error.requestId),
  }));
  return { usable: created.usable, verdict: verification.verdict, keys, refused };
}`;

test('a credential is sealed, stored and verified from a page, and the secret is in no request', async () => {
  const page = await browser.newPage();
  const { requests, errors } = watch(page);
  const url = keyward.controlUrl;
  // A page of the control origin, as the console is one; Keyward's own would forbid the script that is put in here.
  await page.route(`${url}/test-page`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${url}/test-page`);
  await page.addScriptTag({ content: await bundleSdk() });
  const brokerKey = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
  const options = { url, token: await keyward.ownerToken(), brokerKey };
  const result = await page.evaluate(`(${PLAY})(${JSON.stringify({ options, upstreamUrl: upstream.url, canary })})`);
  assert.deepEqual(result, {
    usable: true,
    verdict: 'accepted',
    keys: ['from-browser'],
    refused: { isKeywardError: true, code: 'credential/not-found', status: 404, hasId: true },
  });
  const sent = requests.map(
    (request) => `${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`,
  );
  assert.ok(
    sent.some((text) => text.includes('"sealed"')),
    'something sealed was sent',
  );
  assert.deepEqual(
    sent.filter((text) => findCanary(text, canary) !== undefined),
    [],
  );
  assert.deepEqual(
    errors.filter((text) => !text.includes('404')),
    [],
  );
});
