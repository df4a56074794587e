/**
 * The control server over a real SQLite store and a fake broker, with two organisations and a token of each role: what
 * every test of a route starts from.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { builtInDirectory } from '../../catalogue/built-in-directory.ts';
import { newAccessToken } from '../../domain/access-token.ts';
import type { Role } from '../../domain/grant.ts';
import { newId } from '../../domain/id.ts';
import { kidOf } from '../../envelope/format.ts';
import { rawPublicKey } from '../../envelope/raw-public-key.ts';
import { sealingKeyStatement } from '../../envelope/sealing-key.ts';
import { createRegistry } from '../../metrics/registry.ts';
import { openStore } from '../../store/open-store.ts';
import { insertOrganisation } from '../../store/organisations.ts';
import type { Store } from '../../store/store.ts';
import { commonProblems } from '../route.ts';
import { routes } from '../routes/index.ts';
import { createControlServer } from '../server.ts';
import { createFakeBroker, type FakeBroker } from './fake-broker.ts';

/** A request as tests write it; the owner of `default` asks unless another token is given, '' for none. */
export interface TestRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the organisation `default` unless it begins with a slash. */
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A running fixture. */
export interface ControlFixture {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly broker: FakeBroker;
  readonly organisationId: string;
  /** Another organisation, with a slug of its own. */
  readonly foreign: { readonly id: string; readonly slug: string; readonly token: string };
  readonly tokens: Readonly<Record<Role, string>>;
  /** What was logged. */
  readonly log: readonly string[];
  now: number;
  request(request: TestRequest): Promise<TestAnswer>;
  /** All rows of the tables that a refused request must leave alone. */
  tables(): Promise<unknown>;
  close(): Promise<void>;
}

async function addOrganisation(store: Store, slug: string, signingKey: KeyObject, now: number): Promise<string> {
  const organisationId = newId('org');
  const publicKey = rawPublicKey(generateKeyPairSync('x25519').publicKey);
  const kid = kidOf(organisationId, publicKey);
  const notAfter = now + 30 * 86_400_000;
  const signature = sign(null, sealingKeyStatement({ organisationId, kid, publicKey, notAfter }), signingKey);
  await store.transaction(async (transaction) => {
    await insertOrganisation(transaction, {
      id: organisationId,
      slug,
      name: slug,
      settings: {},
      version: 1,
      createdAt: now,
    });
    const key = { organisation_id: organisationId, kid, purpose: 'sealing' as const, created_at: now };
    const values = { ...key, public_key: publicKey, not_after: notAfter, signature };
    await transaction.insertInto('organisation_keys').values(values).execute();
  });
  return organisationId;
}

function addToken(broker: FakeBroker, organisationId: string, role: Role): string {
  const token = newAccessToken();
  broker.principals.set(token, { organisationId, tokenId: newId('tok'), role, grants: [] });
  return token;
}

async function readTables(store: Store): Promise<unknown> {
  const names = ['organisations', 'organisation_keys', 'credentials', 'material', 'access_tokens', 'changes'] as const;
  return Promise.all(names.map((name) => store.read.selectFrom(name).selectAll().execute()));
}

// Every refusal in every test is held against the codes that its route declares, so that documents made of them are true.
function collectUndeclared(app: FastifyInstance): string[] {
  const undeclared: string[] = [];
  app.addHook('onSend', async (request, reply, payload) => {
    const { url } = request.routeOptions;
    const route = routes.find(({ method, path }) => method === request.method && path === url);
    if (!route || reply.statusCode < 400) return;
    const { code } = JSON.parse(String(payload));
    if (![...commonProblems, ...route.problems].includes(code)) undeclared.push(`${route.method} ${url}: ${code}`);
  });
  return undeclared;
}

/** Starts one; close it when done, which fails where a route answered with a code that it does not declare. */
export async function startControl(): Promise<ControlFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-control-'));
  const store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
  const signing = generateKeyPairSync('ed25519');
  const broker = createFakeBroker(store);
  const log: string[] = [];
  const now = Date.UTC(2026, 0, 1);
  const organisationId = await addOrganisation(store, 'default', signing.privateKey, now);
  const foreignId = await addOrganisation(store, 'other', signing.privateKey, now);
  const roleToken = (role: Role) => addToken(broker, organisationId, role);
  const fixture: ControlFixture = {
    app: createControlServer({
      brokerOriginFor: () => undefined,
      publicUrl: () => ({ url: 'http://127.0.0.1:7420', isGiven: false }),
      store,
      broker,
      brokerPublicKey: signing.publicKey,
      clock: () => fixture.now,
      providers: builtInDirectory(({ file, message }) => assert.fail(`${file}: ${message}`)),
      logger: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
      metrics: createRegistry(),
      allowedHosts: ['localhost', 'keyward.test:7420'],
    }),
    store,
    broker,
    organisationId,
    foreign: { id: foreignId, slug: 'other', token: addToken(broker, foreignId, 'owner') },
    tokens: {
      owner: roleToken('owner'),
      admin: roleToken('admin'),
      editor: roleToken('editor'),
      user: roleToken('user'),
    },
    log,
    now,
    request: async ({ method = 'GET', path, body, token = fixture.tokens.owner, headers = {} }) => {
      const response = await fixture.app.inject({
        method,
        url: path.startsWith('/') ? path : `/v1/organisations/default/${path}`,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = response.body;
      const isJson = String(response.headers['content-type'] ?? '').includes('json');
      return {
        status: response.statusCode,
        body: isJson ? JSON.parse(text) : undefined,
        text,
        headers: response.headers,
      };
    },
    tables: () => readTables(store),
    close: async () => {
      await fixture.app.close();
      await store.close();
      await rm(folder, { recursive: true });
      assert.deepEqual([...new Set(undeclared)], []);
    },
  };
  const undeclared = collectUndeclared(fixture.app);
  await fixture.app.ready();
  return fixture;
}

/** Asserts that a request is refused with the code and that no table has changed. */
export async function assertRefused(fixture: ControlFixture, request: TestRequest, code: string): Promise<TestAnswer> {
  const before = await fixture.tables();
  const answer = await fixture.request(request);
  assert.equal(answer.body?.code, code, `${request.method} ${request.path}: ${answer.status} ${answer.text}`);
  assert.equal(answer.headers['content-type'], 'application/problem+json');
  assert.deepEqual(await fixture.tables(), before, 'a refused request changed a table');
  return answer;
}
