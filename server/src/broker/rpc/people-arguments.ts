/** What the verbs about people take beside their texts: checked member by member, before anything is looked up. */
import { roles } from '../../domain/grant.ts';
import type { Verb } from './wire.ts';

type Argument = Readonly<Record<string, unknown>>;

const ACCOUNT_CHANGES: Readonly<Record<string, readonly string[]>> = {
  password: ['next'],
  'confirm-second-factor': ['code'],
  'remove-second-factor': ['password', 'code'],
  'unlink-identity': ['linkId'],
  'end-session': ['sessionId'],
  'end-other-sessions': [],
};

function isRecord(value: unknown): value is Argument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areTextsOrAbsent(...values: readonly unknown[]): boolean {
  return values.every((value) => value === undefined || typeof value === 'string');
}

function isRole(value: unknown): boolean {
  return roles.some((role) => role === value);
}

function isSignIn({ sessionHash, code, agent, requestId, address }: Argument): boolean {
  return sessionHash instanceof Uint8Array && areTextsOrAbsent(code, agent, requestId, address);
}

function isAccountChange(change: unknown): boolean {
  if (!isRecord(change) || typeof change.kind !== 'string' || !Object.hasOwn(ACCOUNT_CHANGES, change.kind))
    return false;
  const areTexts = ACCOUNT_CHANGES[change.kind]!.every((name) => typeof change[name] === 'string');
  const { codeHashes } = change;
  const needsHashes = change.kind === 'confirm-second-factor';
  const areHashes = Array.isArray(codeHashes) && codeHashes.every((hash) => hash instanceof Uint8Array);
  const areOthers = areTextsOrAbsent(change.current, change.password, change.code);
  return areTexts && areOthers && (!needsHashes || areHashes);
}

/** By verb. */
export const peopleArguments: Partial<Record<Verb, (argument: Argument) => boolean>> = {
  signIn: isSignIn,
  acceptLink: (argument) => isSignIn(argument) && areTextsOrAbsent(argument.name),
  changeAccount: ({ change, requestId, address }) => isAccountChange(change) && areTextsOrAbsent(requestId, address),
  beginSecondFactor: ({ requestId, address }) => areTextsOrAbsent(requestId, address),
  invite: ({ linkHash, email, role, solutions, expiresAt, requestId, address }) =>
    linkHash instanceof Uint8Array &&
    areTextsOrAbsent(email, requestId, address) &&
    (role === undefined || isRole(role)) &&
    isRecord(solutions) &&
    Object.values(solutions).every(isRole) &&
    Number.isSafeInteger(expiresAt),
  startSignOn: ({ token, purpose, password, code, requestId, address }) =>
    ['sign-in', 'link', 'test'].some((known) => known === purpose) &&
    areTextsOrAbsent(token, password, code, requestId, address),
  completeSignOn: ({ cookie, error, issuer, ...session }) =>
    isSignIn(session) && areTextsOrAbsent(cookie, error, issuer),
  removeIdentityProvider: ({ version, requestId, address }) =>
    Number.isSafeInteger(version) && areTextsOrAbsent(requestId, address),
  withdrawInvitation: ({ requestId, address }) => areTextsOrAbsent(requestId, address),
  changeMember: ({ role, inSolution, isRemoval, endsTokens, requestId, address }) =>
    (role === undefined || role === null || isRole(role)) &&
    (inSolution === undefined || isSolutionChange(inSolution)) &&
    (isRemoval === undefined || isRemoval === true) &&
    (endsTokens === undefined || (typeof endsTokens === 'boolean' && isRemoval === true)) &&
    // One change at a time: who may make one may not make another.
    [role, inSolution, isRemoval].filter((part) => part !== undefined).length === 1 &&
    areTextsOrAbsent(requestId, address),
  resetPerson: ({ linkHash, requestId, address }) =>
    linkHash instanceof Uint8Array && areTextsOrAbsent(requestId, address),
  changePerson: ({ isDeactivated, endsTokens, requestId, address }) =>
    typeof isDeactivated === 'boolean' &&
    (endsTokens === undefined || typeof endsTokens === 'boolean') &&
    areTextsOrAbsent(requestId, address),
};

function isSolutionChange(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { solutionId, role } = value;
  return typeof solutionId === 'string' && (role === null || isRole(role));
}
