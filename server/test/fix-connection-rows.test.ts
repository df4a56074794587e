/** What a connection's row says of its client, its grant and its scopes confers nothing: its flow, which the broker vouched for, does. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { type ConnectingKeyward, startConnectingKeyward } from './kit/connecting-keyward.ts';
import { edit, rows } from './kit/database.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
const data = () => at.keyward.data;
let at: ConnectingKeyward;

before(async () => {
  at = await startConnectingKeyward(canary);
  at.server.register({ clientId: 'powerful', clientSecret: canary, redirectUris: [at.callbackUrl] });
  for (const [key, extra] of [
    ['sample', {}],
    ['powerful', { clientId: 'powerful' }],
  ] as const) {
    const made = await at.configure(key, extra);
    assert.equal(made.status, 201, made.text);
  }
});
after(async () => {
  assert.deepEqual(await at.keyward.leaksOf(canary), []);
  await at.close();
});

const renewals = () => at.server.calls.filter(({ path }) => path === '/token').length;

/** Its token has ended, as far as the row says. */
const end = (id: string) =>
  edit(data(), 'update connections set access_expires_at = obtained_at + 1 where credential_id = ?', id);

async function machine(key: string): Promise<{ id: string; token: string }> {
  const made = await at.create({ key, grant: 'client_credentials', scopes: ['read'] });
  assert.equal(made.status, 201, made.text);
  return { id: made.json.id, token: await at.keyward.tokenFor(key) };
}

test('a row that was led to another client gets no token of that client, and is reported', async () => {
  const { id, token } = await machine('led-astray');
  const [{ id: powerful }] = rows(data(), `select id from oauth_configurations where "key" = 'powerful'`);
  assert.equal(edit(data(), 'update connections set configuration_id = ? where credential_id = ?', powerful, id), 1);
  assert.equal(end(id), 1);
  const sent = renewals();
  const refused = await at.keyward.call('/led-astray/me', { token });
  assert.deepEqual([refused.status, refused.json.code], [409, 'credential/unwitnessed'], refused.text);
  assert.equal(renewals(), sent);
  const reported = async () =>
    (await at.keyward.api('GET', `audit?subject=${id}`)).text.includes('credential/unwitnessed');
  await until(reported, 'the refusal in the log');
});

test('a row that was made one of a client for itself gets no token by that', async () => {
  const { id } = await at.connect({ key: 'of-a-person' });
  edit(data(), `update connections set grant_type = 'client_credentials' where credential_id = ?`, id);
  end(id);
  const sent = renewals();
  const token = await at.keyward.tokenFor('of-a-person');
  const refused = await at.keyward.call('/of-a-person/me', { token });
  assert.deepEqual([refused.json.code, renewals()], ['credential/unwitnessed', sent], refused.text);
});

test('a client asks again for the scopes that it was made to ask for, whatever its record says', async () => {
  const { id, token } = await machine('widened');
  edit(data(), `update credentials set fields = json_set(fields, '$.scope', 'read admin') where id = ?`, id);
  end(id);
  const answer = await at.keyward.call('/widened/me', { token });
  assert.equal(answer.json?.login, 'app', answer.text);
  assert.equal(at.server.calls.findLast(({ path }) => path === '/token')?.parameters.scope, 'read');
});
