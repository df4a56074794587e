/** Two nodes that met an empty PostgreSQL at once made two signing keys, and one of them died. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';

const canary = newCanary();
let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

test('four nodes that first-start at once on one PostgreSQL agree on one signing key and one organisation', async () => {
  const database = await postgres.createDatabase();
  const rootKey = { KEYWARD_ROOT_KEY: `keyward-root-1:${Buffer.alloc(32, 7).toString('base64url')}` };
  const nodes = await Promise.all([1, 2, 3, 4].map(() => Keyward.start({ database, env: rootKey })));
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query('select purpose, count(*)::int as n from organisation_keys group by purpose');
    const counts = Object.fromEntries(rows.map(({ purpose, n }) => [purpose, n]));
    // One signing key of the installation; of it and of the organisation a sealing and a witness key each.
    assert.deepEqual(counts, { signing: 1, sealing: 2, witness: 2 });
    assert.equal((await client.query('select id from organisations')).rows.length, 1);
    // The owner token was shown by the one node that made the organisation.
    const tokens = await Promise.allSettled(nodes.map((node) => node.ownerToken()));
    const owning = nodes[tokens.findIndex(({ status }) => status === 'fulfilled')]!;
    const body = { type: 'Default', fields: { secret: canary } };
    assert.equal((await owning.api('PUT', 'credentials/kept', { body })).status, 201);
    for (const node of nodes) assert.deepEqual(await node.leaksOf(canary), []);
  } finally {
    await client.end();
    await Promise.all(nodes.map((node) => node.close()));
  }
});
