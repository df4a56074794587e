/** What is taken out of a token answer, and that whatever it is nothing of it is quoted. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { OAuthQuirks } from '../../../domain/oauth-quirks.ts';
import { type AnswerRules, readTokenAnswer } from './read-token-answer.ts';
import { TokenError, toTokenProblem } from './token-failure.ts';

const NOW = 1_800_000_000_000;
const TOKEN = 'at-5b0c2f9a71';

function definition(quirks: OAuthQuirks, scopeSeparator = ' '): AnswerRules {
  return { scopeSeparator, quirks };
}

function read(body: unknown, quirks: OAuthQuirks = {}, headers: readonly string[] = []) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return readTokenAnswer(definition(quirks), { status: 200, headers, bytes }, NOW);
}

const faultOf = (body: unknown, quirks: OAuthQuirks): unknown => {
  try {
    return read(body, quirks).captures;
  } catch (error) {
    const { failure } = error as TokenError;
    return failure.kind === 'malformed' ? failure.fault : failure.kind;
  }
};

describe('The life of a token', () => {
  const lifeOf = (more: object, quirks: OAuthQuirks = {}, headers: readonly string[] = []) =>
    read({ access_token: TOKEN, ...more }, quirks, headers).expiresInSeconds;

  test('is a number of seconds, in a text too', () => {
    assert.deepEqual(
      ['3600', 3600, 3600.9, ' 60 '].map((value) => lifeOf({ expires_in: value })),
      [3600, 3600, 3600, 60],
    );
  });

  test('is not known where it is missing, none, negative, or absurd', () => {
    const odd = [undefined, null, 0, '0', -1, '-5', 0.5, 1_800_000_000, 1e300, 'soon', '', [3600], {}, true];
    assert.deepEqual(
      odd.filter((value) => lifeOf({ expires_in: value }) !== undefined),
      [],
    );
  });

  test('is what the vendor documents where the answer does not say', () => {
    const quirks = { tokenResponse: { lifeSeconds: 7200 } };
    assert.deepEqual([lifeOf({}, quirks), lifeOf({ expires_in: 60 }, quirks)], [7200, 60]);
  });

  test('is counted to an instant in seconds, milliseconds or as a date, by the clock of the server', () => {
    const quirks = { tokenResponse: { expiresAt: '/until' } };
    for (const until of [NOW / 1000 + 90, NOW + 90_000, String(NOW + 90_000), new Date(NOW + 90_000).toISOString()]) {
      assert.equal(lifeOf({ until }, quirks), 90);
    }
    const date = new Date(NOW - 3_600_000).toUTCString();
    assert.equal(lifeOf({ until: NOW + 90_000 }, quirks, ['Date', date]), 3690);
    assert.equal(lifeOf({ until: NOW - 1 }, quirks), undefined);
  });
});

describe('A vendor’s own way', () => {
  test('of nesting is followed, and names of every object stand for nothing', () => {
    const tokenResponse = {
      accessToken: '/authed_user/access_token',
      tokenType: '/authed_user/token_type',
      tokenTypes: ['user'],
    };
    const body = { ok: true, access_token: 'xoxb-other', authed_user: { access_token: TOKEN, token_type: 'user' } };
    const answer = read(body, { tokenResponse });
    assert.deepEqual([answer.accessToken.reveal(), answer.tokenType], [TOKEN, 'user']);
    assert.equal(faultOf({}, { tokenResponse: { accessToken: '/constructor/name' } }), 'no-token');
  });

  test('of separating scopes is undone, also where they are a list', () => {
    const scopeOf = (scope: unknown, quirks: OAuthQuirks = {}) => read({ access_token: TOKEN, scope }, quirks).scope;
    assert.equal(scopeOf('repo,gist', { tokenResponse: { scopeSeparator: ',' } }), 'repo gist');
    assert.deepEqual(
      [scopeOf(['a', 'b']), scopeOf('a  b'), scopeOf(7), scopeOf('ä')],
      ['a b', 'a b', undefined, undefined],
    );
  });

  test('of answering with a form is read, where it is known to', () => {
    const text = `access_token=${TOKEN}&scope=repo&token_type=bearer&expires_in=60`;
    const answer = read(text, { tokenResponse: { format: 'form' } });
    assert.deepEqual([answer.accessToken.reveal(), answer.expiresInSeconds, answer.scope], [TOKEN, 60, 'repo']);
    assert.equal(faultOf(text, {}), 'not-json');
  });

  test('of sending no type, or an empty refresh token, is taken for Bearer and for none', () => {
    const answer = read({ access_token: TOKEN, token_type: null, refresh_token: '' });
    assert.deepEqual([answer.tokenType, answer.refreshToken], ['bearer', undefined]);
  });
});

describe('A capture', () => {
  const captures = { instance: { from: '/instance_url', within: 'https://*.my.example.com' } };

  test('of a URL lies within the suffix that the provider names, and is its origin', () => {
    const taken = (url: unknown) => faultOf({ access_token: TOKEN, instance_url: url }, { captures });
    assert.deepEqual(taken('https://acme.my.example.com/services'), { instance: 'https://acme.my.example.com' });
    const refused = [
      'https://evil.example',
      'https://my.example.com',
      'https://a.b.my.example.com',
      'http://acme.my.example.com',
      'https://acme.my.example.com.evil.example',
      'https://acme.my.example.com:8443',
      'https://user@acme.my.example.com',
      'acme.my.example.com',
      undefined,
      7,
    ];
    assert.deepEqual(
      refused.filter((url) => taken(url) !== 'capture'),
      [],
    );
  });

  test('is refused where a token stands in it, in any encoding', () => {
    const rule = { captures: { id: { from: '/id' } } };
    const taken = (id: unknown) => faultOf({ access_token: TOKEN, refresh_token: 'rt-77aa31c08d', id }, rule);
    assert.deepEqual([taken('acct_1'), taken(42), taken(true)], [{ id: 'acct_1' }, { id: '42' }, { id: 'true' }]);
    const encoded = Buffer.from(`x${TOKEN}`).toString('base64');
    const refused = [
      TOKEN,
      `a ${TOKEN} b`,
      encoded,
      TOKEN.slice(0, 9),
      'rt-77aa31c08d',
      'x\n',
      'x'.repeat(300),
      {},
      null,
    ];
    assert.deepEqual(
      refused.filter((id) => taken(id) !== 'capture'),
      [],
    );
  });
});

test('of any JSON and any quirk nothing but a TokenError comes, and it quotes nothing', () => {
  const members = [
    'access_token',
    'refresh_token',
    'token_type',
    'expires_in',
    'scope',
    'error',
    'id_token',
    'a',
    'until',
  ];
  const leaf = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('bearer', TOKEN, 'invalid_grant'),
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...members), tie('node')),
    ),
  })).node;
  const body = fc.oneof(fc.dictionary(fc.constantFrom(...members), value), value, fc.string());
  const pointer = fc.constantFrom('/a', '/access_token', '/a/access_token', '/__proto__', '/until');
  const quirks = fc.record({
    tokenResponse: fc.record(
      { accessToken: pointer, expiresAt: pointer, error: pointer, format: fc.constantFrom('json', 'form') },
      { requiredKeys: [] },
    ),
    captures: fc.dictionary(
      fc.constantFrom('one', 'two'),
      fc.record({ from: pointer, within: fc.constant('https://*.example.com') }, { requiredKeys: ['from'] }),
    ),
  });
  const status = fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 422, 429, 500, 503);
  const property = fc.property(body, quirks, status, fc.string(), (content, quirk, code, type) => {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    try {
      const token = readTokenAnswer(
        definition(quirk as OAuthQuirks),
        { status: code, headers: ['content-type', type], bytes },
        NOW,
      );
      assert.match(token.accessToken.reveal(), /^[\x21-\x7e]+$/);
      assert.ok(!Object.values(token.captures).some((captured) => captured.includes(token.accessToken.reveal())));
      assert.ok(token.expiresInSeconds === undefined || token.expiresInSeconds > 0);
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      const said = JSON.stringify([error.message, error.failure, toTokenProblem(error.failure).toBody()]);
      assert.ok(!said.includes(TOKEN) && error.cause === undefined, said);
    }
  });
  fc.assert(property, { numRuns: 400 });
});
