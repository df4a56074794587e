/**
 * The two addresses that browsers of people come by, without a token: the start of a consent and the way back. They know a flow
 * by its state alone, judge nothing themselves, and ask the broker, which has vouched for the flow. Neither page, log nor
 * address that leads on ever holds a code or a token.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallbackAnswer, ConnectionOutcome } from '../../broker/rpc/connection-protocol.ts';
import { sha256 } from '../../domain/encoding.ts';
import { type Problem, problems } from '../../domain/problem.ts';
import { findFlowByState } from '../../store/oauth-flows.ts';
import { problemOf } from '../http/answer-problem.ts';
import { redirectMismatch } from '../redirects/redirect-page.ts';
import { inline } from '../reference/html.ts';
import { returnTo } from '../return-url.ts';
import type { ControlServices } from '../route.ts';
import { flowCookie, forgetFlow, keepFlow } from './flow-cookie.ts';
import type { FlowPage } from './flow-page.ts';
import { isLookingAhead, showPage, textOf } from './flow-request.ts';
import { CALLBACK_PATH, START_PATH } from './paths.ts';

const LONGEST_DESCRIPTION = 300;

type Query = Readonly<Record<string, unknown>>;

function failurePage(
  code: Problem['code'],
  { detail, said }: { detail?: string | undefined; said?: string | undefined },
): FlowPage {
  const { title, advice } = problems[code];
  const quoted = said === undefined ? [] : [`The provider says: “${said}”`];
  return { title, isGood: false, paragraphs: [...(detail ? [detail] : []), ...quoted, inline(advice)], code };
}

/** Any failure as a page: an address that people open is not answered with JSON. */
function showFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error as Error);
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'a browser could not be served');
  return showPage(reply, problem.status, failurePage(problem.code, { detail: problem.detail }));
}

async function start(services: ControlServices, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (isLookingAhead(request)) return reply.code(204).send();
  const { state } = request.params as { state: string };
  const started = await services.broker.startConnection({ state });
  const mismatch = redirectMismatch(services, request, started.redirectUrl);
  if (mismatch) return showPage(reply, problems['connection/redirect-mismatch'].status, mismatch);
  const seconds = (started.expiresAt - services.clock()) / 1_000;
  const cookie = keepFlow(services.publicUrl().url, started.flowId, started.cookie, seconds);
  return reply.header('set-cookie', cookie).redirect(started.authorizationUrl, 303);
}

function answerOf(query: Query): Omit<CallbackAnswer, 'cookie'> {
  const [state = '', code, error, issuer] = ['state', 'code', 'error', 'iss'].map((name) => textOf(query, name));
  return {
    state,
    ...(code !== undefined && { code }),
    ...(error !== undefined && { error }),
    ...(issuer !== undefined && { issuer }),
  };
}

function connectedPage({ account, formerAccount, missingScopes }: ConnectionOutcome): FlowPage {
  const whose = account === undefined ? [] : [`The account is ${account}.`];
  const other = formerAccount === undefined ? [] : [`Mind: before, it was another account: ${formerAccount}.`];
  const less = missingScopes.length === 0 ? [] : [`Asked for and not granted: ${missingScopes.join(', ')}.`];
  const paragraphs = [...whose, ...other, ...less, 'This page can be closed.'];
  return { title: 'Connected', isGood: true, paragraphs };
}

/** What is said to the place that the flow was made for. */
function saidBack({ credentialKey, failure, formerAccount, missingScopes }: ConnectionOutcome): Record<string, string> {
  return {
    status: failure ? 'failed' : 'connected',
    ...(credentialKey !== undefined && { credential: credentialKey }),
    ...(failure && { error: failure.code }),
    ...(formerAccount !== undefined && { account: 'changed' }),
    ...(missingScopes.length > 0 && { scopes: 'reduced' }),
  };
}

async function complete(
  services: ControlServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // HEAD would use the answer up, and nobody would see what came of it.
  if (isLookingAhead(request)) return reply.code(204).send();
  const query = request.query as Query;
  const answer = answerOf(query);
  const publicUrl = services.publicUrl().url;
  const flow = await findFlowByState(services.store.read, sha256(Buffer.from(answer.state, 'utf8')));
  const cookie = flow && flowCookie(request, publicUrl, flow.id);
  const outcome = await services.broker.completeConnection({ ...answer, ...(cookie !== undefined && { cookie }) });
  reply.header('set-cookie', forgetFlow(publicUrl, outcome.flowId));
  if (outcome.returnUrl !== undefined) return reply.redirect(returnTo(outcome.returnUrl, saidBack(outcome)), 303);
  const { failure } = outcome;
  if (!failure) return showPage(reply, 200, connectedPage(outcome));
  const said = textOf(query, 'error_description')?.slice(0, LONGEST_DESCRIPTION);
  return showPage(reply, problems[failure.code].status, failurePage(failure.code, { detail: failure.detail, said }));
}

/** Adds the two addresses. */
export function serveOAuth(app: FastifyInstance, services: ControlServices): void {
  const errorHandler = async (error: Error, request: FastifyRequest, reply: FastifyReply) =>
    showFailure(error, request, reply);
  app.get(`${START_PATH}:state`, { errorHandler }, (request, reply) => start(services, request, reply));
  app.get(CALLBACK_PATH, { errorHandler }, (request, reply) => complete(services, request, reply));
}
