/**
 * Looks at every key, secret and token of a database and names what is wrong. Opens each envelope to see that it opens
 * and drops what is in it; writes nothing.
 */
import { createPublicKey } from 'node:crypto';
import type { AccessToken } from '../domain/access-token.ts';
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import { isSignedProvider } from '../domain/own-provider.ts';
import { Problem } from '../domain/problem.ts';
import { isKid } from '../envelope/format.ts';
import { verifySealingKey } from '../envelope/sealing-key.ts';
import type { RootKey } from '../keys/root-key.ts';
import { listAccessTokens } from '../store/access-tokens.ts';
import { listFunctions } from '../store/functions.ts';
import { listKeys, listWrappedKeys } from '../store/keys.ts';
import { listCredentials } from '../store/list-credentials.ts';
import { liveMaterial } from '../store/material.ts';
import { listAllOAuthConfigurations } from '../store/oauth-configurations.ts';
import { listOrganisations } from '../store/organisations.ts';
import { listOwnProviders } from '../store/own-providers.ts';
import type { Page, PageRequest } from '../store/page.ts';
import { INSTALLATION } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { isWitness, witnessAccessToken, witnessFunction, witnessMaterial } from './admit/witness.ts';
import { type BrokerKeys, createBrokerKeys } from './broker-keys.ts';
import { unwitnessedConnectLinks } from './connect-links/inspect-connect-links.ts';
import { openConfiguration } from './oauth/open-client.ts';
import { unwitnessedPeople } from './people/inspect-people.ts';
import { openUnreported } from './resolve/open-credential.ts';
import { openMaterial } from './resolve/open-material.ts';

export interface Finding {
  readonly level: 'good' | 'bad';
  readonly what: string;
  readonly advice?: string;
}

const PAGE = 500;

/** Findings in the order looked at; the bad ones name ids, never values. */
export async function inspect(store: Store, rootKeys: readonly RootKey[], now: Instant): Promise<Finding[]> {
  const keys = createBrokerKeys(store, rootKeys, () => now);
  const findings: Finding[] = await missingRootKeys(store, rootKeys);
  await attempt(findings, 'access tokens of the platform', () =>
    inspectAccessTokens({ store, keys, now, id: INSTALLATION, findings }),
  );
  await attempt(findings, 'identity providers of the installation', () =>
    inspectOAuthConfigurations({ store, keys, now, id: INSTALLATION, findings }),
  );
  await attempt(findings, 'people', async () => {
    for (const what of await unwitnessedPeople(store, keys)) {
      const advice = 'Somebody has written it past the broker. It confers nothing; delete the row.';
      findings.push({ level: 'bad', what: `${what} has no valid witness`, advice });
    }
  });
  for (const { id, slug } of await listOrganisations(store.read)) {
    const before = findings.length;
    const organisation = { store, keys, now, id, findings };
    await attempt(findings, `keys of organisation ${slug}`, () => inspectKeys(organisation));
    await attempt(findings, `access tokens of organisation ${slug}`, () => inspectAccessTokens(organisation));
    await attempt(findings, `providers of organisation ${slug}`, () => inspectProviders(organisation));
    await attempt(findings, `functions of organisation ${slug}`, () => inspectFunctions(organisation));
    await attempt(findings, `connect links of organisation ${slug}`, async () => {
      for (const link of await unwitnessedConnectLinks(store, keys, id)) {
        const advice = 'Written past the broker, or altered: it opens nothing. Find out who writes to the database.';
        findings.push({ level: 'bad', what: `connect link ${link} has no valid witness`, advice });
      }
    });
    await attempt(findings, `OAuth configurations of organisation ${slug}`, () =>
      inspectOAuthConfigurations(organisation),
    );
    await attempt(findings, `credentials of organisation ${slug}`, () => inspectCredentials(organisation));
    if (findings.length === before)
      findings.push({ level: 'good', what: `organisation ${slug}: keys, tokens and secrets` });
  }
  return findings;
}

async function missingRootKeys(store: Store, rootKeys: readonly RootKey[]): Promise<Finding[]> {
  const needed = new Map<string, number>();
  for (const { root_key_id: id } of await listWrappedKeys(store.read)) needed.set(id, (needed.get(id) ?? 0) + 1);
  const missing = [...needed].filter(([id]) => !rootKeys.some((rootKey) => rootKey.id === id));
  return missing.map(([id, count]) => {
    // A row may hold any text; only what has the form of an id is quoted.
    const what = `root key ${isKid(id) ? id : '(its id is malformed)'} is missing: it wraps ${count} of the stored keys`;
    return {
      level: 'bad',
      what,
      advice: 'Put it back. Nothing was overwritten, and all works again once it is there.',
    };
  });
}

