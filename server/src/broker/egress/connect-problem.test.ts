import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../domain/problem.ts';
import { toConnectProblem } from './connect-problem.ts';

test('what kept a connection from being made is told by its class, never in the words of the peer', () => {
  const table: Record<string, RegExp | undefined> = {
    CERT_HAS_EXPIRED: /expired/,
    CERT_NOT_YET_VALID: /not valid yet/,
    ERR_TLS_CERT_ALTNAME_INVALID: /another host name/,
    SELF_SIGNED_CERT_IN_CHAIN: /No authority/,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: /No authority/,
    CERT_REVOKED: /not valid\./,
    ERR_SSL_WRONG_VERSION_NUMBER: /agree on TLS/,
    ENOTFOUND: /has no address/,
    ECONNREFUSED: /refused the connection/,
    ECONNRESET: /closed the connection/,
    ETIMEDOUT: /Timed out/,
    ERR_CNRY: undefined,
  };
  for (const [code, detail] of Object.entries(table)) {
    const problem = toConnectProblem(Object.assign(new Error('cnry'), { code, reason: 'cnry', cert: 'cnry' }));
    assert.equal(problem.code, 'upstream/unreachable');
    if (detail) assert.match(problem.detail ?? '', detail, code);
    else assert.equal(problem.detail, undefined);
    assert.doesNotMatch(JSON.stringify(problem.toBody()), /cnry/i);
  }
});

test('a Problem stays itself, and what is no error is unreachable', () => {
  const denied = new Problem('egress/denied');
  assert.equal(toConnectProblem(denied), denied);
  for (const junk of [
    undefined,
    null,
    'ECONNREFUSED',
    { code: 'ECONNREFUSED' },
    Object.assign(new Error(), { code: 7 }),
  ]) {
    assert.deepEqual(toConnectProblem(junk).toBody(), new Problem('upstream/unreachable').toBody());
  }
});
