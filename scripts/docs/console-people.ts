/** What else the pictured organisation has: people, access tokens, webhooks, and something that needs attention. */
import type { Keyward } from '../../server/test/kit/keyward.ts';
import { Person } from '../../server/test/kit/person.ts';

const DAY_MS = 86_400_000;

async function send(keyward: Keyward, path: string, body: object): Promise<{ id: string; link: string }> {
  const answer = await keyward.api('POST', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return answer.json;
}

async function addPeople(keyward: Keyward): Promise<void> {
  const { link } = await send(keyward, 'invitations', { role: 'editor' });
  const jonas = new Person(keyward, 'jonas@northwind.example', 'two herons on the quay');
  await jonas.accept(link, { name: 'Jonas Berg' });
  await send(keyward, 'invitations', { role: 'user', email: 'ines@northwind.example' });
}

async function addTokens(keyward: Keyward): Promise<void> {
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const tokens = [
    { name: 'Deploy pipeline', role: 'editor', expiresAt: inDays(19) },
    {
      name: 'Invoice sync',
      grants: [
        { credentials: ['stripe-live'], methods: ['GET', 'POST'], paths: ['/v1/charges/**', '/v1/refunds'] },
        { credentials: ['sendgrid', 'hubspot'] },
      ],
      limits: { perSecond: 20 },
      expiresAt: inDays(180),
    },
    { name: 'Warehouse screens', grants: [{ credentials: ['warehouse-*'], methods: ['GET'] }] },
  ];
  for (const token of tokens) await send(keyward, 'access-tokens', token);
}

/** Before there are credentials, so that they are told of them. @param upstream - Takes what it is sent below `/taken/`. */
export async function seedWebhooks(keyward: Keyward, upstream: string): Promise<void> {
  await send(keyward, 'webhooks', { url: `${upstream}/taken/keyward`, description: 'Alerts to #ops' });
  await send(keyward, 'webhooks', {
    ...{ url: `${upstream}/refused/tickets`, description: 'Opens a ticket' },
    eventTypes: ['credential.created', 'credential.rejected', 'credential.reconnect-required'],
  });
}

/** Once there are credentials. */
export async function seedPeople(keyward: Keyward): Promise<void> {
  await addPeople(keyward);
  await addTokens(keyward);
  const incomplete = { key: 'weather', name: 'Road weather', type: 'ApiKey', fields: { in: 'header', name: 'X-Key' } };
  await send(keyward, 'credentials?verify=skip', { ...incomplete, baseUrl: 'https://weather.example' });
}
