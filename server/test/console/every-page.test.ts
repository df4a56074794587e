/** Every page that the console has, with the worst that other people may have called things: on a telephone, by keyboard, failing. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newCanary } from '../kit/canary.ts';
import { assertAccessible, ConsoleRun } from '../kit/console-page.ts';
import { Person } from '../kit/person.ts';
import { until } from '../kit/until.ts';

const canary = newCanary();
const HOME = '/organisations/default';
/** Markup, scripts, templates, other directions of writing, what has no width, and what has no end. */
const HOSTILE = [
  `<img src=x onerror="pwned=1">"'\`</script><script>pwned=1</script>`,
  `<svg/onload=pwned=1>{{constructor.constructor('pwned=1')()}}\${pwned=1}`,
  `javascript:pwned=1//\u202egnp.exe\u200b\ufeff`,
  'W'.repeat(120),
];
/** What stands in the places of an address. */
const places: Record<string, string> = {};
let run: ConsoleRun;

async function made(method: string, path: string, body: object) {
  const answer = await run.keyward.api(method, path, { body });
  assert.ok(answer.status < 300, `${path}: ${answer.text}`);
  return answer.json;
}

/** One of everything that has a name, under each of the names. */
async function fill(): Promise<void> {
  const { id } = await made('POST', 'solutions', { slug: 'work', name: `${HOSTILE[3]} ${HOSTILE[0]}` });
  const fields = { in: 'header', name: 'X-Key', apiKey: canary };
  for (const [index, name] of HOSTILE.entries()) {
    const described = { name, owner: name, description: name, labels: { who: name } };
    const credential = { key: `api-${index}`, type: 'ApiKey', baseUrl: 'https://api.example', fields, ...described };
    places.credential = (await made('POST', 'credentials?verify=skip', credential)).id;
    const uses = [{ credential: `api-${index}`, step: name }];
    await made('PUT', `consumers/flow/f${index}`, { name, active: true, uses });
    await made('POST', 'solutions', { slug: `other-${index}`, name });
    const granted = { name, grants: [{ credentials: [`api-${index}`] }] };
    places.token = (await made('POST', 'access-tokens', granted)).id;
    const hook = { url: `https://hooks.example/${index}`, description: name };
    places.webhook = (await made('POST', 'webhooks', hook)).id;
    const tokenUrl = 'https://vendor.example/token';
    const client = {
      key: `client-${index}`,
      name,
      clientId: name.slice(0, 60),
      clientAuthentication: 'none',
      tokenUrl,
    };
    await made('POST', 'oauth-configurations', client);
    await made('POST', 'connect-links', {
      type: 'ApiKey',
      name,
      baseUrl: 'https://api.example',
      fields: { in: 'header', name: 'X' },
    });
    const { link } = await made('POST', 'invitations', { role: 'user', email: `p${index}@example.com` });
    const person = new Person(run.keyward, `p${index}@example.com`, 'two herons on the quay');
    assert.equal((await person.accept(link, { name })).status, 200);
    await made('POST', 'invitations', { role: 'user' });
  }
  await made('PUT', `solutions/${id}/functions/act`, {
    name: 'act',
    credential: 'api-0',
    request: { method: 'GET', url: '/' },
  });
  const { items } = (await run.keyward.api('GET', 'members')).json;
  Object.assign(places, { solution: 'work', function: 'act', person: items[0].personId });
}

before(async () => {
  run = await ConsoleRun.start();
  await run.signUp();
  await fill();
});
after(async () => {
  assert.deepEqual(await run.keyward.leaksOf(canary), []);
  await run.close();
});

/** The addresses of all pages of an organisation, as `pages/index.ts` lists them; what may be left out both with it and without. */
async function addresses(): Promise<string[]> {
  const source = await readFile(new URL('../../../console/src/pages/index.ts', import.meta.url), 'utf8');
  const inner = source.slice(source.indexOf('innerPages'));
  const paths = [...inner.matchAll(/path: '([^']+)'/g)].map(([, path = '']) => path.replace(/^\/$/, ''));
  assert.ok(paths.length > 15);
  const filled = (path: string) =>
    path.replace(/\{-\$(\w+)\}|\$(\w+)/g, (_, optional, needed) => {
      const place = places[optional ?? needed];
      assert.ok(place, `nothing to put in the place of ${optional ?? needed} in ${path}`);
      return place;
    });
  return paths.flatMap((path) => {
    const without = path.replace(/\/\{-\$\w+\}/, '');
    return without === path ? [filled(path)] : [filled(without), filled(path)];
  });
}

async function settled(page: Page): Promise<void> {
  await page.locator('[data-page-title]').first().waitFor();
  const waiting = page.locator('.mantine-Skeleton-root, .mantine-Loader-root');
  await until(async () => (await waiting.count()) === 0);
}

const TOO_WIDE = `[document.scrollingElement, ...document.querySelectorAll('[role="dialog"]')]
  .filter((each) => each.scrollWidth > Math.max(each.clientWidth, 360) || each.scrollWidth > 360)
  .map((each) => each.tagName + ' ' + each.scrollWidth)`;

/** Links that run something, and elements that would come before others by Tab. */
const ODD = `[...document.querySelectorAll('a[href^="javascript" i], [tabindex]:not([tabindex="0"]):not([tabindex="-1"])')]
  .map((each) => each.outerHTML.slice(0, 120))`;

/** Nothing that has the focus may look as if it had not. */
const SEEN = `(() => {
  const it = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(it);
  const isField = /^(INPUT|TEXTAREA|BODY)$/.test(it.tagName) || it.isContentEditable;
  return isField || (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ? '' : it.outerHTML.slice(0, 160);
})()`;

test('no page is wider than a telephone, runs what a name says, or hides where the focus is', async () => {
  const { page, errors } = await run.open(HOME, { viewport: { width: 360, height: 740 } });
  const found: string[] = [];
  for (const path of await addresses()) {
    await page.goto(`${run.keyward.controlUrl}${HOME}/${path}`);
    await settled(page);
    const say = (what: unknown) => found.push(`${path}: ${what}`);
    for (const each of (await page.evaluate(TOO_WIDE)) as string[]) say(`is too wide: ${each}`);
    for (const each of (await page.evaluate(ODD)) as string[]) say(each);
    if (await page.evaluate('"pwned" in window')) say('a name was run');
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press('Tab');
      const hidden = (await page.evaluate(SEEN)) as string;
      if (hidden !== '') say(`the focus is not to be seen on ${hidden}`);
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('a page whose data cannot be read says so with a request id, and while it waits, both for everybody to see', async () => {
  const { page } = await run.open(HOME);
  for (const path of ['credentials', `credentials/${places.credential}?tab=activity`, 'consumers', 'settings']) {
    let isHeld = true;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route(/\/v1\/organisations\/default\/(?!components|whoami)/, async (route) => {
      if (isHeld) await held;
      const problem = {
        type: 'about:blank',
        title: HOSTILE[0],
        status: 500,
        code: 'internal/unexpected',
        requestId: 'req_shown',
      };
      await route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.goto(`${run.keyward.controlUrl}${HOME}/${path}`);
    await page.locator('[data-page-title], [role="dialog"]').first().waitFor();
    await assertAccessible(page);
    isHeld = false;
    letGo();
    await page.getByRole('alert').getByText('req_shown').first().waitFor();
    await assertAccessible(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
  assert.equal(await page.evaluate('"pwned" in window'), false);
  await page.context().close();
});
