/** Reads the grants of a request: patterns checked, methods in one case, exact keys bound to the ids that they name now. */
import type { Grant } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import { findCredential } from '../../store/credentials.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { scopeOf } from '../credentials/find-live.ts';
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

async function bind(call: Call, pattern: string, path: string): Promise<{ pattern: string; id?: string }> {
  if (pattern.includes('*')) {
    if (!GLOB.test(pattern)) throw invalid(path, 'is not a glob over keys');
    return { pattern };
  }
  if (isOfPlatform(call)) {
    if (!isKey(pattern)) throw invalid(path, 'is not a key: a platform token names credentials by key alone');
    return { pattern };
  }
  const isReference = isKey(pattern) || isId('cred', pattern);
  const found = isReference ? await findCredential(call.services.store.read, scopeOf(call), pattern) : undefined;
  if (!found || found.status === 'deleted') {
    throw new Problem('credential/not-found', { errors: [{ path, message: 'names no credential' }] });
  }
  return { pattern: found.key, id: found.id };
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

/**
 * The grants as they are stored.
 *
 * @throws Problem `request/invalid`; `credential/not-found` for an exact key or id that names nothing
 */
export async function readGrants(call: Call, bodies: readonly GrantBody[]): Promise<Grant[]> {
  const now = call.services.clock();
  return Promise.all(
    bodies.map(async ({ credentials, methods, paths, expiresAt }, index) => {
      const path = `/grants/${index}`;
      const bound = await Promise.all(
        credentials.map((pattern, at) => bind(call, pattern, `${path}/credentials/${at}`)),
      );
      const exact = bound.flatMap(({ pattern, id }) => (id === undefined ? [] : [[pattern, id] as const]));
      return {
        credentials: [...new Set(bound.map(({ pattern }) => pattern))],
        ...(isOfPlatform(call) && { isUnbound: true as const }),
        ...(exact.length > 0 && { ids: Object.fromEntries(exact) }),
        ...(methods && { methods: readMethods(methods, path) }),
        ...(paths && { paths: assertPaths(paths, path) }),
        ...(expiresAt !== undefined && { expiresAt: readFutureInstant(`${path}/expiresAt`, expiresAt, now) }),
      };
    }),
  );
}
