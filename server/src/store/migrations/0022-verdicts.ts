/** Credentials by what their last live check came to: the list of those that their API has rejected. */
import { sql } from 'kysely';
import { verdictExpression } from '../verdict-expression.ts';
import type { Migration } from './index.ts';

export const verdicts: Migration = {
  name: '0022-verdicts',
  async up(db, dialect) {
    // The expression stands in the queries exactly as here, or the index is not used.
    await sql
      .raw(
        `create index credentials_by_verdict
          on credentials (organisation_id, (${verdictExpression(dialect)}), created_at, id) where status <> 'deleted'`,
      )
      .execute(db);
  },
};
