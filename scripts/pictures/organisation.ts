/** A made-up organisation for the pictures of the console: credentials as a logistics company may have them. */
import type { Keyward } from '../../server/test/kit/keyward.ts';
import type { PictureClock } from './clock.ts';

interface Seed {
  readonly key: string;
  readonly name: string;
  readonly provider?: string;
  readonly type?: string;
  readonly owner?: string;
  readonly baseUrl?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly expiresInDays?: number;
}

interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly example?: string;
  readonly enum?: readonly string[];
  readonly default?: string;
}

/** When its first credential was added. */
const FIRST_DAYS_AGO = 25;

/** What all of its secrets are. */
export const PICTURED_SECRET = 'made-up-for-a-picture-4711';

const MIRA = 'mira@northwind.example';
const JONAS = 'jonas@northwind.example';

/** In the order in which they are made: the last one stands first. */
function seedsOf(upstream: string): readonly Seed[] {
  return [
    { key: 'finnhub', name: 'Market data', provider: 'finnhub', owner: JONAS },
    { key: 'stripe-live', name: 'Card payments', provider: 'stripe', owner: MIRA, labels: { env: 'live' } },
    { key: 'stripe-test', name: 'Card payments, sandbox', provider: 'stripe', labels: { env: 'test' } },
    { key: 'sendgrid', name: 'Receipts', provider: 'sendgrid', owner: MIRA },
    { key: 'mailgun-eu', name: 'Newsletters', provider: 'mailgun', fields: { region: 'eu' } },
    { key: 'slack-ops', name: 'Alerts to #ops', provider: 'slack', owner: JONAS },
    { key: 'openai', name: 'Address parsing', provider: 'openai', expiresInDays: 24 },
    { key: 'anthropic', name: 'Claims triage', provider: 'anthropic', owner: MIRA },
    { key: 'hubspot', name: 'Customer records', provider: 'hubspot' },
    {
      key: 'twilio',
      name: 'Delivery texts',
      provider: 'twilio',
      owner: JONAS,
      fields: { username: `AC${'0123456789abcdef'.repeat(2)}` },
    },
    { key: 'github-ci', name: 'Build robot', provider: 'github', baseUrl: upstream, owner: JONAS, expiresInDays: 61 },
    { key: 'gitlab-docs', name: 'Documentation', provider: 'gitlab', baseUrl: upstream },
    {
      key: 'customs-soap',
      name: 'Customs declarations',
      type: 'BasicAuth',
      baseUrl: `${upstream}/customs`,
      fields: { username: 'northwind', testPath: '/ping' },
    },
    {
      key: 'legacy-erp',
      name: 'ERP, old',
      type: 'BasicAuth',
      baseUrl: `${upstream}/refused`,
      fields: { username: 'svc-erp', testPath: '/' },
      expiresInDays: 5,
    },
    {
      key: 'warehouse-antwerp',
      name: 'Warehouse, Antwerp',
      type: 'ApiKey',
      baseUrl: `${upstream}/warehouse/v2`,
      fields: { in: 'header', name: 'X-Api-Key', testPath: '/health' },
      labels: { site: 'anr', env: 'live' },
    },
    {
      key: 'warehouse-api',
      name: 'Warehouse, Rotterdam',
      type: 'ApiKey',
      baseUrl: `${upstream}/warehouse/v2`,
      owner: MIRA,
      fields: { in: 'header', name: 'X-Api-Key', testPath: '/health' },
      labels: { site: 'rtm', env: 'live' },
    },
  ];
}

async function fieldsOf(keyward: Keyward, { provider, type, fields = {} }: Seed): Promise<Record<string, string>> {
  const { json } = provider
    ? await keyward.api('GET', `providers/${provider}`)
    : await keyward.api('GET', `credential-types/${type}`);
  const method = provider ? json.methods.find((each: { isConnected: boolean }) => !each.isConnected) : json;
  const missing = (method.fields as Field[]).filter(({ name, required }) => required && fields[name] === undefined);
  const made = missing.map((field) => [
    field.name,
    field.example ?? field.default ?? field.enum?.[0] ?? (field.secret ? PICTURED_SECRET : 'northwind'),
  ]);
  return { ...Object.fromEntries(made), ...fields };
}

async function addCredential(keyward: Keyward, seed: Seed): Promise<void> {
  const { expiresInDays, type, ...given } = seed;
  const expiry =
    expiresInDays === undefined ? {} : { expiresAt: new Date(Date.now() + expiresInDays * 86_400_000).toISOString() };
  const { json: provider } = seed.provider
    ? await keyward.api('GET', `providers/${seed.provider}`)
    : { json: undefined };
  const method = provider?.methods.find((each: { isConnected: boolean }) => !each.isConnected);
  const mode = seed.baseUrl === undefined ? 'skip' : 'record';
  const body = { ...given, type: type ?? method.type, ...expiry, fields: await fieldsOf(keyward, seed) };
  const answer = await keyward.api('POST', `credentials?verify=${mode}`, { body });
  if (answer.status !== 201) throw new Error(`${seed.key}: ${answer.text}`);
}

const flows = [
  {
    kind: 'flow',
    id: 'goods-in',
    name: 'Goods in: book pallets',
    step: 'Look up the pallet',
    keys: ['warehouse-api', 'slack-ops'],
  },
  {
    kind: 'flow',
    id: 'dispatch',
    name: 'Dispatch: print labels',
    step: 'Reserve stock',
    keys: ['warehouse-api', 'twilio', 'mailgun-eu'],
  },
  { kind: 'rule', id: 'low-stock', name: 'Warn when stock runs low', step: 'Read levels', keys: ['warehouse-api'] },
  { kind: 'flow', id: 'invoice', name: 'Send invoices', step: 'Charge', keys: ['stripe-live', 'sendgrid', 'hubspot'] },
  { kind: 'flow', id: 'refund', name: 'Refund a customer', step: 'Refund', keys: ['stripe-live'] },
];

/** Fills the organisation `default`. @param upstream - Answers for the APIs that are tried. */
export async function seedOrganisation(keyward: Keyward, upstream: string, clock: PictureClock): Promise<void> {
  for (const [index, seed] of seedsOf(upstream).entries()) {
    clock.moveTo(FIRST_DAYS_AGO - index * 1.3);
    await addCredential(keyward, seed);
  }
  for (const { kind, id, name, step, keys } of flows) {
    const uses = keys.map((credential) => ({ credential, step }));
    const body = { name, active: true, link: `https://flows.northwind.example/${id}`, uses };
    const answer = await keyward.api('PUT', `consumers/${kind}/${id}`, { body });
    if (answer.status >= 300) throw new Error(`${id}: ${answer.text}`);
  }
}

/** What was sent lately. */
export async function sendLately(keyward: Keyward, clock: PictureClock): Promise<void> {
  clock.moveTo(0.04);
  const token = await keyward.tokenFor('warehouse-api', 'github-ci', 'customs-soap');
  for (let each = 0; each < 12; each += 1) {
    clock.moveTo(0.03 - each * 0.002);
    await keyward.call('/warehouse-api/pallets/4711', { token, headers: { 'keyward-consumer': 'flow/goods-in' } });
  }
  await keyward.call('/customs-soap/ping', { token });
}
