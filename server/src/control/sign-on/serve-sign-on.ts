/**
 * The addresses to which identity providers send browsers back, one of each. It knows a flow by its state alone, judges nothing itself and
 * asks the broker; the token of the session that begins is made here, goes into the cookie, and the broker is told its hash. A
 * page of ours holds a stable code and no text of a provider.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SignOnOutcome } from '../../broker/rpc/sign-on-protocol.ts';
import { sha256 } from '../../domain/encoding.ts';
import { type ProblemCode, problems } from '../../domain/problem.ts';
import { newSessionToken } from '../../domain/session.ts';
import { findSignOnFlow } from '../../store/sign-ons.ts';
import { problemOf } from '../http/answer-problem.ts';
import { sessionCookie } from '../http/session-cookie.ts';
import { flowCookie, forgetFlow } from '../oauth/flow-cookie.ts';
import { isLookingAhead, showPage, textOf } from '../oauth/flow-request.ts';
import { html, inline } from '../reference/html.ts';
import type { ControlServices } from '../route.ts';
import { isConsolePath, SIGN_ON_CALLBACK_PATH } from './paths.ts';

function showFailure(
  services: ControlServices,
  reply: FastifyReply,
  { code, detail }: { readonly code: ProblemCode; readonly detail?: string | undefined },
): FastifyReply {
  const { status, title, advice } = problems[code];
  const again = html`<a href="${services.publicUrl().url}/sign-in">Sign in</a>`;
  const paragraphs = [...(detail ? [detail] : []), inline(advice), again];
  return showPage(reply, status, { title, isGood: false, paragraphs, code });
}

function showTested(reply: FastifyReply, { subject, email, isVerified, wouldBe }: Tested): FastifyReply {
  const address = email === undefined ? 'No email address is told.' : `The address is ${email}.`;
  const verified = isVerified ? 'The provider has verified it.' : 'The provider does not say that it has verified it.';
  const come =
    wouldBe === 'account'
      ? 'An account is linked to this subject: it would be signed in.'
      : 'Nobody knows this subject: a new account would be made.';
  const paragraphs = [`The subject is ${subject}.`, address, ...(email === undefined ? [] : [verified]), come];
  const title = 'The identity provider signs in';
  return showPage(reply, 200, {
    title,
    isGood: true,
    paragraphs: [...paragraphs, 'Nobody was. This page can be closed.'],
  });
}

type Tested = NonNullable<SignOnOutcome['tested']>;

async function complete(
  services: ControlServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // HEAD would use the answer up, and nobody would see what came of it.
  if (isLookingAhead(request)) return reply.code(204).send();
  const { identityProvider: identityProviderId } = request.params as { identityProvider: string };
  const query = request.query as Readonly<Record<string, unknown>>;
  const [state = '', code, error, issuer] = ['state', 'code', 'error', 'iss'].map((name) => textOf(query, name));
  const publicUrl = services.publicUrl().url;
  const flow = await findSignOnFlow(services.store.read, sha256(state));
  const cookie = flow && flowCookie(request, publicUrl, flow.id);
  const sessionToken = newSessionToken();
  const agent = request.headers['user-agent'];
  const outcome = await services.broker.completeSignOn({
    ...{ identityProviderId, state, sessionHash: sha256(sessionToken), requestId: request.id, address: request.ip },
    ...(cookie !== undefined && { cookie }),
    ...(code !== undefined && { code }),
    ...(error !== undefined && { error }),
    ...(issuer !== undefined && { issuer }),
    ...(agent !== undefined && { agent }),
  });
  const { failure, tested, signedIn, returnPath } = outcome;
  const forgotten = forgetFlow(publicUrl, outcome.flowId);
  reply.header('set-cookie', signedIn ? [forgotten, sessionCookie(services.site, sessionToken)] : forgotten);
  if (failure) return showFailure(services, reply, failure);
  if (tested) return showTested(reply, tested);
  return reply.redirect(isConsolePath(returnPath) ? returnPath : '/', 303);
}

/** Adds the addresses. */
export function serveSignOn(app: FastifyInstance, services: ControlServices): void {
  const errorHandler = async (error: Error, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'a browser could not be served');
    return showFailure(services, reply, problem);
  };
  app.get(`${SIGN_ON_CALLBACK_PATH}/:identityProvider`, { errorHandler }, (request, reply) =>
    complete(services, request, reply),
  );
}
