/** Solutions, functions and consumers of the made-up organisation. */
import type { Keyward } from '../../server/test/kit/keyward.ts';

function functionsOf(upstream: string): Readonly<Record<string, object>> {
  return {
    pallet: {
      name: 'pallet',
      description: 'Where a pallet stands.',
      state: 'active',
      credential: 'warehouse-api',
      request: { method: 'GET', url: `${upstream}/warehouse/v2/pallets/\${number}` },
      parameters: {
        number: { location: 'path', type: 'string', required: true, pattern: '[0-9]{4,8}', description: 'As printed.' },
        detail: { location: 'query', type: 'string', enum: ['short', 'full'], default: 'short' },
      },
    },
    'reserve-stock': {
      name: 'reserve-stock',
      state: 'active',
      credential: 'warehouse-api',
      request: { method: 'POST', url: '/reservations' },
      parameters: {
        article: { location: 'body', type: 'string', required: true },
        quantity: { location: 'body', type: 'integer', minimum: 1, required: true },
      },
    },
    'text-driver': {
      name: 'text-driver',
      credential: 'twilio',
      request: { method: 'POST', url: '/Messages.json', body: { form: { To: '${to}', Body: '${text}' } } },
      parameters: {
        to: { location: 'body', type: 'string', required: true },
        text: { location: 'body', type: 'string', required: true, maxLength: 1600 },
      },
    },
  };
}

async function must(answer: Promise<{ readonly status: number; readonly text: string }>): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
}

/** Adds them to the organisation. */
export async function seedSolutions(keyward: Keyward, upstream: string): Promise<void> {
  for (const name of ['Antwerp pilot', 'Goods in', 'Customs', 'Rotterdam hub']) {
    await must(keyward.api('POST', 'solutions', { body: { name } }));
  }
  const own = {
    key: 'warehouse-api',
    name: 'Warehouse, Rotterdam hall 4',
    type: 'ApiKey',
    baseUrl: `${upstream}/warehouse/v2`,
    shadows: true,
    fields: { in: 'header', name: 'X-Api-Key', apiKey: 'made-up-for-a-picture-4711' },
  };
  await must(keyward.api('POST', 'credentials?solution=rotterdam-hub&verify=skip', { body: own }));
  for (const [key, provider] of [
    ['mailgun-eu', 'mailgun'],
    ['dock-sensors', 'github'],
  ]) {
    const body = { key, provider, type: 'ApiKey', shadows: true, fields: {} };
    await must(keyward.api('POST', 'credentials?solution=rotterdam-hub&verify=skip', { body }));
  }
  for (const [name, body] of Object.entries(functionsOf(upstream))) {
    await must(keyward.api('PUT', `solutions/rotterdam-hub/functions/${name}`, { body }));
  }
  const uses = [
    { credential: 'warehouse-api', step: 'Look up the pallet', component: 'ApiKey' },
    { credential: 'slack-ops', step: 'Tell the shift' },
  ];
  const body = {
    ...{ name: 'Hall 4: goods in', active: true, solution: 'rotterdam-hub', uses },
    link: 'https://flows.northwind.example/hall-4',
  };
  await must(keyward.api('PUT', 'consumers/flow/hall-4', { body }));
  const off = {
    name: 'Night shift report',
    active: false,
    solution: 'rotterdam-hub',
    uses: [{ credential: 'sendgrid' }],
  };
  await must(keyward.api('PUT', 'consumers/rule/night-shift', { body: off }));
}
