/**
 * Signing in: address, password and, where the person has one, the code of the second factor. A wrong address, password or
 * code is one answer, and takes as long. Every sign-in is in the audit log, and every failure.
 */
import type { KeyObject } from 'node:crypto';
import { appendAudits } from '../../audit/append.ts';
import { sha256 } from '../../domain/encoding.ts';
import { newId } from '../../domain/id.ts';
import { normaliseEmail, type Person } from '../../domain/person.ts';
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import { SESSION_LIFE_MS, type Session } from '../../domain/session.ts';
import type { SessionOrigin } from '../../domain/sign-on.ts';
import { recordChange } from '../../store/changes.ts';
import { membershipsOf } from '../../store/memberships.ts';
import { findPersonByEmail, takeTimeStep, updatePerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { insertSession } from '../../store/sessions.ts';
import type { Transaction } from '../../store/store.ts';
import { type Buckets, enterAttempt, enterCodeAttempt, forgive } from './attempts.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from './people-parts.ts';
import { backupCodeMac, isTimeCode, timeStepOf, withoutBackupCode } from './second-factor.ts';
import { vouchedPerson } from './vouched.ts';
import { witnessPerson, witnessSession } from './witness.ts';

/** The session that a sign-in is to begin; its token was made by whoever asks and is not told here. */
export interface NewSession extends RequestTrace {
  /** SHA-256 of the session's token. */
  readonly sessionHash: Uint8Array;
  /** User-Agent. */
  readonly agent?: string;
}

export interface SignInRequest extends NewSession {
  readonly email: string;
  readonly password: string;
  /** Of the second factor: six digits, or a backup code. */
  readonly code?: string;
}

/** Somebody is signed in. */
export interface SignedIn {
  readonly personId: string;
  readonly sessionId: string;
  readonly expiresAt: number;
}

const LONGEST_AGENT = 200;

/** @throws Problem `session/sign-in-failed`, `session/code-required`, `person/deactivated`, `request/rate-limited` */
export async function signIn(parts: PeopleParts, request: SignInRequest): Promise<SignedIn> {
  const key = await parts.keys.witnessKey(INSTALLATION);
  const person = await checkPassword(parts, key, request);
  const code = await checkCode(parts, key, { person, ...request });
  const signedIn = await parts.store.transaction(async (tx) => {
    await code.take(tx);
    return beginSession(parts, tx, key, { person, session: request });
  });
  await forgive(parts, code.buckets);
  return signedIn;
}

/**
 * The person with this address and password. Codes are counted by themselves: the attempt was no failure, whatever follows.
 *
 * @throws Problem `session/sign-in-failed`, `person/deactivated`, `request/rate-limited`
 */
export async function checkPassword(
  parts: PeopleParts,
  key: KeyObject,
  request: Pick<SignInRequest, 'email' | 'password'> & RequestTrace,
): Promise<Person> {
  const email = normaliseEmail(request.email);
  const buckets = await enterAttempt(parts, key, { account: email ?? '', address: request.address });
  const found = email === undefined ? undefined : await findPersonByEmail(parts.store.read, email);
  const person = await vouchedPerson(parts, found);
  if (person && (await parts.passwords.isRight(key, person, request.password))) {
    await forgive(parts, buckets);
    if (person.deactivatedAt !== undefined) {
      // Told to nobody but who knows the password.
      await recordFailure(parts, person, { ...tracedBy(request), code: 'person/deactivated' });
      throw new Problem('person/deactivated');
    }
    return person;
  }
  if (!person) await parts.passwords.isRight(key, undefined, request.password);
  await recordFailure(parts, person, { ...tracedBy(request), code: 'session/sign-in-failed' });
  throw new Problem('session/sign-in-failed');
}

/** A code that is right, to be taken in the transaction in which it counts. */
interface RightCode {
  /** @throws Problem `session/sign-in-failed` where it was taken meanwhile */
  readonly take: (tx: Transaction) => Promise<void>;
  /** The same for who writes the person anew beside it: a backup code goes with the row. */
  readonly takeStep: (tx: Transaction) => Promise<void>;
  readonly buckets: Buckets;
}

/**
 * Checks the code of a person who has a second factor; anybody else needs none.
 *
 * @throws Problem `session/code-required`, `session/sign-in-failed`, `request/rate-limited`
 */
export async function checkCode(
  parts: PeopleParts,
  key: KeyObject,
  { person, code, ...trace }: { readonly person: Person; readonly code?: string } & RequestTrace,
): Promise<RightCode> {
  if (person.secondFactor?.since === undefined) return { take: async () => {}, takeStep: async () => {}, buckets: [] };
  if (code === undefined || code.trim() === '') throw new Problem('session/code-required');
  const buckets = await enterCodeAttempt(parts, key, person.id);
  const shown = code.replaceAll(/[\s-]/g, '');
  const take = takerOf(parts, key, person, shown);
  if (!take) {
    await recordFailure(parts, person, { ...tracedBy(trace), code: 'session/sign-in-failed' });
    throw new Problem('session/sign-in-failed');
  }
  return { take, takeStep: isTimeCode(shown) ? take : async () => {}, buckets };
}

function takerOf(parts: PeopleParts, key: KeyObject, person: Person, code: string): RightCode['take'] | undefined {
  const factor = person.secondFactor!;
  if (isTimeCode(code)) {
    const step = timeStepOf(key, person, { salt: factor.salt, code, now: parts.clock() });
    if (step === undefined) return undefined;
    return async (tx) => {
      if (!(await takeTimeStep(tx, person.id, step))) throw new Problem('session/sign-in-failed');
    };
  }
  const left = withoutBackupCode(factor, backupCodeMac(key, person.id, sha256(code.toLowerCase())));
  if (!left) return undefined;
  return async (tx) => {
    const changed = { ...person, secondFactor: left, updatedAt: parts.clock() };
    const isFirst = await updatePerson(tx, { ...changed, witness: witnessPerson(key, changed) }, person);
    if (!isFirst) throw new Problem('session/sign-in-failed');
  };
}

/** Whose session begins, and how. */
interface Beginning {
  readonly person: Person;
  readonly session: NewSession;
  /** Of a single sign-on. */
  readonly origin?: SessionOrigin;
}

/**
 * Begins a session inside the acting transaction, with its entries in the logs of all that the person is a member of.
 *
 * @throws Problem `person/deactivated`
 */
export async function beginSession(
  { clock }: PeopleParts,
  tx: Transaction,
  key: KeyObject,
  { person, session: asked, origin }: Beginning,
): Promise<SignedIn> {
  if (person.deactivatedAt !== undefined) throw new Problem('person/deactivated');
  const now = clock();
  const session: Session = {
    id: newId('ses'),
    personId: person.id,
    hash: asked.sessionHash,
    epoch: person.epoch,
    createdAt: now,
    expiresAt: now + SESSION_LIFE_MS,
    seenAt: now,
    ...(asked.address !== undefined && { address: asked.address }),
    ...(asked.agent !== undefined && { agent: asked.agent.slice(0, LONGEST_AGENT) }),
    ...(origin && { origin }),
  };
  await insertSession(tx, { ...session, witness: witnessSession(key, session) });
  const details = origin && { identityProvider: origin.providerId };
  const done = { action: 'session.create', subject: session.id, outcome: 'done', ...(details && { details }) } as const;
  const acting = { actor: person.id, actorName: person.email, ...tracedBy(asked) };
  const isLimited = origin !== undefined && origin.organisationId !== INSTALLATION;
  // What reaches one organisation is no other's business.
  const places = isLimited ? [INSTALLATION, origin.organisationId] : await placesOf(tx, person.id);
  const entries = places.map((organisationId) => ({ organisationId, ...acting, ...done }));
  await appendAudits(tx, entries, now);
  await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: person.id });
  return { personId: person.id, sessionId: session.id, expiresAt: session.expiresAt };
}

