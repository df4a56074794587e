import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../test/kit/cpu-time.ts';
import { isMaskLike } from './mask.ts';

test('what forms and interfaces show in place of a secret is a mask', () => {
  const masks = ['••••••••', '***', '●●●●', '███', '∙∙∙', '···', 'sk-****1234', 'sk_live_••••abcd', '[redacted]'];
  for (const text of [...masks, ' ******** \n', '[REDACTED]', '<hidden>', '****', 'abcd****']) {
    assert.equal(isMaskLike(text), true, text);
  }
});

test('what may be a secret is not a mask, stars among its characters or not', () => {
  const secrets = ['', '*', '**', 'a*b', 'p***word', 'redacted-but-long', 'hunter2', '...', `${'a'.repeat(9)}****`];
  for (const text of secrets) assert.equal(isMaskLike(text), false, text);
});

test('no random secret in base64, hex or base64url is taken for a mask', () => {
  for (let i = 0; i < 200; i++) {
    const bytes = randomBytes(24);
    for (const encoding of ['base64', 'hex', 'base64url'] as const) {
      assert.equal(isMaskLike(bytes.toString(encoding)), false);
    }
  }
});

test('a mask stays one with blanks around it, and only the middle decides', () => {
  const edge = fc.string({ unit: fc.constantFrom('a', '1', '-', '_'), maxLength: 8 });
  const property = fc.property(edge, fc.integer({ min: 4, max: 60 }), edge, (head, stars, tail) => {
    return isMaskLike(` ${head}${'*'.repeat(stars)}${tail} `);
  });
  fc.assert(property);
});

test('a long value is judged in time linear in its length', () => {
  const start = cpuMs();
  for (const unit of ['*', '•', ' ', 'a', '*a', '****a']) isMaskLike(`${unit.repeat(200_000)}!aaaaaaaaaa`);
  assert.ok(cpuMs() - start < 2_000);
});
