/** Organisations: the tenants. Every other table's primary key begins with the id of one of these. */
import type { Selectable } from 'kysely';
import { isId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import type { OrganisationTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

export interface Organisation {
  readonly id: string;
  /** Unique in the installation; stands wherever the id may; never of the form of an id. */
  readonly slug: string;
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly version: number;
  readonly createdAt: Instant;
}

function fromRow(row: Selectable<OrganisationTable>): Organisation {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    settings: JSON.parse(row.settings),
    version: row.version,
    createdAt: row.created_at,
  };
}

/** Stores a new organisation; id and slug must be unused, else the database's unique violation is thrown. */
export async function insertOrganisation(tx: Transaction, organisation: Organisation): Promise<void> {
  await tx
    .insertInto('organisations')
    .values({
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      settings: JSON.stringify(organisation.settings),
      version: organisation.version,
      created_at: organisation.createdAt,
    })
    .execute();
}

/** @param reference - An id (`org_…`) or a slug. */
export async function findOrganisation(queries: Queries, reference: string): Promise<Organisation | undefined> {
  const row = await queries
    .selectFrom('organisations')
    .selectAll()
    .where(isId('org', reference) ? 'id' : 'slug', '=', reference)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** All organisations of the installation, oldest first. */
export async function listOrganisations(queries: Queries): Promise<Organisation[]> {
  const rows = await queries.selectFrom('organisations').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(fromRow);
}
