/** The one suite that every database passes: what holds for a store, whichever it is. */
import { after, before, describe } from 'node:test';
import { accessTokensContract } from './contract/access-tokens.contract.ts';
import { changesContract } from './contract/changes.contract.ts';
import { connectLinksContract } from './contract/connect-links.contract.ts';
import { connectionsContract } from './contract/connections.contract.ts';
import { credentialListsContract } from './contract/credential-lists.contract.ts';
import { credentialsContract } from './contract/credentials.contract.ts';
import { eventsContract } from './contract/events.contract.ts';
import { functionsContract } from './contract/functions.contract.ts';
import { idempotencyContract } from './contract/idempotency.contract.ts';
import { materialContract } from './contract/material.contract.ts';
import { oauthConfigurationsContract } from './contract/oauth-configurations.contract.ts';
import { oauthFlowsContract } from './contract/oauth-flows.contract.ts';
import { organisationsContract } from './contract/organisations.contract.ts';
import { ownProvidersContract } from './contract/own-providers.contract.ts';
import { peopleContract } from './contract/people.contract.ts';
import { referencesContract } from './contract/references.contract.ts';
import { reverificationsContract } from './contract/reverifications.contract.ts';
import type { CreateDatabase, Suite } from './contract/samples.contract.ts';
import { signOnsContract } from './contract/sign-ons.contract.ts';
import { solutionsContract } from './contract/solutions.contract.ts';
import { transactionsContract } from './contract/transactions.contract.ts';
import { upstreamPausesContract } from './contract/upstream-pauses.contract.ts';
import { useContract } from './contract/use.contract.ts';
import { openStore } from './open-store.ts';

const parts = {
  credentials: credentialsContract,
  'lists of credentials': credentialListsContract,
  'idempotency keys': idempotencyContract,
  material: materialContract,
  'access tokens': accessTokensContract,
  people: peopleContract,
  'single sign-on': signOnsContract,
  'statistics of use and the request log': useContract,
  'organisations, keys and audit': organisationsContract,
  events: eventsContract,
  solutions: solutionsContract,
  references: referencesContract,
  'connect links': connectLinksContract,
  functions: functionsContract,
  'flows of OAuth': oauthFlowsContract,
  'providers of organisations’ own': ownProvidersContract,
  'OAuth configurations': oauthConfigurationsContract,
  'turns of re-verification': reverificationsContract,
  'pauses of upstreams': upstreamPausesContract,
  connections: connectionsContract,
  transactions: transactionsContract,
  'change feed': changesContract,
};

/** Declares the suite; call it within the dialect's `describe`. */
export function storeContract(createDatabase: CreateDatabase): void {
  let suite: Suite;
  before(async () => {
    const url = await createDatabase();
    suite = { url, store: await openStore({ url }) };
  });
  after(() => suite.store.close());
  for (const [name, declare] of Object.entries(parts)) {
    describe(name, () => declare(() => suite, createDatabase));
  }
}
