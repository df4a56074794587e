/**
 * What people change about their own accounts: password, second factor, sessions. Each but the end of a session takes the
 * password again, and ends every other session.
 */
import { type KeyObject, randomBytes } from 'node:crypto';
import { appendAudits } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { assertPassword, type Person } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { recordChange } from '../../store/changes.ts';
import { findPerson, takeTimeStep, updatePerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { deleteSessions, findSession, findSessionByHash, renewSession } from '../../store/sessions.ts';
import type { Transaction } from '../../store/store.ts';
import { isWitness } from '../admit/witness.ts';
import { enterCodeAttempt, forgive } from './attempts.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from './people-parts.ts';
import { backupCodeMac, type TotpSecret, timeStepOf, totpSecretOf } from './second-factor.ts';
import { checkCode, checkPassword, placesOf } from './sign-in.ts';
import { assertOwnAccount, confirmAccount } from './sign-on/confirm-account.ts';
import { vouchedPerson } from './vouched.ts';
import { witnessPerson, witnessSession } from './witness.ts';

const SALT_BYTES = 16;
/** As many as control makes. */
const MOST_BACKUP_CODES = 20;
const HASH_BYTES = 32;

/** A person who is signed in. */
export interface Own {
  readonly principal: Principal;
  /** SHA-256 of the session's token. */
  readonly sessionHash: Uint8Array;
  readonly trace: RequestTrace;
}

async function ownPerson(parts: PeopleParts, { principal }: Own): Promise<Person> {
  assertOwnAccount(principal);
  const person = await vouchedPerson(parts, await findPerson(parts.store.read, principal.tokenId));
  if (!person) throw new Problem('session/invalid');
  return person;
}

/**
 * @param given.current - Left out where the account has no password: a fresh sign-in stands for it.
 * @throws Problem `session/sign-in-failed`, `person/password-weak`, `request/rate-limited`, `session/required`,
 *   `session/limited`, `session/fresh-needed`
 */
export async function changePassword(
  parts: PeopleParts,
  own: Own,
  { current, next }: { readonly current?: string; readonly next: string },
): Promise<void> {
  const key = await parts.keys.witnessKey(INSTALLATION);
  const { password: stored } = await ownPerson(parts, own);
  const former =
    stored === undefined
      ? (await confirmAccount(parts, own.principal, own.trace)).person
      : await confirmedPerson(parts, key, own, current ?? '');
  assertPassword(next, former.email);
  const password = await parts.passwords.hash(key, former.id, next);
  await write(parts, { key, own, former, changed: { ...former, password }, action: 'person.change-password' });
}

/** The person, who has given the password once more. */
async function confirmedPerson(parts: PeopleParts, key: KeyObject, own: Own, password: string): Promise<Person> {
  const { email } = await ownPerson(parts, own);
  return checkPassword(parts, key, { email, password, ...own.trace });
}

/**
 * Begins a second factor: it is not asked for until a first code was shown.
 *
 * @returns the secret, this one time
 * @throws Problem `person/second-factor-on`, `session/sign-in-failed`, `request/rate-limited`, `session/required`
 */
export async function beginSecondFactor(parts: PeopleParts, own: Own, password: string): Promise<TotpSecret> {
  const key = await parts.keys.witnessKey(INSTALLATION);
  const former = await confirmedPerson(parts, key, own, password);
  if (former.secondFactor?.since !== undefined) throw new Problem('person/second-factor-on');
  const salt = randomBytes(SALT_BYTES);
  const changed = { ...former, secondFactor: { salt, backupCodes: [] }, updatedAt: parts.clock() };
  await parts.store.transaction(async (tx) => {
    const isFirst = await updatePerson(tx, { ...changed, witness: witnessPerson(key, changed) }, former);
    if (!isFirst) throw new Problem('person/stale');
  });
  return totpSecretOf(key, former, salt);
}

/**
 * The first code: from now on each sign-in takes one.
 *
 * @param given.codeHashes - SHA-256 of each backup code.
 * @throws Problem `person/second-factor-missing`, `session/sign-in-failed`, `request/rate-limited`, `session/required`
 */
export async function confirmSecondFactor(
  parts: PeopleParts,
  own: Own,
  { code, codeHashes }: { readonly code: string; readonly codeHashes: readonly Uint8Array[] },
): Promise<void> {
  const isSound = codeHashes.length <= MOST_BACKUP_CODES && codeHashes.every(({ length }) => length === HASH_BYTES);
  if (!isSound) throw new Problem('request/invalid');
  const key = await parts.keys.witnessKey(INSTALLATION);
  const former = await ownPerson(parts, own);
  const begun = former.secondFactor;
  if (!begun || begun.since !== undefined) throw new Problem('person/second-factor-missing');
  const buckets = await enterCodeAttempt(parts, key, former.id);
  const now = parts.clock();
  const step = timeStepOf(key, former, { salt: begun.salt, code: code.replaceAll(/\s/g, ''), now });
  if (step === undefined) throw new Problem('session/sign-in-failed');
  const backupCodes = codeHashes.map((hash) => backupCodeMac(key, former.id, hash));
  const changed = { ...former, secondFactor: { salt: begun.salt, since: now, backupCodes } };
  const take = async (tx: Transaction) => {
    if (!(await takeTimeStep(tx, former.id, step))) throw new Problem('session/sign-in-failed');
  };
  await write(parts, { key, own, former, changed, action: 'person.add-second-factor', take });
  await forgive(parts, buckets);
}

/** @throws Problem `person/second-factor-missing`, `session/sign-in-failed`, `session/code-required`, `request/rate-limited` */
export async function removeSecondFactor(
  parts: PeopleParts,
  own: Own,
  { password, code }: { readonly password: string; readonly code: string },
): Promise<void> {
  const key = await parts.keys.witnessKey(INSTALLATION);
  const former = await confirmedPerson(parts, key, own, password);
  if (former.secondFactor?.since === undefined) throw new Problem('person/second-factor-missing');
  const right = await checkCode(parts, key, { person: former, code, ...own.trace });
  const { secondFactor: _, ...changed } = former;
  // A code that has signed somebody in must not take the factor away as well: it may have been looked over the shoulder.
  const take = right.takeStep;
  await write(parts, { key, own, former, changed, action: 'person.remove-second-factor', take });
  await forgive(parts, right.buckets);
}

interface AccountChange {
  readonly key: KeyObject;
  readonly own: Own;
  readonly former: Person;
  readonly changed: Person;
  readonly action: string;
  readonly take?: (tx: Transaction) => Promise<void>;
}

/** Writes the person under a new epoch: this session goes on, all others end. */
async function write(parts: PeopleParts, change: AccountChange): Promise<void> {
  const { key, own, former, changed, action, take } = change;
  const now = parts.clock();
  const person: Person = { ...changed, epoch: former.epoch + 1, updatedAt: now };
  await parts.store.transaction(async (tx) => {
    await take?.(tx);
    const isFirst = await updatePerson(tx, { ...person, witness: witnessPerson(key, person) }, former);
    if (!isFirst) throw new Problem('person/stale');
    const session = await findSessionByHash(tx, own.sessionHash);
    // What is vouched for anew was vouched for before: it may have been edited since it was authenticated.
    const isOwn = session?.personId === person.id && isWitness(session.witness, witnessSession(key, session));
    if (!isOwn) throw new Problem('session/invalid');
    await deleteSessions(tx, person.id, { except: session.id });
    const renewed = { ...session, epoch: person.epoch };
    await renewSession(tx, { ...renewed, witness: witnessSession(key, renewed) });
    const acting = { actor: person.id, actorName: person.email, ...tracedBy(own.trace) };
    const places = await placesOf(tx, person.id);
    const done = { ...acting, action, subject: person.id, outcome: 'done' } as const;
    await appendAudits(
      tx,
      places.map((organisationId) => ({ organisationId, ...done })),
      now,
    );
    await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: person.id });
  });
}

