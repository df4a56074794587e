/**
 * OAuth configurations' rows. A definition is staged, witnessed by the broker, and only then in force; a row confers
 * nothing by being here: whoever uses one checks its witness. Each query names the organisation.
 */
import type { Selectable } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import { isId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import type { OAuthConfiguration } from '../domain/oauth-configuration.ts';
import { Problem } from '../domain/problem.ts';
import { awaitOrganisationTurn } from './await-turn.ts';
import { dialectOf } from './dialect-of.ts';
import { deleteMaterial } from './material.ts';
import type { OAuthConfigurationTable } from './oauth-tables.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { Queries, Transaction } from './store.ts';

type Row = Selectable<OAuthConfigurationTable>;

/** What is staged beside what is in force. */
interface Staged {
  readonly document: string;
  readonly secretVersion: number;
}

/** A row as it is read everywhere. */
export function fromConfigurationRow(row: Row): OAuthConfiguration {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    ...(row.key !== null && { key: row.key }),
    ...(row.credential_id !== null && { credentialId: row.credential_id }),
    ...(row.name !== null && { name: row.name }),
    document: row.definition,
    secretVersion: row.secret_version,
    ...(row.witness !== null && { witness: row.witness }),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

/** What is staged, in a fixed order of members: it is compared as text. */
function writeStaged({ document, secretVersion }: Staged): string {
  return JSON.stringify({ document, secretVersion });
}

function readStaged(text: string): Staged | undefined {
  try {
    const { document, secretVersion } = JSON.parse(text) as Staged;
    return typeof document === 'string' && Number.isSafeInteger(secretVersion)
      ? { document, secretVersion }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Stores a new configuration as staged: it is in force, and listed, once it is committed. */
export async function stageOAuthConfiguration(tx: Transaction, configuration: OAuthConfiguration): Promise<void> {
  await tx
    .insertInto('oauth_configurations')
    .values({
      organisation_id: configuration.organisationId,
      id: configuration.id,
      key: configuration.key ?? null,
      credential_id: configuration.credentialId ?? null,
      name: configuration.name ?? null,
      definition: configuration.document,
      secret_version: configuration.secretVersion,
      witness: null,
      staged: writeStaged(configuration),
      version: configuration.version,
      created_at: configuration.createdAt,
      created_by: configuration.createdBy,
      updated_at: configuration.updatedAt,
      updated_by: configuration.updatedBy,
    })
    .execute();
}

function whereIs(tx: Transaction, { organisationId, id }: Pick<OAuthConfiguration, 'organisationId' | 'id'>) {
  return tx.updateTable('oauth_configurations').where('organisation_id', '=', organisationId).where('id', '=', id);
}

/**
 * Puts a definition beside the one in force, to be witnessed.
 *
 * @param expectedVersion - The version that the write stands on.
 * @throws Problem `oauth-configuration/stale`
 */
export async function restageOAuthConfiguration(
  tx: Transaction,
  next: OAuthConfiguration,
  expectedVersion: number,
): Promise<void> {
  const query = whereIs(tx, next)
    .set({ staged: writeStaged(next) })
    .where('version', '=', expectedVersion);
  if ((await query.executeTakeFirst()).numUpdatedRows !== 1n) throw new Problem('oauth-configuration/stale');
}

/** A configuration as it is staged, with no witness; undefined where nothing is. */
export async function findStagedOAuthConfiguration(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<OAuthConfiguration | undefined> {
  const row = await byId(queries, organisationId, id).executeTakeFirst();
  const staged = row?.staged == null ? undefined : readStaged(row.staged);
  return row && staged && { ...fromConfigurationRow({ ...row, witness: null }), ...staged };
}

function byId(queries: Queries, organisationId: string, id: string) {
  return queries
    .selectFrom('oauth_configurations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id);
}

function named(queries: Queries, organisationId: string) {
  return queries
    .selectFrom('oauth_configurations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('key', 'is not', null)
    .where('witness', 'is not', null);
}

async function isKeyTaken(tx: Transaction, { organisationId, id, key }: OAuthConfiguration): Promise<boolean> {
  if (key === undefined) return false;
  const other = await named(tx, organisationId).where('key', '=', key).where('id', '!=', id).executeTakeFirst();
  return other !== undefined;
}

/**
 * Puts what was staged in force.
 *
 * @param configuration - As it is to be, with its witness.
 * @param expectedVersion - The version that the write stands on; of a new one its own.
 * @throws Problem `oauth-configuration/stale` where another write came first, `oauth-configuration/key-taken`; the
 *   transaction must not go on then
 */
export async function commitOAuthConfiguration(
  tx: Transaction,
  configuration: OAuthConfiguration,
  expectedVersion: number,
): Promise<void> {
  const { organisationId, document, secretVersion, witness, name, version, updatedAt, updatedBy } = configuration;
  // Two of one key would meet at the unique index, whose refusal no caller could tell from a failure.
  if (configuration.key !== undefined) await awaitOrganisationTurn(tx, organisationId);
  if (await isKeyTaken(tx, configuration)) throw new Problem('oauth-configuration/key-taken');
  const result = await whereIs(tx, configuration)
    .set({ definition: document, secret_version: secretVersion, witness: witness!, staged: null })
    .set({ name: name ?? null, version, updated_at: updatedAt, updated_by: updatedBy })
    .where('version', '=', expectedVersion)
    .where('staged', '=', writeStaged(configuration))
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('oauth-configuration/stale');
}

/** The configuration of this id, named or private, once it has been in force. */
export async function findOAuthConfigurationById(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<OAuthConfiguration | undefined> {
  const row = await byId(queries, organisationId, id).where('witness', 'is not', null).executeTakeFirst();
  return row && fromConfigurationRow(row);
}

/** The named configuration that an id or a key means. */
export async function findOAuthConfiguration(
  queries: Queries,
  organisationId: string,
  reference: string,
): Promise<OAuthConfiguration | undefined> {
  const column = isId('oac', reference) ? 'id' : 'key';
  const row = await named(queries, organisationId).where(column, '=', reference).executeTakeFirst();
  return row && fromConfigurationRow(row);
}

/**
 * The one configuration of a connection: of an alias the organisation's of the key that it names, else its own.
 *
 * @returns undefined where there is none (any more): the connection cannot be made or renewed
 */
export async function configurationOfConnection(
  queries: Queries,
  { organisationId, id, type, fields }: Pick<Credential, 'organisationId' | 'id' | 'type' | 'fields'>,
): Promise<OAuthConfiguration | undefined> {
  if (type === 'OAuthAlias') {
    const key = Object.hasOwn(fields, 'configuration') ? fields.configuration : undefined;
    if (key === undefined) return undefined;
    const alias = await named(queries, organisationId).where('key', '=', key).executeTakeFirst();
    return alias && fromConfigurationRow(alias);
  }
  const row = await queries
    .selectFrom('oauth_configurations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', id)
    .where('witness', 'is not', null)
    .executeTakeFirst();
  return row && fromConfigurationRow(row);
}

/** A page of the organisation's named configurations, newest first. @throws Problem `request/cursor-invalid` */
export async function listOAuthConfigurations(
  queries: Queries,
  organisationId: string,
  request: PageRequest,
): Promise<Page<OAuthConfiguration>> {
  const binding = listBinding('oauth-configurations', { organisationId });
  const rows = await inPage(named(queries, organisationId), request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: OAuthConfiguration) => ({ at: createdAt, id });
  return pageOf(rows.map(fromConfigurationRow), { binding, limit: request.limit, positionOf });
}

/** A page of all that are or were in force, private ones among them, newest first; for who looks after the rows. */
export async function listAllOAuthConfigurations(
  queries: Queries,
  organisationId: string,
  request: PageRequest,
): Promise<Page<OAuthConfiguration>> {
  const binding = listBinding('all-oauth-configurations', { organisationId });
  const query = queries
    .selectFrom('oauth_configurations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('witness', 'is not', null);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: OAuthConfiguration) => ({ at: createdAt, id });
  return pageOf(rows.map(fromConfigurationRow), { binding, limit: request.limit, positionOf });
}

/**
 * Holds a named configuration until the transaction ends, so that it is not deleted meanwhile: for whoever writes an
 * alias of it. On SQLite every writing transaction is alone as it is.
 *
 * @returns whether it is there
 */
export async function holdOAuthConfiguration(tx: Transaction, organisationId: string, key: string): Promise<boolean> {
  const query = named(tx, organisationId).where('key', '=', key);
  const row = await (dialectOf(tx) === 'postgres' ? query.forShare() : query).executeTakeFirst();
  return row !== undefined;
}

/** Removes a configuration, and destroys its secret. @returns whether it was there in this version, or in any without one */
export async function deleteOAuthConfiguration(
  tx: Transaction,
  { organisationId, id, version }: Pick<OAuthConfiguration, 'organisationId' | 'id'> & { readonly version?: number },
): Promise<boolean> {
  let query = tx.deleteFrom('oauth_configurations').where('organisation_id', '=', organisationId).where('id', '=', id);
  if (version !== undefined) query = query.where('version', '=', version);
  const { numDeletedRows } = await query.executeTakeFirst();
  if (numDeletedRows !== 1n) return false;
  await deleteMaterial(tx, organisationId, id);
  return true;
}

/** Takes back a configuration that was staged and never in force; one that is in force stays. */
export async function unstageOAuthConfiguration(
  tx: Transaction,
  { organisationId, id }: Pick<OAuthConfiguration, 'organisationId' | 'id'>,
): Promise<void> {
  await tx
    .deleteFrom('oauth_configurations')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('witness', 'is', null)
    .execute();
}

/** How many named configurations the organisation has. */
export async function countOAuthConfigurations(queries: Queries, organisationId: string): Promise<number> {
  const { count } = await queries
    .selectFrom('oauth_configurations')
    .select(({ fn }) => fn.countAll<number | string | bigint>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('key', 'is not', null)
    .where('witness', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Removes what belongs to these connections alone, staged or not, and destroys its secrets. @param credentialIds - Some hundreds at most. */
export async function deletePrivateConfigurations(
  tx: Transaction,
  organisationId: string,
  credentialIds: readonly string[],
): Promise<void> {
  if (credentialIds.length === 0) return;
  const rows = await tx
    .deleteFrom('oauth_configurations')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', 'in', credentialIds)
    .returning('id')
    .execute();
  for (const { id } of rows) await deleteMaterial(tx, organisationId, id);
}

/** Removes configurations that were staged and never in force; their staged secrets go with all that is stale. */
export async function deleteStagedOAuthConfigurations(tx: Transaction, olderThan: Instant): Promise<void> {
  await tx
    .deleteFrom('oauth_configurations')
    .where('witness', 'is', null)
    .where('created_at', '<', olderThan)
    .execute();
}

/**
 * Removes private configurations whose connection never came to be, and destroys their secrets: one is put in force before the
 * first token is asked for, and the process may end in between. Tombstones count as there: what they had went with them.
 */
export async function deleteOrphanedConfigurations(tx: Transaction, olderThan: Instant): Promise<void> {
  const rows = await tx
    .deleteFrom('oauth_configurations')
    .where('credential_id', 'is not', null)
    .where('created_at', '<', olderThan)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('credentials')
            .select('credentials.id')
            .whereRef('credentials.organisation_id', '=', 'oauth_configurations.organisation_id')
            .whereRef('credentials.id', '=', 'oauth_configurations.credential_id'),
        ),
      ),
    )
    .returning(['organisation_id', 'id'])
    .execute();
  for (const { organisation_id, id } of rows) await deleteMaterial(tx, organisation_id, id);
}
