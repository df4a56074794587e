/** What holds for lists of credentials on every database: orders, filters and search, held against a plain model. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { componentOf } from '../../domain/component.ts';
import type { Credential, CredentialStatus } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { countComponents } from '../count-components.ts';
import { insertCredentials, updateCredential } from '../credentials.ts';
import { type CredentialListRequest, listCredentials } from '../list-credentials.ts';
import { AT, type Suite, sampleCredential } from './samples.contract.ts';

type Filters = Omit<CredentialListRequest, 'limit' | 'cursor'>;

// More than the window of the first rows, so that both ways of filtering are gone.
const COUNT = 2_400;
const STATUSES: readonly CredentialStatus[] = ['valid', 'valid', 'valid', 'incomplete', 'deleted'];

function sampleOf(organisationId: string, n: number): Credential {
  const status = STATUSES[n % STATUSES.length]!;
  return sampleCredential(organisationId, {
    key: `cust-${String(n).padStart(5, '0')}`,
    ...(n % 3 !== 0 && { name: `Kunde ÄÖ ${n % 100} of Acme` }),
    ...(n === 7 && { description: 'the one 100%_rare\\ description' }),
    type: n % 50 === 0 ? 'Raw' : 'ApiKey',
    owner: `owner-${n % 800}`,
    labels: { tier: n % 2 === 0 ? 'gold' : 'free', customer: String(n % 1_000) },
    ...(n % 5 === 1 && { provider: n % 25 === 1 ? 'stripe' : 'finnhub' }),
    status,
    ...(n % 3 !== 2 && {
      // An account that looks like a verdict is none.
      verification: { verdict: n % 30 === 0 ? 'rejected' : 'accepted', account: '"verdict":"rejected"', steps: [] },
    }),
    ...(status === 'deleted' && { deletedAt: AT }),
    createdAt: AT + Math.floor(n / 3),
    updatedAt: AT + ((n * 7919) % COUNT),
    ...(n % 4 === 0 && { lastUsedAt: AT + ((n * 31) % 500) }),
    ...(n % 6 === 0 && { expiresAt: AT + ((n * 17) % 500) }),
  });
}

function passes(filters: Filters, credential: Credential): boolean {
  const { type, provider, component, status, verdict, solution, owner, labels = [], search } = filters;
  const text = [credential.key, credential.name, credential.description].join('\n').toLowerCase();
  const term = search?.toLowerCase() ?? '';
  const isFound = [...term].length < 3 ? credential.key.startsWith(term) : text.includes(term);
  const equal = { type, provider, owner, solutionId: solution };
  return (
    isFound &&
    (component === undefined || componentOf(credential) === component) &&
    (status === undefined ? credential.status !== 'deleted' : credential.status === status) &&
    (verdict === undefined || credential.verification.verdict === verdict) &&
    labels.every(([name, value]) => credential.labels[name] === value) &&
    Object.entries(equal).every(([name, value]) => value === undefined || credential[name as 'type'] === value)
  );
}

const values: Record<string, (credential: Credential) => string | number> = {
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  key: ({ key }) => key,
  name: ({ name = '' }) => name,
  lastUsedAt: ({ lastUsedAt = 0 }) => lastUsedAt,
  expiresAt: ({ expiresAt = Number.MAX_SAFE_INTEGER }) => expiresAt,
};

function compare(a: string | number, b: string | number): number {
  const order = typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) : a - Number(b);
  return Math.sign(order);
}

function expectedIds(all: readonly Credential[], { sort = '-createdAt', ...filters }: Filters): string[] {
  const keyOf = values[sort.replace('-', '')]!;
  const sign = sort.startsWith('-') ? -1 : 1;
  return all
    .filter((credential) => passes(filters, credential))
    .toSorted((a, b) => sign * (compare(keyOf(a), keyOf(b)) || compare(a.id, b.id)))
    .map(({ id }) => id);
}

export function credentialListsContract(suite: () => Suite): void {
  const organisationId = newId('org');
  const all = Array.from({ length: COUNT }, (_, n) => sampleOf(organisationId, n));
  const read = () => suite().store.read;

  before(async () => {
    for (let at = 0; at < COUNT; at += 200) {
      const part = all.slice(at, at + 200);
      const stored = await suite().store.transaction((tx) => insertCredentials(tx, part));
      assert.equal(stored.size, part.length);
    }
  });

  async function idsOf(filters: Filters, pages: number, limit: number): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page++) {
      const answer = await listCredentials(read(), organisationId, { limit, ...filters, ...(cursor && { cursor }) });
      ids.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor;
      if (cursor === undefined) break;
    }
    return ids;
  }

  const filterings: Filters[] = [
    {},
    { type: 'Raw' },
    { type: 'ApiKey', status: 'incomplete' },
    { status: 'deleted' },
    { status: 'valid', type: 'Raw' },
    { status: 'incomplete', type: 'Raw', provider: 'stripe' },
    { status: 'deleted', type: 'Raw', labels: [['tier', 'gold']] },
    { status: 'deleted', owner: 'owner-4', search: 'cust' },
    { owner: 'owner-17' },
    { provider: 'stripe' },
    { component: 'stripe' },
    { component: 'ApiKey', labels: [['tier', 'gold']] },
    { component: 'Raw', status: 'incomplete' },
    { component: 'ApiKey', status: 'deleted' },
    { verdict: 'rejected' },
    { verdict: 'accepted', type: 'Raw' },
    { verdict: 'unverified', search: 'acme' },
    { verdict: 'rejected', status: 'deleted' },
    { provider: 'finnhub', type: 'ApiKey' },
    { labels: [['tier', 'gold']] },
    { labels: [['customer', '41']] },
    {
      labels: [
        ['tier', 'free'],
        ['customer', '41'],
      ],
    },
    { labels: [['tier', 'none']] },
    { search: 'ACME' },
    { search: 'äö 9' },
    { search: 'cust-0001' },
    { search: '%_rare\\' },
    { search: 'rare', status: 'valid' },
    { search: 'c' },
    { search: 'cu' },
    { search: 'zz' },
    { search: 'acme"*' },
    { search: "') or 1=1 --" },
    { solution: 'sol_none' },
    { solution: '', labels: [['tier', 'gold']], search: 'acme' },
  ];

  it('components are counted as a plain model counts them', async () => {
    for (const owner of [undefined, 'owner-17']) {
      const seen = all.filter((one) => one.status !== 'deleted' && (owner === undefined || one.owner === owner));
      const expected = Object.entries(Object.groupBy(seen, componentOf)).map(([component, of = []]) => {
        const valid = of.filter(({ status }) => status === 'valid').length;
        return { component, isType: of[0]!.provider === undefined, credentials: of.length, valid };
      });
      const counted = await countComponents(read(), organisationId, owner === undefined ? {} : { owner });
      assert.deepEqual(
        counted,
        expected.toSorted((a, b) => (a.component < b.component ? -1 : 1)),
      );
    }
  });

  it('every filter under every order gives what a plain model gives, page by page', async () => {
    const sorts = Object.keys(values).flatMap((name) => [name, `-${name}`]);
    for (const filters of filterings) {
      for (const sort of sorts) {
        const expected = expectedIds(all, { ...filters, sort });
        assert.deepEqual(
          await idsOf({ ...filters, sort }, 3, 40),
          expected.slice(0, 120),
          `${JSON.stringify(filters)} ${sort}`,
        );
      }
    }
  });

  it('all pages together are the whole list, each credential once', async () => {
    assert.deepEqual(await idsOf({ sort: 'name' }, 99, 200), expectedIds(all, { sort: 'name' }));
    assert.deepEqual(await idsOf({ search: 'acme' }, 99, 200), expectedIds(all, { search: 'acme' }));
  });

  it('a cursor of another order, filter or organisation is refused, and so is an unknown order', async () => {
    const list = (organisation: string, request: object) =>
      listCredentials(read(), organisation, { limit: 5, ...request });
    const { nextCursor: cursor } = await list(organisationId, { type: 'ApiKey' });
    await list(organisationId, { type: 'ApiKey', cursor });
    for (const other of [{}, { type: 'Raw' }, { type: 'ApiKey', sort: 'key' }, { type: 'ApiKey', sort: 'createdAt' }]) {
      await assert.rejects(list(organisationId, { ...other, cursor }), { code: 'request/cursor-invalid' });
    }
    await assert.rejects(list(newId('org'), { type: 'ApiKey', cursor }), { code: 'request/cursor-invalid' });
    for (const sort of ['', 'secrets', '--key', 'Key', 'toString', 'created_at; drop table credentials']) {
      await assert.rejects(list(organisationId, { sort }), { code: 'request/sort-unknown' });
    }
  });

  it('a changed name or label is found as it is now and no more as it was; deleted rows leave no index behind', async () => {
    const own = newId('org');
    const former = sampleCredential(own, { name: 'before it', labels: { a: '1' } });
    await suite().store.transaction((tx) => insertCredentials(tx, [former]));
    const next = { ...former, name: 'after it', labels: { a: '2' }, version: 2 };
    await suite().store.transaction((tx) => updateCredential(tx, next, 1));
    const count = async (filters: Filters) =>
      (await listCredentials(read(), own, { limit: 5, ...filters })).items.length;
    assert.deepEqual(
      [await count({ search: 'before' }), await count({ search: 'after' }), await count({ search: former.key })],
      [0, 1, 1],
    );
    assert.deepEqual([await count({ labels: [['a', '1']] }), await count({ labels: [['a', '2']] })], [0, 1]);
    await suite().store.transaction((tx) => tx.deleteFrom('credentials').where('organisation_id', '=', own).execute());
    for (const table of ['credential_labels', 'credential_search'] as const) {
      const left = await read().selectFrom(table).select('credential_id').where('organisation_id', '=', own).execute();
      assert.deepEqual(left, []);
    }
  });
}
