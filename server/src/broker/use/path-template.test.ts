import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { newAccessToken } from '../../domain/access-token.ts';
import { pathTemplate } from './path-template.ts';

test('words of a path stay as they are', () => {
  const paths = [
    '/',
    '/v1/quote',
    '/v2.1/customers/notes',
    '/users/getUserProfile',
    '/oauth2/token',
    '/documents:search',
    '/a/b-c/d_e.json',
    '/rest/api/latest/s3/',
    '/payment-methods/list_all',
  ];
  for (const path of paths) {
    assert.equal(pathTemplate(path), path);
  }
});

test('ids of every usual form are replaced', () => {
  const ids = ['1', '8471', randomUUID(), '507f1f77bcf86cd799439011', 'cus_NffrFeUfNV2Hib', 'a%20b', 'me@example.com'];
  for (const id of [...ids, '2024-01-31', 'x'.repeat(41), 'dGhpcyBpcyBhIHNlY3JldA', '~', '{id}', 'é']) {
    assert.equal(pathTemplate(`/users/${id}/notes`), '/users/{id}/notes', id);
  }
});

test('random keys and tokens of 16 bytes and more never stay, in any encoding', () => {
  for (let round = 0; round < 1000; round++) {
    const bytes = randomBytes(16 + (round % 24));
    for (const secret of [newAccessToken(), bytes.toString('hex'), bytes.toString('base64url')]) {
      assert.equal(pathTemplate(`/a/${secret}`), '/a/{id}', secret);
    }
  }
});

test('a path is cut where it is very long', () => {
  assert.equal(pathTemplate('/word'.repeat(1000)).length, 301);
});
