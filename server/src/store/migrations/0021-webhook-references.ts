/** References to one very credential, by its id: webhooks name what signs them so. Those that there are get theirs. */
import { sql } from 'kysely';
import type { Store } from '../store.ts';
import type { Migration } from './index.ts';

interface Words {
  readonly text: string;
  /** The id in a webhook's definition; null in one that somebody has damaged. */
  readonly credentialId: string;
}

const words: Record<Store['dialect'], Words> = {
  sqlite: {
    text: 'text',
    credentialId: "case when json_valid(w.definition) then json_extract(w.definition, '$.credentialId') end",
  },
  postgres: {
    text: 'text collate "C"',
    credentialId: `substring(w.definition from '"credentialId":"(cred_[a-z0-9]+)"')`,
  },
};

export const webhookReferences: Migration = {
  name: '0021-webhook-references',
  async up(db, dialect) {
    const { text, credentialId } = words[dialect];
    const statements = [
      `alter table credential_references add column credential_id ${text}`,
      `insert into credential_references (organisation_id, holder_kind, holder_id, holder_name, holder_link, solution_id,
          "key", step, component, active, credential_id)
        select w.organisation_id, 'webhook', w.id, coalesce(w.description, 'Webhook'), null, '', c."key", '', null,
          w.is_active, c.id
        from webhooks w join credentials c on c.organisation_id = w.organisation_id and c.id = ${credentialId}
        where w.witness is not null`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
