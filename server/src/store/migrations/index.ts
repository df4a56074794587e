/** All migrations, in order. A migration that has been released is never edited: the next one corrects it. */
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { first } from './0001-first.ts';
import { rotation } from './0002-rotation.ts';
import { credentialLists } from './0003-credential-lists.ts';
import { expiryAndAudit } from './0004-expiry-and-audit.ts';
import { idempotency } from './0005-idempotency.ts';
import { solutions } from './0006-solutions.ts';
import { use } from './0007-use.ts';
import { limits } from './0008-limits.ts';
import { events } from './0010-events.ts';
import { verification } from './0011-verification.ts';
import { ownProviders } from './0012-own-providers.ts';
import { functions } from './0013-functions.ts';
import { references } from './0014-references.ts';
import { components } from './0015-components.ts';
import { oauthConfigurations } from './0016-oauth-configurations.ts';
import { oauthFlows } from './0017-oauth-flows.ts';
import { connections } from './0018-connections.ts';
import { connectLinks } from './0019-connect-links.ts';
import { people } from './0020-people.ts';
import { webhookReferences } from './0021-webhook-references.ts';
import { verdicts } from './0022-verdicts.ts';
import { singleSignOn } from './0023-single-sign-on.ts';
import { accounts } from './0024-accounts.ts';

/** One step from one version of the tables to the next; runs once, in a transaction of its own with its record. */
export interface Migration {
  /** The file's name without extension; the order of names is the order of migrations. */
  readonly name: string;
  up(db: Kysely<Schema>, dialect: Store['dialect']): Promise<void>;
}

export const migrations: readonly Migration[] = [
  first,
  rotation,
  credentialLists,
  expiryAndAudit,
  idempotency,
  solutions,
  use,
  limits,
  events,
  verification,
  ownProviders,
  functions,
  references,
  components,
  oauthConfigurations,
  oauthFlows,
  connections,
  connectLinks,
  people,
  webhookReferences,
  verdicts,
  singleSignOn,
  accounts,
];
