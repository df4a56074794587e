import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errors } from 'undici';
import { Problem } from '../../domain/problem.ts';
import { toUpstreamProblem } from './upstream-problem.ts';

function withCode(code: string): Error {
  return Object.assign(new Error('correct-horse'), { code });
}

test('time-outs of every layer are upstream/timeout', () => {
  const timeouts = [
    new errors.ConnectTimeoutError('correct-horse'),
    new errors.HeadersTimeoutError('correct-horse'),
    new errors.BodyTimeoutError('correct-horse'),
    withCode('ETIMEDOUT'),
    new DOMException('correct-horse', 'TimeoutError'),
  ];
  for (const error of timeouts) assert.equal(toUpstreamProblem(error).code, 'upstream/timeout', error.name);
});

test('what prevents a connection is upstream/unreachable', () => {
  const codes =
    'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ERR_TLS_CERT_ALTNAME_INVALID CERT_HAS_EXPIRED ' +
    'DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE ERR_SSL_WRONG_VERSION_NUMBER';
  for (const code of codes.split(' '))
    assert.equal(toUpstreamProblem(withCode(code)).code, 'upstream/unreachable', code);
});

test('everything else is upstream/broken: whether the request was acted on is unknown', () => {
  const broken = [
    withCode('ECONNRESET'),
    withCode('EPIPE'),
    new errors.SocketError('x'),
    new errors.HTTPParserError('x'),
  ];
  for (const error of [...broken, withCode('XECONNREFUSED'), new Error('x'), 'ECONNREFUSED', undefined, null]) {
    assert.equal(toUpstreamProblem(error).code, 'upstream/broken', String(error));
  }
});

test('a Problem stays itself, however deep an HTTP client has wrapped it', () => {
  const denied = new Problem('egress/denied');
  assert.equal(toUpstreamProblem(denied), denied);
  const wrapped = new Error('a', { cause: Object.assign(new Error('b', { cause: denied }), { code: 'ECONNREFUSED' }) });
  assert.equal(toUpstreamProblem(wrapped), denied);
});

test('the original goes into the cause alone', () => {
  const error = withCode('ECONNREFUSED');
  const problem = toUpstreamProblem(error);
  assert.equal(problem.cause, error);
  assert.doesNotMatch(problem.message + JSON.stringify(problem.toBody()), /correct-horse/);
});
