/** The ledger over the store: a judgement, what it writes and what others are told of it, in one transaction. */
import { appendAudit } from '../../../audit/append.ts';
import type { Material } from '../../../domain/credential.ts';
import { Problem } from '../../../domain/problem.ts';
import { recordCredentialEvents } from '../../../events/credential-events.ts';
import { recordChange } from '../../../store/changes.ts';
import {
  changeTokens,
  type LockedConnection,
  lockConnection,
  renewLease,
  updateConnection,
} from '../../../store/connections.ts';
import { deleteMaterialVersions } from '../../../store/material.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import { storeTokens } from '../seal-tokens.ts';
import type { Ledger } from './redeem.ts';
import type { Settlement } from './rules.ts';

/** Sealed and witnessed rows. */
export type SealedTokens = readonly Required<Material>[];

export function createLedger(store: Pick<Store, 'transaction'>): Ledger<SealedTokens> {
  return {
    settle: (name, judge, sealed = []) =>
      store.transaction(async (tx) => {
        const locked = await lockConnection(tx, name);
        if (!locked) return undefined;
        const settlement = judge(locked);
        await write(tx, locked, { settlement, sealed });
        return settlement.result;
      }),
    renewLease: (name, lease) => store.transaction((tx) => renewLease(tx, name, lease)),
  };
}

interface Writing {
  readonly settlement: Settlement<unknown>;
  readonly sealed: SealedTokens;
}

async function write(tx: Transaction, locked: LockedConnection, { settlement, sealed }: Writing): Promise<void> {
  const { connection, record } = settlement;
  if (connection) await updateConnection(tx, connection);
  if (!record) return;
  const { credential: former } = locked;
  const { organisationId, id: subject } = former;
  // Under the lock nobody else can have written it; if one has, nothing of this may stand.
  if (!(await changeTokens(tx, former, record))) throw new Problem('credential/stale');
  if (sealed.length > 0) await replaceMaterial(tx, locked, sealed);
  if (settlement.audit) await tell(tx, locked, settlement);
  await recordChange(tx, { organisationId, kind: 'credential', subject });
}

/** What the new tokens take the place of is destroyed; what somebody has staged meanwhile stays. */
async function replaceMaterial(tx: Transaction, { credential }: LockedConnection, sealed: SealedTokens): Promise<void> {
  await storeTokens(tx, sealed);
  const { organisationId, id: credentialId, secrets } = credential;
  const replaced = sealed.flatMap(({ field }) => {
    const materialVersion = secrets[field];
    return materialVersion === undefined ? [] : [{ credentialId, field, materialVersion }];
  });
  await deleteMaterialVersions(tx, organisationId, replaced);
}

async function tell(tx: Transaction, locked: LockedConnection, { record, audit }: Settlement<unknown>): Promise<void> {
  const { credential: former, now } = locked;
  const { organisationId, id: subject, key: subjectKey } = former;
  const entry = { organisationId, actor: 'keyward', subject, subjectKey, outcome: 'done', ...audit! } as const;
  await appendAudit(tx, entry, now);
  await recordCredentialEvents(tx, [{ former, record: { ...former, ...record }, actor: 'keyward' }], now);
}
