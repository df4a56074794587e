/** Who may reach a route at all: asked of every route of the index, so that a new one cannot be forgotten. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isAtLeast, type Role } from '../../domain/grant.ts';
import { newId } from '../../domain/id.ts';
import { leastRole } from '../permission.ts';
import type { Route } from '../route.ts';
import { assertRefused, type ControlFixture, startControl, type TestRequest } from '../testing/control-fixture.ts';
import { routes } from './index.ts';

let control: ControlFixture;
before(async () => {
  control = await startControl();
});
after(() => control.close());

function requestOf(route: Route, organisation: string, id = newId('cred')): TestRequest {
  const path = route.path
    .replace(':organisation', organisation)
    .replace('::', ':')
    .replace(/:credential\b/, id)
    .replace(/:accessToken\b/, id)
    .replace(/:type\b/, 'ApiKey');
  const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
  return { method: route.method as 'GET', path, ...(hasBody && { body: {} }) };
}

const inOrganisation = routes.filter(({ path }) => path.includes(':organisation'));

test('a route without a token answers 401 and changes nothing', async () => {
  for (const route of routes) {
    const answer = await assertRefused(control, { ...requestOf(route, 'default'), token: '' }, 'token/missing');
    assert.equal(answer.status, 401);
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
  }
});

test('a route with an unknown token answers 401 and changes nothing', async () => {
  for (const route of routes) {
    await assertRefused(control, { ...requestOf(route, 'default'), token: 'kw_unknown' }, 'token/invalid');
  }
});

test('a foreign organisation answers as an unknown one does, apart from the request id', async () => {
  for (const route of inOrganisation) {
    const bodies = [];
    for (const organisation of [control.foreign.id, control.foreign.slug, newId('org'), 'unknown', 'DEFAULT']) {
      const answer = await assertRefused(control, requestOf(route, organisation), 'organisation/not-found');
      assert.equal(answer.status, 404);
      assert.equal(answer.body.requestId, answer.headers['keyward-request-id']);
      bodies.push({ ...answer.body, requestId: '' });
    }
    for (const body of bodies) assert.deepEqual(body, bodies[0]);
  }
});

test('a foreign credential or token answers as an unknown one does, apart from the request id', async () => {
  const { token } = control.foreign;
  const own = (path: string) => `/v1/organisations/other/${path}`;
  const fields = { type: 'ApiKey', fields: { apiKey: 'a-foreign-secret' } };
  const foreign = await control.request({ method: 'POST', path: own('credentials'), body: fields, token });
  const body = { name: 'foreign', role: 'user' };
  const foreignToken = await control.request({ method: 'POST', path: own('access-tokens'), body, token });
  for (const route of inOrganisation.filter(({ path }) => /:credential\b|:accessToken\b/.test(path))) {
    const isToken = route.path.includes(':accessToken');
    const code = isToken ? 'token/not-found' : 'credential/not-found';
    const foreignId = isToken ? foreignToken.body.id : foreign.body.id;
    const answers = [];
    for (const id of [foreignId, newId(isToken ? 'tok' : 'cred')]) {
      const request = requestOf(route, 'default', id);
      const isMove = route.path.endsWith('/replace');
      const put = isMove
        ? { body: { with: 'other' } }
        : route.method === 'PUT'
          ? { body: { type: 'ApiKey', fields: {} } }
          : {};
      const answer = await assertRefused(control, { ...request, ...put }, code);
      answers.push({ ...answer.body, requestId: '' });
    }
    assert.deepEqual(answers[0], answers[1]);
  }
});

test('a role below the least one of the route is refused with the roles that suffice', async () => {
  for (const route of inOrganisation) {
    const least = leastRole[route.permission];
    for (const [role, token] of Object.entries(control.tokens) as [Role, string][]) {
      if (least === undefined || isAtLeast(role, least)) continue;
      const answer = await assertRefused(control, { ...requestOf(route, 'default'), token }, 'token/forbidden');
      assert.equal(answer.status, 403);
      assert.ok(answer.body.roles.includes('owner') && !answer.body.roles.includes(role));
    }
  }
});

test('a token without a role sees its organisation and nothing else', async () => {
  const token = 'kw_bare';
  control.broker.principals.set(token, { organisationId: control.organisationId, tokenId: newId('tok'), grants: [] });
  for (const route of inOrganisation) {
    await assertRefused(control, { ...requestOf(route, 'default'), token }, 'token/forbidden');
  }
  const answer = await control.request({ path: '/v1/organisations', token });
  assert.deepEqual(
    answer.body.items.map(({ slug }: { slug: string }) => slug),
    ['default'],
  );
});

test('a refusal is recorded with its code under who was refused', async () => {
  const request = { method: 'DELETE', path: 'credentials/finnhub', token: control.tokens.user } as const;
  const refused = await control.request(request);
  const { body } = await control.request({ path: 'audit?action=credential.delete&limit=1' });
  const [{ outcome, code, requestId, actor, details }] = body.items;
  assert.deepEqual(
    { outcome, code, requestId },
    { outcome: 'refused', code: 'token/forbidden', requestId: refused.body.requestId },
  );
  assert.equal(actor, control.broker.principals.get(control.tokens.user)?.tokenId);
  assert.deepEqual(details, { credential: 'finnhub' });
});
