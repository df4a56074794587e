/** Return URLs: exact origins, and nothing that only looks like one of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../domain/id.ts';
import { Problem } from '../domain/problem.ts';
import { readReturnUrl, returnTo } from './return-url.ts';

const organisation = {
  ...{ id: newId('org'), slug: 'acme', name: 'Acme', version: 1, createdAt: 0 },
  settings: { returnOrigins: ['https://app.example', 'http://localhost:3000'] },
};
const services = { publicUrl: () => ({ url: 'https://keyward.example/base', isGiven: true }) };
const read = (text: string) => readReturnUrl(text, { services, organisation });

test('a return URL of a listed origin or of our own is taken, and loses its fragment', () => {
  assert.equal(read('https://app.example'), 'https://app.example/');
  assert.equal(read('https://APP.example:443/a?b=c#d'), 'https://app.example/a?b=c');
  assert.equal(read('http://localhost:3000/done'), 'http://localhost:3000/done');
  assert.equal(read('https://keyward.example/docs'), 'https://keyward.example/docs');
});

test('catalogue 30: no return URL leads to an origin that is not listed, however it is written', () => {
  const refused = [
    ...[
      'https://app.example.evil',
      'https://evil/https://app.example',
      'https://app.example@evil',
      'http://app.example',
    ],
    ...[
      'https://app.example:8443',
      '//app.example',
      '/docs',
      'javascript:alert(1)',
      'data:text/html,x',
      'https:app.example',
    ],
    ...['https://app.example\\@evil', 'https://evil\\app.example', ' https://app.example', 'https://app.example/\n'],
    ...[
      'https://user@app.example',
      'https://app.example.',
      'https://*.example',
      '',
      `https://app.example/${'x'.repeat(3000)}`,
    ],
  ];
  for (const text of refused) {
    assert.throws(
      () => read(text),
      (error) => error instanceof Problem && error.code === 'request/return-refused',
      text,
    );
  }
});

test('what is added to a return URL replaces what was there under its name', () => {
  assert.equal(
    returnTo('https://app.example/?status=forged&x=1', { status: 'done' }),
    'https://app.example/?status=done&x=1',
  );
});
