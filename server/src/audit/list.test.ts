import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { startPostgres, type TestPostgres } from '../../test/kit/postgres.ts';
import { newId } from '../domain/id.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type AuditEntry, appendAudits } from './append.ts';
import { type AuditListRequest, listAudit, selectAudit } from './list.ts';

const AT = 1_760_000_000_000;

let folder: string;
let postgres: TestPostgres;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-audit-'));
  postgres = await startPostgres();
});
after(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

/** One entry a minute, from the oldest. */
const log: readonly Omit<AuditEntry, 'organisationId'>[] = [
  { actor: 'tok_a', action: 'credential.create', subject: 'cred_a', subjectKey: 'crm', outcome: 'done' },
  {
    actor: 'tok_a',
    action: 'credential.use',
    subject: 'cred_a',
    subjectKey: 'crm',
    outcome: 'done',
    requestId: 'req_1',
  },
  { actor: 'tok_b', action: 'credential.use', subjectKey: 'crm', outcome: 'refused', code: 'credential/not-found' },
  { actor: 'tok_b', action: 'credential.list', outcome: 'refused', code: 'token/forbidden', requestId: 'req_2' },
  { actor: 'keyward', action: 'credential.expire', subject: 'cred_a', subjectKey: 'crm', outcome: 'done' },
  { actor: 'tok_a', action: 'credentials.other', outcome: 'done' },
  {
    actor: 'tok_a',
    action: 'access-token.create',
    subject: 'tok_b',
    outcome: 'done',
    actorName: 'ops',
    actorRole: 'admin',
  },
];

const filters: readonly [Partial<AuditListRequest>, number[], string][] = [
  [{}, [6, 5, 4, 3, 2, 1, 0], 'audit_by_time'],
  [{ action: 'credential.use' }, [2, 1], 'audit_by_action'],
  [{ action: 'credential.' }, [4, 3, 2, 1, 0], 'audit_by_noun'],
  [{ actor: 'tok_b' }, [3, 2], 'audit_by_actor'],
  [{ subject: 'cred_a' }, [4, 1, 0], 'audit_by_subject'],
  [{ subjectKey: 'crm' }, [4, 2, 1, 0], 'audit_by_key'],
  [{ outcome: 'refused' }, [3, 2], 'audit_of_refusals'],
  [{ outcome: 'done', action: 'credential.use' }, [1], 'audit_by_action'],
  [{ code: 'token/forbidden' }, [3], 'audit_by_code'],
  [{ requestId: 'req_1' }, [1], 'audit_by_request'],
  [{ from: AT + 60_000, to: AT + 3 * 60_000 }, [2, 1], 'audit_by_time'],
  [{ actor: 'tok_b', action: 'credential.use', outcome: 'refused', to: AT + 3 * 60_000 }, [2], 'audit_of_refusals'],
  [{ actor: 'refused' }, [], 'audit_by_actor'],
];

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`the audit log on ${dialect}`, () => {
    const organisationId = newId('org');
    let store: Store;
    before(async () => {
      const url = dialect === 'SQLite' ? `sqlite:${join(folder, 'a.sqlite')}` : await postgres.createDatabase();
      store = await openStore({ url });
      for (const [index, entry] of log.entries()) {
        const at = AT + index * 60_000;
        await store.transaction((tx) => appendAudits(tx, [{ ...entry, organisationId }], at));
        await store.transaction((tx) => appendAudits(tx, [{ ...entry, organisationId: newId('org') }], at));
      }
    });
    after(() => store.close());

    for (const [filter, expected] of filters) {
      test(`the filter ${JSON.stringify(filter)} finds its entries, newest first, page by page`, async () => {
        const { items } = await listAudit(store.read, organisationId, { limit: 50, ...filter });
        assert.deepEqual(
          items.map(({ at }) => (at - AT) / 60_000),
          expected,
        );
        const paged: number[] = [];
        let cursor: string | undefined;
        do {
          const request = { limit: 1, ...filter, ...(cursor !== undefined && { cursor }) };
          const page = await listAudit(store.read, organisationId, request);
          paged.push(...page.items.map(({ at }) => (at - AT) / 60_000));
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        assert.deepEqual(paged, expected);
      });
    }

    test('an entry comes back as it was given', async () => {
      const [newest] = (await listAudit(store.read, organisationId, { limit: 1 })).items;
      const { id: _, at: __, ...entry } = newest!;
      assert.deepEqual(entry, { ...log.at(-1), organisationId, details: {} });
    });

    for (const [filter, , index] of dialect === 'SQLite' ? filters : []) {
      test(`the filter ${JSON.stringify(filter)} reads ${index} in its order and sorts nothing`, async () => {
        const { sql, parameters } = selectAudit(store.read, organisationId, { limit: 50, ...filter }).compile();
        const plan = await store.read.executeQuery<{ detail: string }>(
          CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
        );
        const details = plan.rows.map(({ detail }) => detail).join('; ');
        assert.match(details, new RegExp(`USING INDEX ${index} `));
        assert.doesNotMatch(details, /TEMP B-TREE/);
      });
    }
  });
}