/** In whose logs it stands what a person does to themselves: the installation's, and those of their organisations. */
export async function placesOf(queries: Parameters<typeof membershipsOf>[0], personId: string): Promise<string[]> {
  const memberships = await membershipsOf(queries, personId);
  const own = memberships.map(({ organisationId }) => organisationId);
  return [...new Set([INSTALLATION, ...own])].slice(0, MOST_LOGS);
}

const MOST_LOGS = 100;

/**
 * What was typed for an address may be a password: only an account that exists is named. Whoever waits for the answer waits
 * for one entry in either case; an account's organisations get theirs behind it.
 */
async function recordFailure(
  { refusals, store, logger }: PeopleParts,
  person: Person | undefined,
  { code, ...trace }: { readonly code: ProblemCode } & RequestTrace,
): Promise<void> {
  const actor = person ? { actor: person.id, actorName: person.email } : { actor: 'keyward' };
  const refusal = { ...actor, action: 'session.create', code, ...tracedBy(trace) };
  await refusals.record({ organisationId: INSTALLATION, ...refusal });
  if (!person) return;
  const others = placesOf(store.read, person.id).then(async (places) => {
    for (const organisationId of places.slice(1)) await refusals.record({ organisationId, ...refusal });
  });
  others.catch((error: unknown) => logger.error({ err: error }, 'a failed sign-in could not be recorded'));
}
