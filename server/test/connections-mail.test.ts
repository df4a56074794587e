/** Mail servers really connected to, through a whole Keyward; the peer is that of npm. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Connecting } from './kit/connecting.ts';

let connecting: Connecting;

before(async () => {
  connecting = await Connecting.start();
});
after(async () => {
  assert.deepEqual(await connecting.keyward.leaksOf(connecting.canary), []);
  await connecting.close();
});

describe('SMTP', () => {
  const servers: SMTPServer[] = [];
  after(() => Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(resolve)))));

  async function start(options: SMTPServerOptions): Promise<string> {
    const server = new SMTPServer({
      ...connecting.leaf,
      ...options,
      onAuth({ method, username, password, validatePassword }, _session, callback) {
        const isGood = method === 'CRAM-MD5' ? validatePassword(connecting.canary) : password === connecting.canary;
        if (isGood && username === 'me@example.com') callback(null, { user: username });
        else callback(new Error(`no ${connecting.canary}`));
      },
    });
    server.on('error', () => undefined);
    servers.push(server);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return String((listening.address() as AddressInfo).port);
  }

  const username = 'me@example.com';

  test('accepts and rejects over TLS from the start and over STARTTLS, by each way of logging in', async () => {
    const secure = await start({ secure: true, authMethods: ['PLAIN'] });
    const upgraded = await start({ authMethods: ['LOGIN'] });
    for (const fields of [
      { port: secure, security: 'tls' },
      { port: upgraded, security: 'starttls' },
    ]) {
      const accepted = await connecting.verify('Smtp', { ...fields, username });
      assert.deepEqual([accepted.verdict, accepted.account], ['accepted', username], accepted.last.note);
      const others: Record<string, string>[] = [{ password: `${connecting.canary}x` }, { username: 'you@example.com' }];
      for (const change of others) {
        const rejected = await connecting.verify('Smtp', { ...fields, username, ...change });
        assert.deepEqual([rejected.verdict, rejected.last.step], ['rejected', 'login'], rejected.last.note);
      }
      const elsewhere = await connecting.verify('Smtp', { ...fields, username, host: 'other.test' });
      assert.match(elsewhere.last.note, /another host name/);
    }
    const mistaken = await connecting.verify('Smtp', { port: upgraded, security: 'tls', username });
    assert.deepEqual([mistaken.verdict, mistaken.last.step], ['unverified', 'TLS']);
  });

  test('without TLS the password itself goes to loopback alone; what proves it goes anywhere', async () => {
    const clear = { port: await start({ hideSTARTTLS: true, allowInsecureAuth: true, authMethods: ['PLAIN'] }) };
    const fields = { ...clear, security: 'disable', username };
    assert.match((await connecting.verify('Smtp', fields)).last.note, /nothing of it was sent/);
    assert.equal((await connecting.verify('Smtp', { ...fields, host: '127.0.0.1' })).verdict, 'accepted');
    const proving = await start({ hideSTARTTLS: true, allowInsecureAuth: true, authMethods: ['PLAIN', 'CRAM-MD5'] });
    assert.equal((await connecting.verify('Smtp', { ...fields, port: proving })).verdict, 'accepted');
    assert.equal(
      (await connecting.verify('Smtp', { ...fields, port: proving, password: 'another-one' })).verdict,
      'rejected',
    );
  });

  test('the proxy, which speaks HTTP, says that it is not for it', async () => {
    const key = 'not-http';
    const fields = { host: 'db.test', port: '1', username, password: connecting.canary };
    await connecting.keyward.api('PUT', `credentials/${key}`, { body: { type: 'Smtp', fields } });
    const used = await connecting.keyward.call(`/${key}/x`, { token: await connecting.keyward.tokenFor(key) });
    assert.deepEqual([used.status, used.json.code], [409, 'credential/not-http'], used.text);
  });
});
