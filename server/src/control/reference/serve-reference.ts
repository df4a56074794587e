/**
 * Serves the OpenAPI document and the reference made from it. Neither needs a token: they say what the source says, and
 * nothing of what is stored.
 */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from '../openapi/openapi-types.ts';
import { renderReference } from './page.ts';

/** What the page may load: its own two files, and nothing inline. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ASSETS = [
  ['reference.css', 'text/css'],
  ['reference.js', 'text/javascript'],
] as const;

function readAsset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** Made when it is first asked for: most processes are never asked. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Adds `/openapi.json`, `/docs` and the two files of the page. */
export function serveReference(app: FastifyInstance, build: () => OpenApiDocument): void {
  const document = once(build);
  const page = once(() => renderReference(document()));
  app.get('/openapi.json', async () => document());
  app.get('/docs', async (_request, reply) => {
    return reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8').send(page());
  });
  for (const [name, type] of ASSETS) {
    const text = readAsset(name);
    app.get(`/docs/${name}`, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  }
}
