/** Reads the grants of a request: patterns checked, methods in one case, exact keys bound to the ids that they name now. */
import type { Credential } from '../../domain/credential.ts';
import { isFunctionName } from '../../domain/function.ts';
import type { Grant } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import { findFunction } from '../../store/functions.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { readFutureInstant } from '../read-future-instant.ts';
import type { Call } from '../route.ts';
import type { GrantBody } from './access-token-body.ts';

const GLOB = /^[a-z0-9._*-]{1,128}$/;
const METHOD = /^[A-Z][A-Z-]{0,31}$/;
const NEVER_PASSED_ON = new Set(['CONNECT', 'TRACE']);
// The grant is judged on a normalised path, in which none of these ever stands.
const PATH = /^[/*](?!.*(?:[\s\\?#\u0000-\u001f\u007f]|\/\/|\/\.{1,2}(?:\/|$)))/;

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

function isOfPlatform({ organisation }: Call): boolean {
  return organisation.id === INSTALLATION;
}

/** A pattern as it is stored, and for an exact key the credentials that it names now. */
interface BoundPattern {
  readonly pattern: string;
  readonly ids: readonly string[];
}

/** What a key names for a token: in each of its solutions as the broker would look it up there, else in the organisation. */
async function namedBy(call: Call, reference: string, solutions: readonly string[] = ['']): Promise<Credential[]> {
  const { services, organisation } = call;
  const found = await Promise.all(
    solutions.map((solutionId) =>
      lookUpCredential(services.store.read, { organisationId: organisation.id, solutionId }, reference),
    ),
  );
  return found.filter((credential) => credential !== undefined && credential.status !== 'deleted') as Credential[];
}

async function bind(
  call: Call,
  pattern: string,
  path: string,
  solutions: readonly string[] | undefined,
): Promise<BoundPattern> {
  if (pattern.includes('*')) {
    if (!GLOB.test(pattern)) throw invalid(path, 'is not a glob over keys');
    return { pattern, ids: [] };
  }
  if (isOfPlatform(call)) {
    if (!isKey(pattern)) throw invalid(path, 'is not a key: a platform token names credentials by key alone');
    return { pattern, ids: [] };
  }
  const isReference = isKey(pattern) || isId('cred', pattern);
  const [first, ...others] = isReference ? await namedBy(call, pattern, solutions) : [];
  if (!first) {
    throw new Problem('credential/not-found', { errors: [{ path, message: 'names no credential' }] });
  }
  return { pattern: first.key, ids: [first, ...others].map(({ id }) => id) };
}

/** By key, a single id as itself. */
function idsOf(bound: readonly BoundPattern[]): Grant['ids'] {
  const byKey = new Map<string, Set<string>>();
  for (const { pattern, ids } of bound.filter(({ ids }) => ids.length > 0)) {
    byKey.set(pattern, new Set([...(byKey.get(pattern) ?? []), ...ids]));
  }
  const entries = [...byKey].map(([key, ids]) => [key, ids.size === 1 ? [...ids][0]! : [...ids].sort()] as const);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function readMethods(methods: readonly string[], path: string): string[] {
  const upper = methods.map((method) => method.toUpperCase());
  const wrong = upper.findIndex((method) => !METHOD.test(method) || NEVER_PASSED_ON.has(method));
  if (wrong >= 0) throw invalid(`${path}/methods/${wrong}`, 'is not a method that the broker passes on');
  return [...new Set(upper)].sort();
}

function assertPaths(paths: readonly string[], path: string): readonly string[] {
  const wrong = paths.findIndex((pattern) => !PATH.test(pattern));
  if (wrong >= 0) throw invalid(`${path}/paths/${wrong}`, 'is not a glob over paths: `/v1/charges`, `/v1/**`');
  return paths;
}

function invalidWithout({ credentials, functions, ...rest }: GrantBody, path: string): Problem | undefined {
  if (!credentials && !functions) return invalid(`${path}/credentials`, 'is required where there are no functions');
  const stray = (['methods', 'paths', 'release'] as const).find((member) => rest[member] !== undefined);
  return !credentials && stray ? invalid(`${path}/${stray}`, 'is for credentials, and the grant has none') : undefined;
}

/**
 * Binds functions to the definitions that they have now, in each solution of the token.
 *
 * @throws Problem `function/not-found`, `request/invalid`
 */
async function bindFunctions(
  call: Call,
  names: readonly string[],
  { path, solutions }: { readonly path: string; readonly solutions: readonly string[] | undefined },
): Promise<Pick<Grant, 'functions' | 'digests'>> {
  if (!solutions) throw invalid(`${path}/functions`, 'takes a token that is limited to solutions');
  const { services, organisation } = call;
  const digests = new Map<string, string[]>();
  for (const [at, name] of names.entries()) {
    // What is no name is asked of no database: PostgreSQL refuses NUL with an error of its own.
    const scopes = (isFunctionName(name) ? solutions : []).map((solutionId) => ({
      organisationId: organisation.id,
      solutionId,
    }));
    const found = await Promise.all(scopes.map((scope) => findFunction(services.store.read, scope, name)));
    const bound = [...new Set(found.flatMap((record) => record?.digest ?? []))].sort();
    const errors = [{ path: `${path}/functions/${at}`, message: 'names no function of the token’s solutions' }];
    if (bound.length === 0) throw new Problem('function/not-found', { errors });
    digests.set(name, bound);
  }
  const entries = [...digests].map(([name, bound]) => [name, bound.length === 1 ? bound[0]! : bound] as const);
  return { functions: [...digests.keys()], digests: Object.fromEntries(entries) };
}

/**
 * The grants as they are stored.
 *
 * @param solutions - Ids of those that the token is limited to.
 *
 * @throws Problem `request/invalid`; `credential/not-found`, `function/not-found` for an exact key, id or name that names nothing
 */
export async function readGrants(
  call: Call,
  bodies: readonly GrantBody[],
  solutions: readonly string[] | undefined,
): Promise<Grant[]> {
  const now = call.services.clock();
  return Promise.all(
    bodies.map(async (body, index) => {
      const path = `/grants/${index}`;
      const wrong = invalidWithout(body, path);
      if (wrong) throw wrong;
      const { credentials = [], functions, methods, paths, release, expiresAt } = body;
      const bound = await Promise.all(
        credentials.map((pattern, at) => bind(call, pattern, `${path}/credentials/${at}`, solutions)),
      );
      const ids = idsOf(bound);
      return {
        credentials: [...new Set(bound.map(({ pattern }) => pattern))],
        ...(isOfPlatform(call) && { isUnbound: true as const }),
        ...(ids && { ids }),
        ...(functions && (await bindFunctions(call, functions, { path, solutions }))),
        ...(methods && { methods: readMethods(methods, path) }),
        ...(paths && { paths: assertPaths(paths, path) }),
        ...(release && { release: [...new Set(release)].sort() }),
        ...(expiresAt !== undefined && { expiresAt: readFutureInstant(`${path}/expiresAt`, expiresAt, now) }),
      };
    }),
  );
}
