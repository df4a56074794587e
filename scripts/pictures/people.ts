/** What else the pictured organisation has: people, access tokens, webhooks, and something that needs attention. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keyward } from '../../server/test/kit/keyward.ts';
import { Person } from '../../server/test/kit/person.ts';

const DAY_MS = 86_400_000;

async function send(keyward: Keyward, path: string, body: object): Promise<{ id: string; link: string }> {
  const answer = await keyward.api('POST', path, { body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  return answer.json;
}

/** Mira, who owns it, and whom she has invited. @returns her, signed in */
export async function seedPeople(keyward: Keyward): Promise<Person> {
  const mira = new Person(keyward, 'mira@northwind.example', 'a long walk by the harbour');
  await mira.accept((await readFile(join(keyward.data, 'set-up-link'), 'utf8')).trim(), { name: 'Mira Holm' });
  const invited = [
    { name: 'Jonas Berg', email: 'jonas@northwind.example', role: 'editor' },
    { name: 'Amara Okafor', email: 'amara@northwind.example', role: 'admin' },
    { name: 'Thijs van den Broek', email: 'thijs@northwind.example', role: 'user' },
  ];
  for (const { name, email, role } of invited) {
    const { json } = await mira.api('POST', 'invitations', { role });
    await new Person(keyward, email, 'two herons on the quay').accept(json.link, { name });
  }
  return mira;
}

/** Mira again, weeks later, and somebody who has not come yet. @returns the link of an invitation */
export async function returnOf(mira: Person): Promise<string> {
  await mira.signIn();
  const { json } = await mira.api('POST', 'invitations', { role: 'user', email: 'ines@northwind.example' });
  return json.link;
}

/** Access tokens, one of which ends soon. */
export async function seedTokens(keyward: Keyward): Promise<void> {
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

/** Both are told of what comes after them. @param upstream - Takes what it is sent below `/taken/`. */
export async function seedWebhooks(keyward: Keyward, upstream: string): Promise<void> {
  await send(keyward, 'webhooks', { url: `${upstream}/taken/keyward`, description: 'Alerts to #ops' });
  await send(keyward, 'webhooks', {
    ...{ url: `${upstream}/refused/tickets`, description: 'Opens a ticket' },
    eventTypes: ['credential.created', 'credential.rejected', 'credential.reconnect-required'],
  });
}

/** A credential that somebody has not finished. */
export async function seedIncomplete(keyward: Keyward): Promise<void> {
  const incomplete = { key: 'weather', name: 'Road weather', type: 'ApiKey', fields: { in: 'header', name: 'X-Key' } };
  await send(keyward, 'credentials?verify=skip', { ...incomplete, baseUrl: 'https://weather.example' });
}
