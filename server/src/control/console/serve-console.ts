/**
 * Serves the console: its files from memory, and its one page at each address that the console has. The page runs nothing
 * inline and nothing that is not ours; it needs no token, for it says nothing of what is stored.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';
import { formatBrokerPublicKey } from '../../envelope/sealing-key.ts';
import type { ControlServices } from '../route.ts';
import { type Asset, type ConsoleFiles, readConsoleFiles } from './console-files.ts';

/** Where the page is served. The API's own paths are named by their routes; what is in neither list is not found. */
const PAGES = [
  '/',
  '/sign-in',
  '/signed-on',
  '/join',
  '/connected',
  '/account',
  '/organisations',
  '/organisations/*',
] as const;

/** What `console/index.html` has in the places of what is not known when it is built. */
const NONCE = '{{nonce}}';
const BROKER_KEY = '{{broker-key}}';
const BROKER_URL = '{{broker-url}}';

const FOREVER = 'public, max-age=31536000, immutable';

/** The nonce is for styles alone: components add `<style>` elements. Scripts come from our own files and nowhere else. */
function policyOf(nonce: string, brokerOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    // Functions are invoked at the broker, with an access token.
    `connect-src 'self' ${brokerOrigin}`.trimEnd(),
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

async function answerAsset(asset: Asset | undefined, request: FastifyRequest, reply: FastifyReply) {
  if (!asset) throw new Problem('route/not-found');
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  reply.type(asset.type).header('cache-control', FOREVER).header('vary', 'accept-encoding');
  return takesGzip ? reply.header('content-encoding', 'gzip').send(asset.gzipped) : reply.send(asset.bytes);
}

/**
 * Adds the console's page and files. Where it was not built, as in a checkout whose server is started by hand, whoever
 * opens the bare address is led to the reference.
 */
export function serveConsole(app: FastifyInstance, { brokerPublicKey, brokerOriginFor }: ControlServices): void {
  // Read when it is first asked for: most processes of tests never are.
  let read: Promise<ConsoleFiles | undefined> | undefined;
  const files = () => {
    read ??= readConsoleFiles();
    return read;
  };
  const brokerKey = formatBrokerPublicKey(brokerPublicKey);
  const answerPage = async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await files();
    if (!found && request.url === '/') return reply.redirect('/docs');
    if (!found) throw new Problem('route/not-found');
    const nonce = randomBytes(16).toString('base64');
    const brokerOrigin = brokerOriginFor(request.headers.host ?? '') ?? '';
    const filled = [
      [NONCE, nonce],
      [BROKER_KEY, brokerKey],
      [BROKER_URL, brokerOrigin],
    ] as const;
    const page = filled.reduce((text, [name, value]) => text.replaceAll(name, value), found.page);
    reply.header('content-security-policy', policyOf(nonce, brokerOrigin)).header('referrer-policy', 'no-referrer');
    return reply.type('text/html; charset=utf-8').send(page);
  };
  for (const path of PAGES) app.get(path, answerPage);
  app.get('/assets/:name', async (request, reply) => {
    const { name } = request.params as { name: string };
    return answerAsset((await files())?.assets.get(name), request, reply);
  });
}
