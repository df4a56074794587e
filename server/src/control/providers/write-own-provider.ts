/**
 * Writes providers of an organisation's own: staged, signed by the broker, then put in the place of the version before.
 * Until that commit nothing has changed for anybody, and without the signature nothing ever does.
 */
import { auditedProvider } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { newId } from '../../domain/id.ts';
import type { OwnProvider } from '../../domain/own-provider.ts';
import { Problem } from '../../domain/problem.ts';
import { recordChange } from '../../store/changes.ts';
import {
  commitOwnProvider,
  deleteProviderVersion,
  findOwnProvider,
  providerUsers,
  stageOwnProvider,
} from '../../store/own-providers.ts';
import type { Transaction } from '../../store/store.ts';
import { assertIfMatch } from '../http/if-match.ts';
import type { Call } from '../route.ts';

const MOST_PROVIDERS = 200;

/** What a write is about, checked by the strict reader. */
export interface GivenProvider {
  readonly name: string;
  readonly document: string;
}

function nextVersion(call: Call, given: GivenProvider, former: OwnProvider | undefined): OwnProvider {
  const { organisation, principal, services } = call;
  const at = services.clock();
  return {
    ...{ organisationId: organisation.id, id: newId('prv'), name: given.name, document: given.document },
    version: (former?.version ?? 0) + 1,
    ...{ createdAt: former?.createdAt ?? at, createdBy: former?.createdBy ?? principal.tokenId },
    ...{ updatedAt: at, updatedBy: principal.tokenId },
  };
}

async function write(call: Call, given: GivenProvider, former: OwnProvider | undefined): Promise<OwnProvider> {
  const { store, broker } = call.services;
  const staged = nextVersion(call, given, former);
  const { organisationId, id, name, version } = staged;
  await store.transaction((transaction) => stageOwnProvider(transaction, staged));
  try {
    const { witnesses } = await broker.admitProvider({ token: call.token.reveal(), organisationId, providerId: id });
    const signed = { ...staged, signature: witnesses[0]! };
    await store.transaction(async (transaction) => {
      await commitOwnProvider(transaction, signed, { formerId: former?.id, most: MOST_PROVIDERS });
      const changes = changesOf(former && auditedProvider(former), auditedProvider(signed));
      await call.recordDone(transaction, { subject: name, subjectKey: name, details: { version, changes } });
      await recordChange(transaction, { organisationId, kind: 'provider', subject: name });
    });
    return signed;
  } catch (error) {
    // A staged row that cannot be removed now confers nothing; the first failure is the one to tell.
    await store.transaction((transaction) => deleteProviderVersion(transaction, organisationId, id)).catch(() => false);
    throw error;
  }
}

/** @throws Problem `provider/name-taken`, `provider/too-many` */
export async function createOwnProvider(call: Call, given: GivenProvider): Promise<OwnProvider> {
  const { services, organisation } = call;
  const former = await findOwnProvider(services.store.read, organisation.id, given.name);
  if (former) throw new Problem('provider/name-taken');
  return write(call, given, undefined);
}

/**
 * Makes the provider, or puts it in the place of the version before.
 *
 * @throws Problem `provider/stale`, `provider/too-many`
 */
export async function replaceOwnProvider(
  call: Call,
  given: GivenProvider,
): Promise<{ readonly provider: OwnProvider; readonly isNew: boolean }> {
  const { services, organisation, ifMatch } = call;
  const former = await findOwnProvider(services.store.read, organisation.id, given.name);
  assertIfMatch(ifMatch, former?.version, 'provider/stale');
  if (former?.document === given.document) return { provider: former, isNew: false };
  return { provider: await write(call, given, former), isNew: former === undefined };
}

const MOST_NAMED = 20;

/** @throws Problem `provider/in-use` with `usages` */
async function assertProviderUnused(transaction: Transaction, provider: OwnProvider): Promise<void> {
  const { count, first } = await providerUsers(transaction, provider, MOST_NAMED);
  if (count === 0) return;
  const usages = first.map(({ id, key, name, status, solutionId }) => {
    const where = solutionId === '' ? {} : { solutionId };
    return { kind: 'credential', id, name: name ?? key, active: status === 'valid', ...where };
  });
  throw new Problem('provider/in-use', { detail: `${count} credentials name it.`, usages });
}

/**
 * Deletes a provider that no credential names.
 *
 * @param isForced - Deletes it all the same: credentials keep what they took from it.
 * @throws Problem `provider/not-found`, `provider/stale`, `provider/in-use`
 */
export async function deleteOwnProvider(call: Call, name: string, isForced: boolean): Promise<void> {
  const { services, organisation, ifMatch } = call;
  const provider = await findOwnProvider(services.store.read, organisation.id, name);
  if (!provider) throw new Problem('provider/not-found');
  assertIfMatch(ifMatch, provider.version, 'provider/stale');
  const { organisationId, id, version } = provider;
  await services.store.transaction(async (transaction) => {
    if (!isForced) await assertProviderUnused(transaction, provider);
    if (!(await deleteProviderVersion(transaction, organisationId, id))) throw new Problem('provider/stale');
    const changes = changesOf(auditedProvider(provider), { members: {} });
    await call.recordDone(transaction, { subject: name, subjectKey: name, details: { version, changes } });
    await recordChange(transaction, { organisationId, kind: 'provider', subject: name });
  });
}
