/** All that pictures take: a Keyward whose clock is moved, what it calls, the made-up organisation, and a Chromium. */
import { startAuthorizationServer } from '../../server/test/kit/authorization-server.ts';
import { startBrowser } from '../../server/test/kit/browser.ts';
import { Keyward } from '../../server/test/kit/keyward.ts';
import { startUpstream } from '../../server/test/kit/upstream.ts';
import { PictureClock } from './clock.ts';
import { picturedProviders, seedConnections } from './connections.ts';
import { PICTURED_SECRET, seedOrganisation, sendLately } from './organisation.ts';
import { returnOf, seedIncomplete, seedPeople, seedTokens, seedWebhooks } from './people.ts';
import type { Studio } from './picture.ts';
import { seedSolutions } from './solutions.ts';

/** An API that takes the one secret, refuses all below `/refused`, and knows who asks. */
function startApi() {
  return startUpstream((request, response) => {
    const isTold = request.url.startsWith('/taken/');
    const isKnown = Object.values(request.headers).some(
      (each) => String(each).includes(PICTURED_SECRET) || String(each).startsWith('Basic'),
    );
    response.statusCode = isTold || (isKnown && !request.url.startsWith('/refused')) ? 200 : 401;
    response.setHeader('content-type', 'application/json');
    const who = { username: 'svc-keyward', login: 'svc-keyward', name: 'svc-keyward', email: 'svc@northwind.example' };
    response.end(JSON.stringify({ id: 7, ...who }));
  });
}

/** Starts it, with nothing in it yet. @returns also `seed`, which fills it and answers an invitation's link */
export async function startStudio() {
  const clock = new PictureClock();
  clock.moveTo(26);
  const [server, upstream] = await Promise.all([startAuthorizationServer(), startApi()]);
  const flags = ['--providers', await picturedProviders()];
  const ports = ['--listen', '127.0.0.1:7420', '--broker-listen', '127.0.0.1:7421'];
  const [keyward, browser] = await Promise.all([Keyward.start({ flags: [...flags, ...ports] }), startBrowser()]);
  const cookie = { name: '', value: '' };
  const studio: Studio = {
    ...{ browser, url: keyward.controlUrl, clock, cookie },
    upstreams: [
      { url: upstream.url, picturedUrl: 'https://api.northwind.example' },
      { url: new URL(server.issuer).origin, picturedUrl: 'https://fleet-hub.example' },
      { url: server.apiUrl, picturedUrl: 'https://api.fleet-hub.example' },
    ],
  };
  const seed = async (): Promise<string> => {
    const mira = await seedPeople(keyward);
    await seedOrganisation(keyward, upstream.url, clock);
    clock.moveTo(3.1);
    await seedWebhooks(keyward, upstream.url);
    await seedSolutions(keyward, upstream.url);
    clock.moveTo(1.2);
    await seedTokens(keyward);
    await seedIncomplete(keyward);
    clock.moveTo(0.1);
    await seedConnections(keyward, server);
    await sendLately(keyward, clock);
    clock.moveTo(0.01);
    const link = await returnOf(mira);
    [cookie.name = '', cookie.value = ''] = mira.cookie.split('=');
    return link;
  };
  const close = async () => {
    await browser.close();
    await keyward.close();
    await Promise.all([upstream.close(), server.close()]);
  };
  return { studio, keyward, seed, close };
}
