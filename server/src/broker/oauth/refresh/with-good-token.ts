/**
 * The one step by which every pipeline gets a token that may be sent: what was found is good in nearly every case, and then
 * goes on as it is, at once. Else a renewal is waited for and it is found again; twice at most, never for ever.
 */
import { Problem } from '../../../domain/problem.ts';
import type { TokenLife } from '../../../domain/token-life.ts';
import type { TokenKeeper } from './token-keeper.ts';

const ATTEMPTS = 3;

export interface Finding<T> {
  readonly found: T;
  readonly lifeOf: (found: T) => TokenLife | undefined;
  /** Finds it again: credentials are forgotten with their tokens. */
  readonly again: () => T | Promise<T>;
  /** The token that the API has refused in this request, if it has. */
  readonly refused?: TokenLife | undefined;
  /** Whether the token was sent long ago, and it is only judged whether the request may go on. */
  readonly isUnderWay?: boolean | undefined;
}

/**
 * @returns what was found, at once where its token is good or it has none
 * @throws Problem `connection/reconnect-required`, `connection/refresh-pending`, why it could not be renewed
 */
export function withGoodToken<T>(keeper: TokenKeeper, finding: Finding<T>): T | Promise<T> {
  const { found, lifeOf, refused, isUnderWay } = finding;
  const life = lifeOf(found);
  if (life === undefined || isUnderWay) return found;
  if (refused && isSame(life, refused)) return afterRefusal(keeper, finding, life);
  const renewal = keeper.renew(life);
  return renewal === undefined ? found : afterRenewal(keeper, finding, renewal);
}

/** Another node may have renewed it meanwhile, or another request. */
function isSame(one: TokenLife, other: TokenLife): boolean {
  return one.credentialId === other.credentialId && one.secrets.accessToken === other.secrets.accessToken;
}

async function afterRenewal<T>(keeper: TokenKeeper, { lifeOf, again }: Finding<T>, renewal: Promise<void>): Promise<T> {
  let waiting: Promise<void> | undefined = renewal;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await waiting;
    const found = await again();
    waiting = keeper.renew(lifeOf(found));
    if (waiting === undefined) return found;
  }
  await waiting;
  throw new Problem('connection/refresh-pending', { retryAfterMs: 1_000 });
}

/** Without another token the request is sent with the old one: the answer to it is the API's own. */
async function afterRefusal<T>(keeper: TokenKeeper, { again }: Finding<T>, life: TokenLife): Promise<T> {
  await keeper.renewRefused(life);
  return again();
}
