/** One set of writes and reads, by each of the three ways in: plain HTTP, the SDK and the command line. */
import { KeywardClient, KeywardError } from '@keyward/sdk';
import { type Keyward, runCli } from '../kit/keyward.ts';
import type { Body, Change, Members } from './record.ts';

export type ClientName = 'api' | 'sdk' | 'cli';

/** What came of it. */
export interface Outcome {
  /** Absent where it was done. */
  readonly code?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read into JSON of many shapes
  readonly value?: any;
  /** All that the client has shown. */
  readonly shown: string;
}

export interface WriteOptions {
  readonly ifMatch?: number | undefined;
  /** What the SDK is told of a credential that gets new secrets: it believes no answer of where they may go. */
  readonly expected?: Pick<Members, 'baseUrl' | 'injection'> | undefined;
  /** Sent by HTTP only: the SDK seals anew, and so sends another body. */
  readonly idempotencyKey?: string;
}

export interface Client {
  create(key: string | undefined, body: Body, options?: WriteOptions): Promise<Outcome>;
  put(key: string, body: Body, options?: WriteOptions): Promise<Outcome>;
  patch(key: string, change: Change, options?: WriteOptions): Promise<Outcome>;
  remove(key: string, options?: WriteOptions): Promise<Outcome>;
  get(reference: string): Promise<Outcome>;
  /** All of them, page by page. */
  list(): Promise<Outcome>;
}

const base64 = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Buffer.from(value).toString('base64')]));

/** Values as `fields` in some writes, as `data` in the others: the same in a write that is repeated. */
function apiClient(keyward: Keyward, organisation: string): Client {
  const ask = async (method: string, path: string, body?: object, { ifMatch, idempotencyKey }: WriteOptions = {}) => {
    const answer = await keyward.fetch(`${keyward.controlUrl}/v1/organisations/${organisation}/credentials${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await keyward.ownerToken()}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { status, json, text } = answer;
    return status < 300 ? { value: json, shown: text } : { code: json?.code ?? String(status), shown: text };
  };
  const written = <T extends Body | Change>(
    { plain = {}, secrets = {}, ...members }: T,
    { idempotencyKey = '' }: WriteOptions = {},
  ) => {
    const values = { ...plain, ...secrets };
    return { ...members, ...(/[02468]$/.test(idempotencyKey) ? { fields: values } : { data: base64(values) }) };
  };
  return {
    create: (key, body, options) => ask('POST', '', { ...(key && { key }), ...written(body, options) }, options),
    put: (key, body, options) => ask('PUT', `/${key}`, written(body, options), options),
    patch: (key, change, options) => ask('PATCH', `/${key}`, written(change, options), options),
    remove: (key, options) => ask('DELETE', `/${key}`, undefined, options),
    get: (reference) => ask('GET', `/${reference}`),
    async list() {
      const items: unknown[] = [];
      let shown = '';
      let query = '?limit=2';
      while (query !== '') {
        const { value, ...page } = await ask('GET', query);
        if (value === undefined) return page;
        items.push(...value.items);
        shown += page.shown;
        query = value.nextCursor ? `?limit=2&cursor=${encodeURIComponent(value.nextCursor)}` : '';
      }
      return { value: items, shown };
    },
  };
}

async function outcomeOf(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    const value = await work();
    return { value, shown: JSON.stringify(value) ?? '' };
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    return { code: error.code, shown: `${error.stack}${JSON.stringify(error)}` };
  }
}

function sdkClient(keyward: Keyward, organisation: string, secrets: { token: string; brokerKey: string }): Client {
  const { credentials } = new KeywardClient({ url: keyward.controlUrl, organisation, ...secrets });
  const matching = ({ ifMatch }: WriteOptions = {}) => (ifMatch === undefined ? {} : { ifMatch });
  // biome-ignore lint/suspicious/noExplicitAny: what the generated types promise is checked where the SDK is
  const written = ({ plain = {}, ...body }: Body | Change): any => ({ ...body, fields: plain });
  return {
    create: (key, body) => outcomeOf(() => credentials.create({ ...(key && { key }), ...written(body) })),
    put: (key, body, options) => outcomeOf(() => credentials.replace(key, written(body), matching(options))),
    patch: (key, change, options = {}) => {
      const { baseUrl = null, injection = null } = options.expected ?? {};
      const expect = { baseUrl, injection };
      return outcomeOf(() => credentials.update(key, written(change), { ...matching(options), expect }));
    },
    remove: (key, options) => outcomeOf(() => credentials.remove(key, matching(options))),
    get: (reference) => outcomeOf(() => credentials.get(reference)),
    list: () => outcomeOf(() => Array.fromAsync(credentials.iterate({ limit: 2 }))),
  };
}

/** Says less than the others: what it cannot say goes by the SDK. */
function cliClient(keyward: Keyward, organisation: string, sdk: Client): Client {
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_DATA: keyward.data, KEYWARD_ORGANISATION: organisation };
  const run = async (args: readonly string[], input = ''): Promise<Outcome> => {
    const { code, stdout, stderr } = await runCli(['credential', ...args, '--json'], { env, input });
    const shown = stdout + stderr;
    if (code === 0) return { value: JSON.parse(stdout), shown };
    return { code: /^error (\S+)/m.exec(stderr)?.[1] ?? stderr, shown };
  };
  return {
    ...sdk,
    create(key, body) {
      const [secret] = Object.entries(body.secrets);
      const { name, baseUrl, plain } = body;
      const args = [
        ...['add', ...(key ? [key] : []), '--type', body.type],
        ...(name === undefined ? [] : ['--name', name]),
        ...(baseUrl === undefined ? [] : ['--base-url', baseUrl]),
        ...Object.entries(plain).flatMap(([field, text]) => ['--set', `${field}=${text}`]),
      ];
      return secret ? run([...args, '--secret-stdin', secret[0]], secret[1]) : sdk.create(key, body);
    },
    remove: (key) => run(['remove', key, '--yes']),
    get: (reference) => run(['show', reference]),
    list: () => run(['list']),
  };
}

/** What the command line can say of a body; undefined where that is nothing. */
export function sayableByCli({ type, name, baseUrl, plain, secrets }: Body): Body | undefined {
  if (type === 'Default' || Object.keys(secrets).length === 0) return undefined;
  return { type, name, baseUrl, plain, secrets };
}

/** All three, on one organisation. */
export function clientsOf(
  keyward: Keyward,
  organisation: string,
  secrets: { token: string; brokerKey: string },
): Readonly<Record<ClientName, Client>> {
  const sdk = sdkClient(keyward, organisation, secrets);
  return { api: apiClient(keyward, organisation), sdk, cli: cliClient(keyward, organisation, sdk) };
}
