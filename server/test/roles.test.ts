/**
 * The table of roles against the table of routes: every role, as a token of an organisation and of the platform, on every
 * route. A token gets in, or `token/forbidden`, exactly as control/permission.ts says.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leastRole, platformPermissions } from '../src/control/permission.ts';
import type { Route } from '../src/control/route.ts';
import { routes } from '../src/control/routes/index.ts';
import { isAtLeast, type Role, roles } from '../src/domain/grant.ts';
import { newId } from '../src/domain/id.ts';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';

interface Holder {
  readonly token: string;
  readonly role: Role | undefined;
  readonly isPlatform: boolean;
}

const canary = newCanary();
let keyward: Keyward;
const holders: Holder[] = [];
before(async () => {
  keyward = await Keyward.start();
  const owner = await keyward.ownerToken();
  assert.equal((await send('POST', '/v1/organisations', owner, { slug: 'globex', name: 'Globex' })).status, 201);
  const body = { type: 'Default', fields: { secret: canary } };
  assert.equal((await keyward.api('PUT', 'credentials/kept', { body })).status, 201);
  for (const isPlatform of [false, true]) {
    const path = isPlatform ? '/v1/platform/access-tokens' : '/v1/organisations/default/access-tokens';
    for (const role of [...roles, undefined]) {
      const conferred = role === undefined ? { grants: [{ credentials: ['*'] }] } : { role };
      const issued = await send('POST', path, owner, { name: String(role), ...conferred });
      assert.equal(issued.status, 201, issued.text);
      holders.push({ token: issued.json.token, role, isPlatform });
    }
  }
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

function send(method: string, path: string, token: string, body?: object): Promise<Answer> {
  return keyward.fetch(`${keyward.controlUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** A request that nothing comes of: its ids name nothing, its body is empty. */
function request({ method, path }: Route, token: string, organisation = 'default'): Promise<Answer> {
  const filled = path
    .split('::')
    .map((part) => part.replace(/:(\w+)/g, (_, name: string) => fillIn(name, organisation)))
    .join(':');
  return send(method, filled, token, method === 'GET' || method === 'DELETE' ? undefined : {});
}

function fillIn(name: string, organisation: string): string {
  if (name === 'organisation') return organisation;
  return newId(name === 'accessToken' ? 'tok' : 'cred');
}

function isPermitted({ method, path, permission }: Route, { role, isPlatform }: Holder): boolean {
  // Who sees all organisations needs a role; who sees its own needs none.
  const isList = method === 'GET' && path === '/v1/organisations';
  const least = isList && isPlatform ? 'user' : leastRole[permission];
  if (platformPermissions.has(permission) && !isPlatform) return false;
  return least === undefined || isAtLeast(role, least);
}

for (const route of routes) {
  test(`${route.method} ${route.path}: ${route.permission}`, async () => {
    for (const holder of holders) {
      const answer = await request(route, holder.token);
      const isForbidden = answer.json?.code === 'token/forbidden';
      const { role = 'no role', isPlatform } = holder;
      const who = `${isPlatform ? 'platform' : 'organisation'}, ${role}: ${answer.status} ${answer.text}`;
      assert.equal(!isForbidden, isPermitted(route, holder), who);
      assert.notEqual(answer.json?.code, 'organisation/not-found', who);
      assert.ok(answer.status < 500, who);
    }
  });
}

test('a token of one organisation gets the same 404 on every route of another as of an unknown one', async () => {
  const owner = holders.find(({ role, isPlatform }) => role === 'owner' && !isPlatform)!.token;
  const { id } = (await send('GET', '/v1/organisations/globex', await keyward.ownerToken())).json;
  for (const route of routes.filter(({ path }) => path.includes(':organisation'))) {
    const answers = [];
    for (const organisation of ['globex', id, 'unknown', newId('org'), 'installation', 'GLOBEX', '%00']) {
      const { status, json } = await request(route, owner, organisation);
      answers.push({ status, ...json, requestId: undefined });
    }
    assert.deepEqual([answers[0].status, answers[0].code], [404, 'organisation/not-found']);
    for (const answer of answers) assert.deepEqual(answer, answers[0], `${route.method} ${route.path}`);
  }
});