/**
 * Ends one of one's own sessions, or all others.
 *
 * @throws Problem `session/not-found`, `session/required`; `session/limited` for one that came by the identity provider of an
 *   organisation, which ends those alone that came by the same
 */
export async function endSessions(parts: PeopleParts, own: Own, sessionId: string | undefined): Promise<void> {
  const { tokenId: personId, tokenName, reach, identityProviderId } = own.principal;
  if (own.principal.sessionId === undefined) throw new Problem('session/required');
  if (reach !== undefined && sessionId === undefined) throw new Problem('session/limited');
  const named = reach === undefined ? undefined : await findSession(parts.store.read, personId, sessionId!);
  const isForeign = reach !== undefined && named?.origin?.providerId !== identityProviderId;
  if (isForeign) throw new Problem('session/not-found');
  await parts.store.transaction(async (tx) => {
    const which = sessionId === undefined ? { except: own.principal.sessionId! } : { id: sessionId };
    const ended = await deleteSessions(tx, personId, which);
    if (sessionId !== undefined && ended === 0) throw new Problem('session/not-found');
    const acting = { actor: personId, ...(tokenName && { actorName: tokenName }), ...tracedBy(own.trace) };
    const entry = { organisationId: INSTALLATION, ...acting, action: 'session.end', outcome: 'done' } as const;
    const details = { sessions: ended };
    await appendAudits(tx, [{ ...entry, ...(sessionId && { subject: sessionId }), details }], parts.clock());
    await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: personId });
  });
}
