/** What holds for Idempotency-Keys on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import {
  claimIdempotencyKey,
  finishIdempotent,
  IDEMPOTENCY_TERM_MS,
  keepIdempotentResource,
  releaseIdempotencyKey,
  renewIdempotencyClaim,
} from '../idempotency.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite } from './samples.contract.ts';

export function idempotencyContract(suite: () => Suite): void {
  const inTransaction = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const newRow = () => ({
    ...{ organisation_id: newId('org'), principal: 'tok_a', key: 'k', claim: 'one' },
    ...{ method: 'POST', path: '/p', fingerprint: 'f' },
  });
  const claim = (row: ReturnType<typeof newRow>, at = AT) => inTransaction((tx) => claimIdempotencyKey(tx, row, at));

  it('a key is claimed once; what was written under it is found again, and another request is refused', async () => {
    const row = newRow();
    assert.equal(await claim(row), undefined);
    await assert.rejects(claim({ ...row, claim: 'two' }), { code: 'idempotency/in-progress' });
    await inTransaction((tx) => keepIdempotentResource(tx, row, 'cred_a'));
    assert.equal((await claim({ ...row, claim: 'two' }))?.resource, 'cred_a');
    await inTransaction((tx) => finishIdempotent(tx, row, 201, 'other'));
    const former = await claim({ ...row, claim: 'two' });
    assert.deepEqual([former?.status, former?.resource], [201, 'cred_a']);
    await assert.rejects(claim({ ...row, fingerprint: 'g' }), { code: 'idempotency/mismatch' });
    assert.equal(await claim({ ...row, principal: 'tok_b' }), undefined);
    assert.equal(await claim({ ...row, organisation_id: newId('org') }), undefined);
  });

  it('a claim whose holder is gone is taken over, and the former holder commits nothing any more', async () => {
    const row = newRow();
    await claim(row);
    assert.equal(await claim({ ...row, claim: 'two' }, AT + 60_001), undefined);
    const commit = inTransaction((tx) => keepIdempotentResource(tx, row, 'cred_a'));
    await assert.rejects(commit, { code: 'idempotency/in-progress' });
    await inTransaction((tx) => keepIdempotentResource(tx, { ...row, claim: 'two' }, 'cred_b'));
  });

  it('what is written in part is no answer: it is in progress, and gone on with once its holder has failed', async () => {
    const row = newRow();
    await claim(row);
    await inTransaction((tx) => keepIdempotentResource(tx, row, 'part', true));
    await assert.rejects(claim({ ...row, claim: 'two' }), { code: 'idempotency/in-progress' });
    await inTransaction((tx) => releaseIdempotencyKey(tx, row));
    const former = await claim({ ...row, claim: 'two' });
    assert.deepEqual([former?.isInPart, former?.resource], [true, 'part']);
    await assert.rejects(claim({ ...row, claim: 'three' }), { code: 'idempotency/in-progress' });
    await inTransaction((tx) => keepIdempotentResource(tx, { ...row, claim: 'two' }, 'whole'));
    assert.equal((await claim({ ...row, claim: 'three' }))?.isInPart, false);
  });

  it('a claim that is renewed is not taken over', async () => {
    const row = newRow();
    await claim(row);
    await inTransaction((tx) => renewIdempotencyClaim(tx, row, AT + 50_000));
    await assert.rejects(claim({ ...row, claim: 'two' }, AT + 60_001), { code: 'idempotency/in-progress' });
    assert.equal(await claim({ ...row, claim: 'two' }, AT + 110_000), undefined);
    const renewal = inTransaction((tx) => renewIdempotencyClaim(tx, row, AT + 110_000));
    await assert.rejects(renewal, { code: 'idempotency/in-progress' });
  });

  it('a failed request frees its key, unless it has written something', async () => {
    const row = newRow();
    await claim(row);
    await inTransaction((tx) => releaseIdempotencyKey(tx, row));
    assert.equal(await claim(row), undefined);
    await inTransaction((tx) => keepIdempotentResource(tx, row, 'cred_a'));
    await inTransaction((tx) => releaseIdempotencyKey(tx, row));
    assert.equal((await claim(row))?.resource, 'cred_a');
  });

  it('a key is free again after a day', async () => {
    const row = newRow();
    await claim(row);
    await inTransaction((tx) => keepIdempotentResource(tx, row, 'cred_a'));
    assert.equal((await claim(row, AT + IDEMPOTENCY_TERM_MS - 1))?.resource, 'cred_a');
    assert.equal(await claim(row, AT + IDEMPOTENCY_TERM_MS), undefined);
  });
}
