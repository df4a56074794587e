/** What holds for flows on every database: a flow is used once and in time, and the one that tokens came of stands. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { sha256 } from '../../domain/encoding.ts';
import { newId } from '../../domain/id.ts';
import type { OAuthFlow } from '../../domain/oauth-flow.ts';
import { databaseNow } from '../database-time.ts';
import {
  bindFlow,
  commitFlow,
  completeFlow,
  countOpenFlows,
  deleteFlows,
  deleteStagedFlows,
  findFlow,
  findFlowByState,
  spendFlow,
  stageFlow,
  standingFlow,
} from '../oauth-flows.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite } from './samples.contract.ts';

const WITNESS = new Uint8Array(32).fill(7);

export function oauthFlowsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;
  const now = () => write((tx) => databaseNow(tx, suite().store.dialect));

  const staged = async (changes: Partial<OAuthFlow> = {}): Promise<OAuthFlow> => {
    const flow: OAuthFlow = {
      ...{ organisationId: 'org_a', id: newId('flw'), stateHash: sha256(randomBytes(32)), credentialId: newId('cred') },
      ...{ type: 'OAuthAlias', configurationId: 'oac_a', configurationVersion: 1, grant: 'authorization_code' },
      ...{ policy: Buffer.from('{}'), scopes: ['read', 'write'], redirectUrl: 'https://a.example/callback' },
      ...{ purpose: 'connect', expiresAt: (await now()) + 600_000, createdAt: AT, createdBy: 'tok_a' },
      ...changes,
    };
    await write((tx) => stageFlow(tx, flow));
    return flow;
  };
  const begun = async (changes: Partial<OAuthFlow> = {}): Promise<OAuthFlow> => {
    const flow = await staged(changes);
    await write((tx) => commitFlow(tx, flow, WITNESS));
    return flow;
  };

  it('a flow is found by its state once it is witnessed, and comes back as it was', async () => {
    const flow = await staged({ returnUrl: 'https://b.example/', nonce: 'n' });
    assert.equal(await findFlowByState(read(), flow.stateHash), undefined);
    assert.equal(await standingFlow(read(), { organisationId: 'org_a', id: flow.credentialId }), undefined);
    await write((tx) => commitFlow(tx, flow, WITNESS));
    const found = await findFlowByState(read(), flow.stateHash);
    assert.deepEqual(
      { ...found, policy: Buffer.from(found!.policy), stateHash: Buffer.from(found!.stateHash) },
      { ...flow, witness: found!.witness },
    );
    await assert.rejects(
      write((tx) => commitFlow(tx, flow, WITNESS)),
      { code: 'credential/stale' },
    );
  });

  it('of many who use a flow up one does, and none once its time is over', async () => {
    const flow = await begun();
    const spent = await Promise.all(Array.from({ length: 8 }, () => write((tx) => spendFlow(tx, flow))));
    assert.equal(spent.filter(Boolean).length, 1);
    await write((tx) => bindFlow(tx, flow, WITNESS));
    assert.equal((await findFlow(read(), flow))?.cookieMac, undefined, 'a flow that is used up is bound to no browser');
    const late = await begun({ expiresAt: await now() });
    assert.equal(await write((tx) => spendFlow(tx, late)), false);
  });

  it('the flow that the tokens came of stands whatever is begun behind it, until another is completed', async () => {
    const first = await begun();
    const { organisationId, credentialId } = first;
    const named = { organisationId, id: credentialId };
    await write((tx) => completeFlow(tx, first, AT + 1));
    const second = await begun({ credentialId, createdAt: AT + 2 });
    const third = await begun({ credentialId, createdAt: AT + 3 });
    assert.equal((await standingFlow(read(), named))?.id, first.id);
    assert.equal(await countOpenFlows(read(), organisationId, credentialId, AT), 2);
    await write((tx) => completeFlow(tx, third, AT + 4));
    assert.equal((await standingFlow(read(), named))?.id, third.id);
    assert.equal(await findFlow(read(), first), undefined);
    assert.equal((await findFlow(read(), second))?.id, second.id, 'what is under way goes on');
    await write((tx) => deleteFlows(tx, organisationId, [credentialId]));
    assert.equal(await standingFlow(read(), named), undefined);
  });

  it('what came to nothing goes with the next one that is begun, and what was never in force with time', async () => {
    const expired = await begun({ expiresAt: AT - 1 });
    const { credentialId } = expired;
    const next = await begun({ credentialId });
    assert.equal(await findFlow(read(), expired), undefined);
    const never = await staged({ createdAt: AT - 1 });
    await write((tx) => deleteStagedFlows(tx, AT));
    assert.equal(await findFlow(read(), never), undefined);
    assert.equal((await findFlow(read(), next))?.id, next.id);
  });
}