interface Inspected {
  readonly store: Store;
  readonly keys: BrokerKeys;
  readonly now: Instant;
  readonly id: string;
  readonly findings: Finding[];
}

async function attempt(findings: Finding[], what: string, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    findings.push({ level: 'bad', what: `${what}: ${error.code}: ${error.message}` });
  }
}

async function inspectKeys({ store, keys, now, id, findings }: Inspected): Promise<void> {
  await keys.witnessKey(id);
  const brokerKey = createPublicKey(await keys.signingKey());
  for (const row of await listKeys(store.read, id, 'sealing')) {
    const { kid, public_key: publicKey, signature, not_after: notAfter } = row;
    await attempt(findings, `sealing key ${kid}`, async () => {
      if (!publicKey || !signature || notAfter === null) throw new Problem('keys/sealing-key-untrusted');
      // An expired key still opens: only what was altered is wrong with it.
      const judgedAt = Math.min(now, notAfter - 1);
      verifySealingKey({ organisationId: id, kid, publicKey, signature, notAfter }, brokerKey, judgedAt);
      await keys.openKey(id, kid);
    });
  }
}

async function inspectAccessTokens({ store, keys, id, findings }: Inspected): Promise<void> {
  const key = await keys.witnessKey(id);
  for await (const token of pages((page) => listAccessTokens(store.read, id, page))) {
    if (token.revokedAt !== undefined || isWitness(token.witness, witnessAccessToken(key, token))) continue;
    findings.push(unwitnessedToken(token));
  }
}

function unwitnessedToken({ id }: AccessToken): Finding {
  const advice =
    'Written past the broker, or altered: it confers nothing. Revoke it and find out who writes to the database.';
  return { level: 'bad', what: `access token ${id} has no valid witness`, advice };
}

async function inspectProviders({ store, keys, id, findings }: Inspected): Promise<void> {
  const brokerKey = createPublicKey(await keys.signingKey());
  for (const provider of await listOwnProviders(store.read, id)) {
    if (isSignedProvider(provider, brokerKey)) continue;
    const advice = 'Written past the broker, or altered: it is not used. Find out who writes to the database.';
    findings.push({ level: 'bad', what: `provider ${provider.id} has no valid signature`, advice });
  }
}

async function inspectFunctions({ store, keys, id, findings }: Inspected): Promise<void> {
  const key = await keys.witnessKey(id);
  for await (const record of pages((page) => listFunctions(store.read, { organisationId: id }, page))) {
    if (isWitness(record.witness, witnessFunction(key, record))) continue;
    const advice =
      'Written past the broker, or altered: it is not run. Save it again and find out who writes to the database.';
    findings.push({ level: 'bad', what: `function ${record.functionId} has no valid witness`, advice });
  }
}

async function inspectOAuthConfigurations({ store, keys, id, findings }: Inspected): Promise<void> {
  for await (const configuration of pages((page) => listAllOAuthConfigurations(store.read, id, page))) {
    await attempt(findings, `OAuth configuration ${configuration.id}`, async () => {
      (await openConfiguration({ store, keys }, configuration)).secret?.wipe();
    });
  }
}

async function inspectCredentials({ store, keys, id, findings }: Inspected): Promise<void> {
  for await (const credential of pages((page) => listCredentials(store.read, id, page))) {
    await attempt(findings, `credential ${credential.id} (${credential.key})`, () =>
      inspectSecrets({ store, keys }, credential),
    );
  }
}

async function inspectSecrets(parts: Pick<Inspected, 'store' | 'keys'>, credential: Credential): Promise<void> {
  const { store, keys } = parts;
  const key = await keys.witnessKey(credential.organisationId);
  const rows = await liveMaterial(store.read, credential);
  if (rows.length !== Object.keys(credential.secrets).length) throw new Problem('credential/unwitnessed');
  for (const row of rows) {
    if (!isWitness(row.witness, witnessMaterial(key, row))) throw new Problem('credential/unwitnessed');
    (await openMaterial(keys, { ...row, type: credential.type })).wipe();
  }
  // What is not whole is not injected, whatever it says.
  if (credential.status === 'valid') (await openUnreported(parts, credential, 'api')).memory.retire();
}

async function* pages<T>(list: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
