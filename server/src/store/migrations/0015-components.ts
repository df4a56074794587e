/** Credentials by their component: the list of one, and how many each has. */
import { sql } from 'kysely';
import type { Migration } from './index.ts';

export const components: Migration = {
  name: '0015-components',
  async up(db) {
    // The expression stands in the queries exactly as here, or the index is not used.
    await sql
      .raw(
        `create index credentials_by_component
          on credentials (organisation_id, coalesce(provider, type), created_at, id) where status <> 'deleted'`,
      )
      .execute(db);
  },
};
