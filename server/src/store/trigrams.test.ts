import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { foldText, tokensToAsk, trigramsOf } from './trigrams.ts';

const ORGANISATION = 'org_01h455vb4pex5vsknk084sn02q';

it('a text that contains a term has every token that is asked for it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((candidate) => !candidate.includes('\u0001'));
  fc.assert(
    fc.property(text, text, text, fc.array(text), (before, term, after, sample) => {
      const folded = foldText(term);
      const tokens = new Set(trigramsOf(ORGANISATION, foldText(before) + folded + foldText(after)));
      for (const token of tokensToAsk(ORGANISATION, folded, sample)) assert.ok(tokens.has(token));
    }),
  );
});

it('the rarest tokens are asked for, none for fewer than three characters, and others for another organisation', () => {
  const sample = ['customer 1', 'customer 2', 'customer 3'];
  const asked = tokensToAsk(ORGANISATION, 'customer xyz9', sample);
  assert.deepEqual(new Set(asked), new Set(trigramsOf(ORGANISATION, 'r xyz9')));
  assert.deepEqual(tokensToAsk(ORGANISATION, '田中', []), []);
  assert.equal(tokensToAsk(ORGANISATION, '田中さ', []).length, 1);
  assert.notDeepEqual(trigramsOf('org_01h455vb4pex5vsknk084sn02r', 'abc'), trigramsOf(ORGANISATION, 'abc'));
  for (const token of trigramsOf(ORGANISATION, `a"*'-AND ${'é'.repeat(4)}`)) assert.match(token, /^[a-z0-9]+$/);
});
