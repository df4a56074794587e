/** What holds for the pauses of upstreams on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import type { UpstreamPause } from '../../domain/limits.ts';
import { deletePastPauses, pausedUntil, recordPauses } from '../upstream-pauses.ts';
import { AT, type Suite } from './samples.contract.ts';

export function upstreamPausesContract(suite: () => Suite): void {
  const record = (...pauses: UpstreamPause[]) => suite().store.transaction((tx) => recordPauses(tx, pauses));
  const until = (pause: UpstreamPause, now = AT) => pausedUntil(suite().store.read, pause, now);

  const pauseOf = (changes: Partial<UpstreamPause> = {}): UpstreamPause => ({
    organisationId: newId('org'),
    credentialId: 'cred_a',
    origin: 'https://a.example',
    until: AT + 1_000,
    ...changes,
  });

  it('a pause is told until it is over, to its own organisation and credential', async () => {
    const pause = pauseOf();
    await record(pause, pauseOf({ until: AT + 9_000 }), { ...pause, credentialId: 'cred_b', until: AT + 9_000 });
    assert.equal(await until(pause), AT + 1_000);
    assert.equal(await until(pause, AT + 999), AT + 1_000);
    assert.equal(await until(pause, AT + 1_000), undefined);
    assert.equal(await until({ ...pause, credentialId: 'cred_c' }), undefined);
  });

  it('of several origins, and of what several nodes have been told, the last end is told', async () => {
    const pause = pauseOf();
    await record(pause, { ...pause, origin: 'https://b.example', until: AT + 500 });
    await record({ ...pause, until: AT + 3_000 });
    await record({ ...pause, until: AT + 2_000 });
    assert.equal(await until(pause), AT + 3_000);
  });

  it('what is over is removed, and nothing else', async () => {
    const over = pauseOf();
    const later = pauseOf({ until: AT + 1_001 });
    await record(over, later);
    await suite().store.transaction((tx) => deletePastPauses(tx, AT + 1_000));
    assert.deepEqual([await until(over), await until(later)], [undefined, AT + 1_001]);
  });
}
