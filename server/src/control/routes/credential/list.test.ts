/** The list of credentials over HTTP: what its cursors and filters take. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ControlFixture, startControl } from '../../testing/control-fixture.ts';

let control: ControlFixture;
before(async () => {
  control = await startControl();
});
after(() => control.close());

const get = (path: string) => control.request({ method: 'GET', path });

// Four bytes a character, or two with JSON's backslash: nothing that a name may hold makes a longer cursor.
for (const [what, name] of [
  ['200 characters outside of the basic plane', '𠀀'.repeat(200)],
  ['200 backslashes', '\\'.repeat(200)],
] as const) {
  test(`a list by name goes on after ${what}`, async () => {
    const keys = [1, 2].map((n) => `k${name.codePointAt(0)}-${n}`);
    for (const key of keys) {
      const body = { type: 'ApiKey', key, name, owner: what, baseUrl: 'https://a.example', fields: {} };
      assert.equal((await control.request({ method: 'POST', path: 'credentials', body })).status, 201);
    }
    const query = `credentials?sort=name&limit=1&owner=${encodeURIComponent(what)}`;
    const first = await get(query);
    const second = await get(`${query}&cursor=${first.body.nextCursor}`);
    assert.equal(second.status, 200, second.text);
    assert.deepEqual([first, second].map(({ body }) => body.items[0].key).sort(), keys);
  });
}

test('an empty filter is refused, for it would find what has no such member under some orders alone', async () => {
  for (const name of ['provider', 'owner', 'type']) {
    for (const more of ['', '&sort=name', '&status=valid']) {
      const { status, body } = await get(`credentials?${name}=${more}`);
      assert.deepEqual([status, body.code], [422, 'request/invalid'], name + more);
    }
  }
});
