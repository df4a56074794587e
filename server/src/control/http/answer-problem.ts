/**
 * Turns everything that is thrown into `application/problem+json`. What is thrown by others is mapped to a code of ours;
 * its message stays in the log, as it may quote the request.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemCode, toProblem } from '../../domain/problem.ts';

const FRAMEWORK_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request/malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request/malformed',
  FST_ERR_BAD_URL: 'route/not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'route/not-found',
};

/** The Problem for anything thrown while a request is handled. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = error instanceof Error && 'code' in error ? FRAMEWORK_CODES[String(error.code)] : undefined;
  return code ? new Problem(code) : toProblem(error);
}

/**
 * Answers with a problem. Failures of ours (5xx) are logged with their cause, under the request id.
 *
 * @see RFC 9457; RFC 6750, section 3 (the challenge beside 401)
 */
export function answerProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.status >= 500) request.log.error({ code: problem.code, err: problem.cause }, 'request failed');
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  reply.headers(problem.toHeaders());
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((body: unknown) => String(body))
    .send(JSON.stringify(problem.toBody(request.id)));
}
