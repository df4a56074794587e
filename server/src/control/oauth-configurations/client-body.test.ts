import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkerOf } from '../http/validator.ts';
import { type ClientBody, clientBody, configurationBody } from './client-body.ts';

test('a client of a connection’s own takes what a configuration takes, but has no name, key or id', () => {
  const isClient = (body: object) => checkerOf(clientBody)(body).length === 0;
  const isConfiguration = (body: object) => checkerOf(configurationBody)(body).length === 0;
  const client: ClientBody = { clientId: 'c', tokenUrl: 'https://login.example/token', fields: { clientSecret: 's' } };
  assert.deepEqual([isClient(client), isConfiguration(client)], [true, true]);
  for (const more of [{ key: 'k' }, { name: 'n' }, { id: 'oac_1' }]) {
    assert.deepEqual([isClient({ ...client, ...more }), isConfiguration({ ...client, ...more })], [false, true]);
  }
  for (const more of [{ pkce: 'none' }, { pkce: 'plain' }, { clientSecret: 's' }]) {
    assert.equal(isClient({ ...client, ...more }), false, JSON.stringify(more));
  }
});
