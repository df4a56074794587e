/**
 * Fills an organisation straight through the store, without material: rows that lists have to show and that nothing has
 * to open. Must never run beside a Keyward whose data somebody wants to keep.
 */
import { appendAudits } from '../../src/audit/append.ts';
import type { Consumer } from '../../src/domain/consumer.ts';
import type { Credential } from '../../src/domain/credential.ts';
import { newId } from '../../src/domain/id.ts';
import { insertConsumer } from '../../src/store/consumers.ts';
import { insertCredentials } from '../../src/store/credentials.ts';
import { appendRequests } from '../../src/store/request-log.ts';
import type { Store, Transaction } from '../../src/store/store.ts';

const BATCH = 500;
/** A consumer to ten credentials, which names five of them. */
const CREDENTIALS_A_CONSUMER = 10;
const USES = 5;
const providers = ['mailgun', 'stripe', 'github', undefined] as const;

/** Key of the n-th credential; 100,000 of them are in the same order as their numbers. */
export const keyOf = (n: number): string => `key-${String(n).padStart(6, '0')}`;

interface Place {
  readonly organisationId: string;
  /** When the first one was added; of this day, for the request log is pruned by age. */
  readonly bornAt: number;
}

function credentialOf({ organisationId, bornAt }: Place, n: number): Credential {
  const provider = providers[n % providers.length];
  return {
    ...{ organisationId, solutionId: '', id: newId('cred'), key: keyOf(n), name: `Credential ${n}` },
    ...{
      owner: `user-${n % 1000}`,
      labels: { customer: String(n % 5000) },
      type: 'ApiKey',
      ...(provider && { provider }),
    },
    ...{ baseUrl: 'https://api.example/v1', fields: { in: 'header', name: 'X-Api-Key' }, secrets: {} },
    ...{ status: 'valid', errors: [], version: 1, verification: { verdict: 'unverified', steps: [] } },
    ...{ createdAt: bornAt + n, createdBy: 'tok_fill', updatedAt: bornAt + n, updatedBy: 'tok_fill' },
  };
}

async function addConsumer(tx: Transaction, { organisationId, bornAt }: Place, n: number): Promise<void> {
  const by = { version: 1, createdAt: bornAt, createdBy: 'tok_fill', updatedAt: bornAt, updatedBy: 'tok_fill' };
  const uses = Array.from({ length: USES }, (_, i) => ({ key: keyOf(n * CREDENTIALS_A_CONSUMER + i) }));
  const consumer: Consumer = {
    organisationId,
    id: `flow/${n}`,
    name: `Flow ${n}`,
    isActive: true,
    solutionId: '',
    ...by,
  };
  await insertConsumer(tx, consumer, uses);
}

function requestOf({ organisationId, bornAt }: Place, n: number) {
  return {
    ...{ organisationId, at: bornAt + n, id: newId('req'), tokenId: 'tok_fill', credentialKey: keyOf(n) },
    ...{ method: 'GET', origin: 'https://api.example', path: '/v1/things/{id}', status: n % 50 === 0 ? 503 : 200 },
    ...{ waitedUs: 40_000, totalUs: 42_000, requestBytes: 0, responseBytes: 2_000, isCut: false },
  };
}

/**
 * Adds credentials, a tenth as many consumers, and as many entries of the audit log and of the request log.
 *
 * @param count - Of credentials.
 */
export async function fillOrganisation(store: Store, organisationId: string, count: number): Promise<void> {
  const place = { organisationId, bornAt: Date.now() - 3_600_000 };
  for (let at = 0; at < count; at += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - at) }, (_, i) => at + i);
    const work = async (tx: Transaction) => {
      await insertCredentials(
        tx,
        numbers.map((n) => credentialOf(place, n)),
      );
      for (const n of numbers.filter((each) => each % CREDENTIALS_A_CONSUMER === 0))
        await addConsumer(tx, place, n / CREDENTIALS_A_CONSUMER);
      const entry = { organisationId, actor: 'tok_fill', action: 'credential.update', outcome: 'done' } as const;
      await appendAudits(
        tx,
        numbers.map((n) => ({ ...entry, subject: 'cred_fill', subjectKey: keyOf(n) })),
        place.bornAt + at,
      );
      await appendRequests(
        tx,
        store.dialect,
        numbers.map((n) => requestOf(place, n)),
      );
    };
    await store.transaction(work, { isLong: true });
  }
}
