/**
 * Requests that might serve to verify a credential: a GET that asks for nothing but the secret. They are offered, the
 * likely ones first, and none is chosen: that it accepts right secrets only is for people to know.
 */
import { type Pointer, pointerOf, type VerificationCandidate } from './import-report.ts';
import type { SecurityMethod } from './import-security.ts';
import type { Operation } from './operations.ts';
import { isObject, type JsonObject, memberOf } from './read-document.ts';
import { resolved } from './references.ts';

const MOST_CANDIDATES = 5;
/** What cannot be taken for a template, a query or a detour. */
const PLAIN_ROUTE = /^(?:\/[A-Za-z0-9_~!$&'()*+,;=:@.-]+)+\/?$/;
/** Last words of paths that tell who is asking, likely ones first. */
const TELLING = [
  'me',
  'whoami',
  'self',
  'myself',
  'current',
  'user',
  'account',
  'profile',
  'users',
  'accounts',
  'status',
];

const OWNERS: ReadonlySet<string> = new Set(['user', 'users', 'account', 'accounts', 'v1', 'v2', 'v3', 'v4', 'api']);

function isPlain(route: string): boolean {
  return PLAIN_ROUTE.test(route) && route.length <= 256 && !/\/\.{1,2}(?:\/|$)|\$\{/.test(route);
}

function asksForMore(document: JsonObject, { pathItem, operation }: Operation): boolean {
  const lists = [memberOf(pathItem, 'parameters'), memberOf(operation, 'parameters')];
  const parameters = lists.flatMap((list) => (Array.isArray(list) ? list.slice(0, 100) : []));
  const isAsked = (given: unknown) => memberOf(resolved(document, given), 'required') === true;
  return parameters.some(isAsked) || memberOf(operation, 'requestBody') !== undefined;
}

function answersJson(document: JsonObject, operation: JsonObject): boolean {
  const responses = memberOf(operation, 'responses');
  const good = isObject(responses) ? Object.keys(responses).filter((status) => /^2(?:\d\d|XX)$/.test(status)) : [];
  return good.some((status) => {
    const content = memberOf(resolved(document, memberOf(responses, status)), 'content');
    return (
      isObject(content) && Object.keys(content).some((type) => /^application\/(?:[a-z0-9.+-]+\+)?json\b/i.test(type))
    );
  });
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** The types with which the operation is called; none where anybody may call it. */
function typesFor({ security }: Operation, methods: readonly SecurityMethod[]): string[] {
  if (security === undefined || security.length === 0 || security.some((requirement) => requirement.length === 0))
    return [];
  return methods
    .filter(({ requirement }) => security.some((asked) => isSame(asked, requirement)))
    .map(({ type }) => type);
}

function rankOf({ route }: Operation): number {
  const words = route.split('/').filter((word) => word !== '');
  const told = TELLING.indexOf((words.at(-1) ?? '').toLowerCase().replaceAll(/[^a-z]/g, ''));
  // `/users/me` before `/permissions/me`.
  const isAside = words.length > 1 && !OWNERS.has(words.at(-2)!.toLowerCase());
  return (told < 0 ? TELLING.length : told) * 100 + words.length + (isAside ? 10 : 0);
}

/** Every operation that could verify, the likely ones first. */
export function verifiersOf(
  document: JsonObject,
  operations: readonly Operation[],
  methods: readonly SecurityMethod[],
): VerificationCandidate[] {
  const isDeprecated = ({ operation }: Operation) => memberOf(operation, 'deprecated') === true;
  const fit = operations.filter(
    (one) => one.method === 'get' && isPlain(one.route) && !isDeprecated(one) && !asksForMore(document, one),
  );
  return fit
    .filter(({ operation }) => answersJson(document, operation))
    .map((one) => ({ rank: rankOf(one), path: one.path, request: one.route, types: typesFor(one, methods) }))
    .filter(({ types }) => types.length > 0)
    .sort((one, other) => one.rank - other.rank)
    .map(({ rank: _rank, ...candidate }) => candidate);
}

/** The few to offer. */
export function offered(candidates: readonly VerificationCandidate[]): readonly VerificationCandidate[] {
  return candidates.slice(0, MOST_CANDIDATES);
}

/** Where the document has servers of their own for single paths or operations, which are not taken. */
export function otherServersOf(operations: readonly Operation[]): Pointer[] {
  const has = (holder: JsonObject) => memberOf(holder, 'servers') !== undefined;
  return operations
    .filter(({ pathItem, operation }) => has(pathItem) || has(operation))
    .map(({ path }) => path + pointerOf('servers'));
}
