/**
 * Serves the pages of connect links, which need no account: the token in the address is all the right there is. Reading
 * them changes nothing; the one thing that writes is the form, once.
 */
import { readFileSync } from 'node:fs';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../domain/problem.ts';
import { formatBrokerPublicKey, toSealingKeyJson } from '../../envelope/sealing-key.ts';
import { trustedSealingKey } from '../credentials/sealing-key.ts';
import { nextMaterialVersion } from '../credentials/staged-secrets.ts';
import { problemOf } from '../http/answer-problem.ts';
import { isOwnOrigin } from '../http/site.ts';
import { returnTo } from '../return-url.ts';
import type { ControlServices } from '../route.ts';
import { consentPage, donePage, endPage, formPage, leavingPage } from './page-html.ts';
import { assertBrings, planByLink, policyByLink } from './plan-by-link.ts';
import { type Filled, parseForm, readFilled } from './read-form.ts';
import { endOf, faultsOf } from './say-problem.ts';
import { startConsent } from './start-consent.ts';
import { storeByLink } from './store-by-link.ts';
import { enterByLink, type Visit } from './visit.ts';

const ASSETS = [
  ['connect.css', 'text/css'],
  ['connect.js', 'text/javascript'],
] as const;

/** What a page may load: its own two files. A form's answer may lead to where the link leads when it is done. */
function policyFor(visit?: Visit): string {
  const back = visit?.link.returnUrl === undefined ? '' : ` ${new URL(visit.link.returnUrl).origin}`;
  const own = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'";
  return `${own}; base-uri 'none'; form-action 'self'${back}; frame-ancestors 'none'`;
}

/** The address is a secret: it goes to no other origin. With no referrer at all, a browser would send `Origin: null` too. */
function sendPage(reply: FastifyReply, page: string, { status, visit }: { status: number; visit?: Visit | undefined }) {
  return reply
    .code(status)
    .headers({
      'content-security-policy': policyFor(visit),
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

function tokenOf({ params }: FastifyRequest): string {
  return (params as { token: string }).token;
}

/**
 * The token in the address is the right, this is the belt beside it.
 *
 * @throws Problem `connect-link/origin-refused`
 */
function assertOwnPage({ headers }: FastifyRequest, { site }: ControlServices): void {
  if (!isOwnOrigin(site, headers)) throw new Problem('connect-link/origin-refused');
}

/** Problems that leave nothing to try. */
function isEnd({ code }: Problem): boolean {
  return code.startsWith('connect-link/') && code !== 'connect-link/exceeded';
}

async function answerRefused(reply: FastifyReply, token: string, visit: Visit, filled: Filled, problem: Problem) {
  reply.headers(problem.toHeaders());
  const drawn = { filled, faults: faultsOf(problem, visit) };
  return sendPage(reply, await formPage(visit, token, drawn), { status: problem.status, visit });
}

async function handIn(request: FastifyRequest, reply: FastifyReply, services: ControlServices): Promise<FastifyReply> {
  assertOwnPage(request, services);
  const token = tokenOf(request);
  const visit = await enterByLink(request, services, token);
  if (visit.link.isConsent) return leave(request, reply, visit);
  const filled = readFilled(visit, request.body as ReadonlyMap<string, string>);
  const { returnUrl } = visit.link;
  try {
    const plan = await planByLink(visit, filled);
    assertBrings(plan, visit);
    const { key, verification } = await storeByLink(visit, plan);
    if (returnUrl === undefined) return sendPage(reply, donePage(visit, verification), { status: 200 });
    const done = returnTo(returnUrl, { status: 'connected', credential: key });
    return reply.header('referrer-policy', 'no-referrer').redirect(done, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ code: problem.code, err: problem.cause }, 'a connect link failed');
    if (!isEnd(problem)) return answerRefused(reply, token, visit, filled, problem);
    const back = returnUrl === undefined ? undefined : returnTo(returnUrl, { status: 'failed' });
    return sendPage(reply, endPage(endOf(problem), back), { status: problem.status });
  }
}

/** Leads on to the consent. A form's answer may lead to our own origin alone, and a vendor leads on as it likes: the page leads instead. */
async function leave(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  try {
    const url = await startConsent(visit);
    return sendPage(reply.header('refresh', `0;url=${url}`), leavingPage(visit, url), { status: 200 });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ code: problem.code, err: problem.cause }, 'a connect link failed');
    if (isEnd(problem)) return sendPage(reply, endPage(endOf(problem)), { status: problem.status });
    const [fault] = faultsOf(problem, visit);
    const page = await consentPage(visit, tokenOf(request), fault?.text);
    return sendPage(reply.headers(problem.toHeaders()), page, { status: problem.status, visit });
  }
}

/** What the page's script binds its envelopes to. */
async function planFor(request: FastifyRequest, services: ControlServices) {
  assertOwnPage(request, services);
  const visit = await enterByLink(request, services, tokenOf(request));
  const { values } = (request.body ?? {}) as { values?: Readonly<Record<string, unknown>> };
  const given = Object.entries(values ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const { policyBytes, type } = await policyByLink(visit, readFilled(visit, new Map(given)));
  const { read } = services.store;
  const { organisation } = visit.call;
  const owner = visit.current ?? { id: visit.link.credentialId, secrets: {} };
  const versionOf = await nextMaterialVersion(read, organisation.id, owner);
  return {
    ...{ organisationId: organisation.id, credentialId: owner.id, type },
    policyBytes: policyBytes.toString('base64'),
    sealingKey: toSealingKeyJson(await trustedSealingKey(read, organisation.id, services)),
    brokerKey: formatBrokerPublicKey(services.brokerPublicKey),
    materialVersions: Object.fromEntries(
      visit.asks.filter(({ secret }) => secret).map(({ name }) => [name, versionOf(name)]),
    ),
  };
}

function mount(scope: FastifyInstance, services: ControlServices): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, text: string) => parseForm(text),
  );
  scope.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ code: problem.code, err: problem.cause }, 'a connect link failed');
    return sendPage(reply, endPage(endOf(problem)), { status: problem.status });
  });
  for (const [name, type] of ASSETS) {
    const text = readFileSync(new URL(name, import.meta.url), 'utf8');
    scope.get(`/connect/${name}`, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  }
  scope.get('/connect/:token', async (request, reply) => {
    const visit = await enterByLink(request, services, tokenOf(request));
    const draw = visit.link.isConsent ? consentPage : formPage;
    return sendPage(reply, await draw(visit, tokenOf(request)), { status: 200, visit });
  });
  scope.post('/connect/:token', async (request, reply) => {
    if (!(request.body instanceof Map)) throw new Problem('request/media-type');
    return handIn(request, reply, services);
  });
  scope.post('/connect/:token/plan', async (request) => planFor(request, services));
}

/** Adds the pages, in a scope of their own: only there are forms taken, and errors are pages. */
export function serveConnect(app: FastifyInstance, services: ControlServices): void {
  app.register(async (scope) => mount(scope, services));
}
