/** Slugs: their form, and how they are derived from names. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './id.ts';
import { deriveSlug, isSlug, slugCandidates } from './slug.ts';

test('a slug is never an id, the installation or a path', () => {
  for (const text of [newId('org'), 'org_x', 'installation', '', '..', '-a', 'A', 'a/b', 'ä', 'a'.repeat(129)]) {
    assert.equal(isSlug(text), false, text);
  }
  for (const text of ['a', '0', 'acme.eu_1-x', 'a'.repeat(128)]) assert.equal(isSlug(text), true, text);
});

test('whatever the name, a slug comes of it', () => {
  const rows = [
    ['Acme Préprod (EU)', 'acme-preprod-eu'],
    ['org_ Acme', 'org--acme'],
    [newId('org'), /^org-/],
    ['日本', 'organisation'],
    ['', 'organisation'],
    ['Installation', 'organisation'],
    ['x'.repeat(500), 'x'.repeat(120)],
  ] as const;
  for (const [name, expected] of rows) {
    const slug = deriveSlug(name);
    assert.ok(isSlug(slug), slug);
    if (typeof expected === 'string') assert.equal(slug, expected);
    else assert.match(slug, expected);
  }
});

test('a taken slug gives way to a number, and at last to chance; each candidate is a slug', () => {
  const candidates = slugCandidates('acme');
  assert.deepEqual([candidates[0], candidates[1], candidates[8], candidates.length], ['acme', 'acme-2', 'acme-9', 10]);
  assert.match(candidates[9]!, /^acme-[0-9a-f]{6}$/);
  assert.ok(slugCandidates(deriveSlug('x'.repeat(500))).every(isSlug));
});
