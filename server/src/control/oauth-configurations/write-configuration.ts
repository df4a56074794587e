/**
 * Makes, changes and deletes the OAuth configurations of an organisation. What connections use is not deleted unless that
 * is forced, and no change takes an origin from a connection that has it.
 */
import { auditedOAuthConfiguration } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { isWithinDomains } from '../../domain/check-oauth-definition.ts';
import type { Credential } from '../../domain/credential.ts';
import { isId, newId } from '../../domain/id.ts';
import { deriveKey, isKey } from '../../domain/key.ts';
import {
  type OAuthConfiguration,
  type OAuthDefinition,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { originOf } from '../../domain/origin.ts';
import { Problem } from '../../domain/problem.ts';
import type { Usage } from '../../domain/reference.ts';
import { recordChange } from '../../store/changes.ts';
import { countOAuthAliases, listOAuthAliases } from '../../store/oauth-aliases.ts';
import {
  countOAuthConfigurations,
  deleteOAuthConfiguration,
  findOAuthConfiguration,
} from '../../store/oauth-configurations.ts';
import type { Queries } from '../../store/store.ts';
import { assertIfMatch } from '../http/if-match.ts';
import type { Call } from '../route.ts';
import type { ConfigurationBody, ConfigurationPatch } from './client-body.ts';
import { type ConfigurationDraft, draftConfiguration } from './draft-configuration.ts';
import {
  admitConfiguration,
  type ConfigurationRecord,
  commitConfiguration,
  stageConfiguration,
  unstageConfiguration,
} from './stage-configuration.ts';

const MOST_CONFIGURATIONS = 500;
const MOST_NAMED = 20;
const MOST_SUFFIXES = 100;

/** A call whose path names a configuration. */
export type ConfigurationCall<Body = unknown, Query = unknown> = Call<{ configuration: string }, Query, Body>;

/** @throws Problem `oauth-configuration/not-found` */
export async function requireConfiguration(call: ConfigurationCall): Promise<OAuthConfiguration> {
  const { configuration } = call.params;
  const isReference = isId('oac', configuration) || isKey(configuration);
  const { read } = call.services.store;
  const found = isReference ? await findOAuthConfiguration(read, call.organisation.id, configuration) : undefined;
  if (!found) throw new Problem('oauth-configuration/not-found');
  return found;
}

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

/** The key given, or one from the name that is free; who comes first has it. */
async function keyFor({ services, organisation }: Call, { key, name, provider }: ConfigurationBody): Promise<string> {
  const isTaken = async (candidate: string) =>
    (await findOAuthConfiguration(services.store.read, organisation.id, candidate)) !== undefined;
  if (key !== undefined) {
    if (!isKey(key) || key.startsWith('oac_')) throw invalid('/key', 'is not a key: `[a-z0-9][a-z0-9._-]{0,127}`');
    if (await isTaken(key)) throw new Problem('oauth-configuration/key-taken');
    return key;
  }
  const derived = deriveKey(name, (provider ?? 'oauth').replace('/', '-')).replace(/^oac_/, 'oac-');
  for (let suffix = 1; suffix <= MOST_SUFFIXES; suffix += 1) {
    const candidate = suffix === 1 ? derived : `${derived}-${suffix}`;
    if (!(await isTaken(candidate))) return candidate;
  }
  throw new Problem('oauth-configuration/key-taken');
}

async function write(
  call: Call,
  record: ConfigurationRecord,
  draft: ConfigurationDraft,
  former?: OAuthConfiguration,
): Promise<OAuthConfiguration> {
  const staged = await stageConfiguration(call, record, draft, former);
  try {
    const admitted = await admitConfiguration(call, staged);
    const { configuration } = admitted;
    const { id, key, version } = configuration;
    const changes = changesOf(former && auditedOAuthConfiguration(former), auditedOAuthConfiguration(configuration));
    await call.services.store.transaction(async (transaction) => {
      await commitConfiguration(transaction, admitted);
      const note = { subject: id, ...(key !== undefined && { subjectKey: key }), details: { version, changes } };
      await call.recordDone(transaction, note);
    });
    return configuration;
  } catch (error) {
    // What cannot be taken back now confers nothing; the first failure is the one to tell.
    await unstageConfiguration(call, staged).catch(() => undefined);
    throw error;
  }
}

/** @throws Problem `oauth-configuration/too-many`, `oauth-configuration/key-taken`, those of drafting, staging and admission */
export async function createConfiguration(call: Call, body: ConfigurationBody): Promise<OAuthConfiguration> {
  const { services, organisation, principal } = call;
  const { id = newId('oac'), key: _, name, ...client } = body;
  if (!isId('oac', id)) throw invalid('/id', 'is not an id of an OAuth configuration');
  if (body.sealed && body.id === undefined) throw invalid('/id', 'is required beside `sealed`');
  const count = await countOAuthConfigurations(services.store.read, organisation.id);
  if (count >= MOST_CONFIGURATIONS) throw new Problem('oauth-configuration/too-many');
  const key = await keyFor(call, body);
  const draft = await draftConfiguration(call, client);
  const at = services.clock();
  const by = { createdAt: at, createdBy: principal.tokenId, updatedAt: at, updatedBy: principal.tokenId };
  const record = { organisationId: organisation.id, id, key, version: 1, ...by };
  return write(call, name === undefined ? record : { ...record, name }, draft);
}

function originsOf({ baseUrl, allowedOrigins = [] }: Credential): string[] {
  return baseUrl === undefined ? [...allowedOrigins] : [originOf(baseUrl), ...allowedOrigins];
}

function usageOf({ id, key, name, status, solutionId }: Credential): Usage {
  const where = solutionId === '' ? {} : { solutionId };
  return { kind: 'credential', id, name: name ?? key, active: status === 'valid', ...where };
}

/** Domains are narrowed only as far as no connection lies outside: else its tokens would go where they may not. */
async function assertDomainsKept(
  { services }: Call,
  { organisationId, key, document }: OAuthConfiguration,
  definition: OAuthDefinition,
): Promise<void> {
  const before = readOAuthDefinition(document)?.allowedDomains ?? [];
  const isKept = before.length > 0 && before.every((domain) => definition.allowedDomains.includes(domain));
  if (key === undefined || definition.allowedDomains.length === 0 || isKept) return;
  const users = await listOAuthAliases(services.store.read, { organisationId, key });
  const outside = users.filter((user) => !originsOf(user).every((origin) => isWithinDomains(definition, origin)));
  if (outside.length === 0) return;
  const detail = `${outside.length} connections have origins outside of the allowed domains.`;
  throw new Problem('oauth-configuration/in-use', { detail, usages: outside.slice(0, MOST_NAMED).map(usageOf) });
}

/**
 * Changes a configuration; what is left out stays.
 *
 * @throws Problem `oauth-configuration/not-found`, `oauth-configuration/stale`, `oauth-configuration/secret-needed`,
 *   `oauth-configuration/in-use` for domains that exclude a connection, and those of a creation
 */
export async function updateConfiguration(call: ConfigurationCall<ConfigurationPatch>): Promise<OAuthConfiguration> {
  const former = await requireConfiguration(call);
  assertIfMatch(call.ifMatch, former.version, 'oauth-configuration/stale');
  const definition = readOAuthDefinition(former.document);
  if (!definition) throw new Problem('oauth-configuration/unwitnessed');
  const { name: given, ...body } = call.body;
  const draft = await draftConfiguration(call, body, { former: definition });
  await assertDomainsKept(call, former, draft.definition);
  const { document: _, secretVersion: __, witness: ___, name: before, ...kept } = former;
  const name = given === undefined ? before : (given ?? undefined);
  const changed = { version: former.version + 1, updatedAt: call.services.clock(), updatedBy: call.principal.tokenId };
  return write(call, { ...kept, ...(name !== undefined && { name }), ...changed }, draft, former);
}

/** How many connections are made by it. */
export async function countConnections(queries: Queries, { organisationId, key }: OAuthConfiguration): Promise<number> {
  if (key === undefined) return 0;
  return (await countOAuthAliases(queries, organisationId, [key])).get(key) ?? 0;
}

/** @throws Problem `oauth-configuration/in-use` with `usages` */
async function assertUnused(queries: Queries, configuration: OAuthConfiguration): Promise<void> {
  const count = await countConnections(queries, configuration);
  if (count === 0) return;
  const { organisationId, key } = configuration;
  const first = await listOAuthAliases(queries, { organisationId, key: key! }, MOST_NAMED);
  const detail = count === 1 ? '1 connection is made by it.' : `${count} connections are made by it.`;
  throw new Problem('oauth-configuration/in-use', { detail, usages: first.map(usageOf) });
}

/**
 * Deletes a configuration that no connection uses, and destroys its secret.
 *
 * @param isForced - Deletes it all the same: its connections are not renewed any more.
 * @throws Problem `oauth-configuration/not-found`, `oauth-configuration/stale`, `oauth-configuration/in-use`
 */
export async function deleteConfiguration(call: ConfigurationCall, isForced: boolean): Promise<void> {
  const configuration = await requireConfiguration(call);
  assertIfMatch(call.ifMatch, configuration.version, 'oauth-configuration/stale');
  const { organisationId, id, key } = configuration;
  await call.services.store.transaction(async (transaction) => {
    // Deleted first: who makes a connection at this time waits at the row, and finds none.
    if (!(await deleteOAuthConfiguration(transaction, configuration))) throw new Problem('oauth-configuration/stale');
    if (!isForced) await assertUnused(transaction, configuration);
    const changes = changesOf(auditedOAuthConfiguration(configuration), { members: {} });
    const note = { subject: id, ...(key !== undefined && { subjectKey: key }), details: { changes, isForced } };
    await call.recordDone(transaction, note);
    await recordChange(transaction, { organisationId, kind: 'oauth-configuration', subject: id });
  });
}
