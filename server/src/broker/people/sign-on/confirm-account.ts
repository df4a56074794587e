/**
 * The account's own person, once more: with its password and second factor where it has them, else by a sign-in that is fresh. A
 * session that came by an organisation's identity provider is nobody here: that provider's administrators could have made it.
 */
import type { Principal } from '../../../domain/access-token.ts';
import type { Person } from '../../../domain/person.ts';
import { Problem } from '../../../domain/problem.ts';
import { FRESH_MS } from '../../../domain/sign-on.ts';
import { findPerson } from '../../../store/people.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { findSession } from '../../../store/sessions.ts';
import type { Transaction } from '../../../store/store.ts';
import type { Buckets } from '../attempts.ts';
import type { PeopleParts, RequestTrace } from '../people-parts.ts';
import { checkCode, checkPassword } from '../sign-in.ts';
import { vouchedPerson } from '../vouched.ts';

/** Somebody who has shown that the account is theirs. */
export interface ConfirmedAccount {
  readonly person: Person;
  /** Takes the code that was shown, in the transaction in which it counts. */
  readonly take: (tx: Transaction) => Promise<void>;
  /** To be forgiven once it is done. */
  readonly buckets: Buckets;
}

/** @throws Problem `session/required`, `session/limited` */
export function assertOwnAccount({ sessionId, reach }: Principal): void {
  if (sessionId === undefined) throw new Problem('session/required');
  if (reach !== undefined) throw new Problem('session/limited');
}

/**
 * @throws Problem `session/required`, `session/limited`, `session/invalid`, `session/fresh-needed`, `session/sign-in-failed`,
 *   `session/code-required`, `request/rate-limited`
 */
export async function confirmAccount(
  parts: PeopleParts,
  principal: Principal,
  { password = '', code, ...trace }: { readonly password?: string; readonly code?: string } & RequestTrace,
): Promise<ConfirmedAccount> {
  assertOwnAccount(principal);
  const person = await vouchedPerson(parts, await findPerson(parts.store.read, principal.tokenId));
  if (!person || person.home !== undefined) throw new Problem('session/invalid');
  if (person.password === undefined) {
    await assertFreshSession(parts, principal);
    return { person, take: async () => {}, buckets: [] };
  }
  const key = await parts.keys.witnessKey(INSTALLATION);
  const right = await checkPassword(parts, key, { email: person.email, password, ...trace });
  const shown = await checkCode(parts, key, { person: right, ...(code !== undefined && { code }), ...trace });
  return { person: right, take: shown.take, buckets: shown.buckets };
}

/** @throws Problem `session/fresh-needed` */
async function assertFreshSession({ store, clock }: PeopleParts, principal: Principal): Promise<void> {
  const session = await findSession(store.read, principal.tokenId, principal.sessionId!);
  if (!session || session.createdAt + FRESH_MS <= clock()) throw new Problem('session/fresh-needed');
}
