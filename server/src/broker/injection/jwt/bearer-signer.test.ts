import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../../domain/secret.ts';
import type { Upstreams } from '../../egress/upstreams.ts';
import { buildScrubber, type Scrubber } from '../../scrub/scrubber.ts';
import type { SignerParts, Unsigned } from '../signer.ts';
import { BearerSigner } from './bearer-signer.ts';

const UNSIGNED: Unsigned = {
  method: 'GET',
  path: '/',
  headers: [],
  hasBody: false,
  contentSha256: undefined,
  body: undefined,
};

test('what it has made is wiped with the credential: its scrubber knows the secrets no more', async () => {
  let scrubber: Scrubber | undefined;
  const parts: SignerParts = {
    organisationId: 'org_1',
    upstreams: undefined as unknown as Upstreams,
    clock: () => 0,
    scrubberFor: (made) => {
      scrubber = buildScrubber([made]);
      return scrubber;
    },
  };
  const signer = new BearerSigner(async () => ({ value: new Secret('a-token-that-was-made'), termMs: 60_000 }));
  const signed = await signer.sign(UNSIGNED, parts);
  assert.equal(signed.scrubber, scrubber);
  assert.equal(scrubber!.text('plain text'), 'plain text');
  signer.wipe();
  assert.equal(scrubber!.text('plain text'), '**********');
});
