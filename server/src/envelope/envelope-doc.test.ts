/** docs/envelope.md shows the bytes of the vectors, every block of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { envelopeVectors, sealingKeyVectors, wrappedKeyVectors } from './vectors/vectors.ts';

const text = readFileSync(new URL('../../../docs/envelope.md', import.meta.url), 'utf8');
const [envelope, sealingKey, wrappedKey] = [envelopeVectors(), sealingKeyVectors(), wrappedKeyVectors()];
const [key, example] = [envelope.keys[0]!, envelope.accept[0]!];
const [signed, wrapped, rootKey] = [sealingKey.accept[0]!, wrappedKey.accept[0]!, wrappedKey.rootKeys[0]!];

test('every hex block of the document is what the vectors say', () => {
  const blocks = [...text.matchAll(/```hex (\S+)\n([0-9a-f\n]*)```/g)];
  const shown = Object.fromEntries(blocks.map(([, name, hex]) => [name, hex!.replaceAll('\n', '')]));
  assert.deepEqual(shown, {
    'private-key': key.privateKey,
    'public-key': key.publicKey,
    kid: key.kid,
    'policy-bytes': example.binding.policyBytes,
    info: example.info,
    aad: example.aad,
    'ephemeral-private-key': example.ephemeralPrivateKey,
    value: example.value,
    envelope: example.envelope,
    statement: signed.statement,
    signature: Buffer.from(signed.key.signature, 'base64').toString('hex'),
    'root-key-id': rootKey.id,
    'wrapped-kid': wrapped.kid,
    'wrapped-raw-key': wrapped.key,
    'wrapped-key': wrapped.wrapped,
  });
  assert.equal(text.match(/^```/gm)!.length, 2 * blocks.length, 'a block without a name, or not of hex');
});

test('the texts that the document shows are those of the vectors', () => {
  const { organisationId, credentialId, type, field } = example.binding;
  const quoted = [organisationId, credentialId, type, field].map((name) => `"${name}"`);
  const value = `\`${Buffer.from(example.value, 'hex')}\``;
  for (const shown of [...quoted, value, signed.key.notAfter, `\`${signed.pin}\``, `\`${rootKey.text}\``]) {
    assert.ok(text.includes(shown), shown);
  }
});
