/**
 * The guard: what something uses is not deleted, unless that is forced. Judged inside the transaction that deletes, after
 * the credential's row is written, so that a reference made at the same time is either seen here or refused. Expiry asks
 * nobody.
 */
import type { Credential } from '../../domain/credential.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import { Problem } from '../../domain/problem.ts';
import { countCredentialUsers, listCredentialUsers } from '../../store/references.ts';
import type { Transaction } from '../../store/store.ts';
import type { Call } from '../route.ts';
import { usageOf } from './usage-view.ts';

/** So many users a refusal names; the rest are listed by `usages`. */
const MOST_NAMED = 20;

function inWords(all: number, isActiveOnly: boolean): string {
  const thing = isActiveOnly ? 'active reference' : 'reference';
  return all === 1 ? `1 ${thing} names it.` : `${all} ${thing}s name it.`;
}

/**
 * Refuses to delete what is named: by active holders, or by any, as the organisation's settings say.
 *
 * @param deletion - `credential` as it was before.
 * @returns how many references a forced deletion leaves dangling
 * @throws Problem `credential/in-use` with `usages`
 */
export async function assertMayGo(
  call: Call,
  tx: Transaction,
  { credential, isForced }: { readonly credential: Credential; readonly isForced: boolean },
): Promise<number> {
  const { organisation, principal } = call;
  const isActiveOnly = !isForced && effectiveSettings(organisation.settings).deletionGuard === 'active';
  const which = { isActiveOnly, solutions: principal.solutionIds };
  const counts = await countCredentialUsers(tx, organisation.id, { ids: [credential.id], ...which });
  const { all, visible } = counts.get(credential.id) ?? { all: 0, visible: 0 };
  if (isForced || all === 0) return all;
  const users = await listCredentialUsers(tx, credential, { limit: MOST_NAMED, ...which });
  const hidden = all - visible;
  throw new Problem('credential/in-use', {
    detail: inWords(all, isActiveOnly),
    usages: users.map(usageOf),
    ...(hidden > 0 && { hidden }),
  });
}
