/** HPKE against RFC 9180, and the border between sealing and opening. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { privateKeyFromRaw } from '../keys/raw-private-key.ts';
import { sealBase, sharedSecret } from './hpke.ts';
import { openBase } from './hpke-recipient.ts';
import { publicKeyFromRaw, rawPublicKey } from './raw-public-key.ts';
import { bytes } from './vectors/vectors.ts';

/** RFC 9180, appendix A.1.1: another AEAD, the same KEM. */
const rfc = {
  skEm: '52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736',
  pkEm: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  skRm: '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  pkRm: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
  sharedSecret: 'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc',
};

/** Every u-coordinate of low order, canonical or not (RFC 7748, section 6; cr.yp.to/ecdh.html#validate). */
const lowOrder = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
];

const message = { info: Buffer.from('info'), aad: Buffer.from('aad') };

test('both sides derive the shared secret of RFC 9180, appendix A.1.1', () => {
  const ephemeral = privateKeyFromRaw('x25519', bytes(rfc.skEm))!;
  const recipient = privateKeyFromRaw('x25519', bytes(rfc.skRm))!;
  assert.equal(rawPublicKey(ephemeral).toString('hex'), rfc.pkEm);
  const context = { enc: bytes(rfc.pkEm), recipient: bytes(rfc.pkRm) };
  const sender = sharedSecret(ephemeral, publicKeyFromRaw('x25519', bytes(rfc.pkRm))!, context);
  const receiver = sharedSecret(recipient, publicKeyFromRaw('x25519', bytes(rfc.pkEm))!, context);
  assert.equal(sender?.toString('hex'), rfc.sharedSecret);
  assert.equal(receiver?.toString('hex'), rfc.sharedSecret);
});

test('neither side agrees with a point of low order', () => {
  const own = privateKeyFromRaw('x25519', bytes(rfc.skRm))!;
  for (const point of lowOrder) {
    const recipient = publicKeyFromRaw('x25519', bytes(point))!;
    assert.equal(sealBase(Buffer.from('x'), { ...message, recipient }), undefined, point);
    const sealed = { enc: bytes(point), ciphertext: Buffer.alloc(17) };
    assert.equal(openBase(sealed, { ...message, recipient: own }), undefined, point);
  }
});

test('no two seals of one value have anything in common', () => {
  const recipient = publicKeyFromRaw('x25519', bytes(rfc.pkRm))!;
  const [first, second] = [1, 2].map(() => sealBase(Buffer.from('value'), { ...message, recipient })!);
  assert.notDeepEqual(first!.enc, second!.enc);
  assert.notDeepEqual(first!.ciphertext, second!.ciphertext);
});

/** Every file that the file imports at run time, itself included. */
function reach(file: URL, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file.href)) return seen;
  const source = readFileSync(file, 'utf8');
  seen.set(file.href, source);
  for (const [, type, path] of source.matchAll(/^(?:import|export) (type )?[^;]*?from '(\.[^']+)';/gm)) {
    if (type === undefined) reach(new URL(path!, file), seen);
  }
  return seen;
}

test('nothing that seal.ts or sealing-key.ts imports can open, unwrap or sign', () => {
  for (const entry of ['./seal.ts', './sealing-key.ts']) {
    for (const [file, source] of reach(new URL(entry, import.meta.url))) {
      assert.doesNotMatch(source, /createDecipheriv|createPrivateKey|\bsign\(/, `${file}, reached from ${entry}`);
    }
  }
  const opening = [...reach(new URL('./open.ts', import.meta.url)).values()];
  assert.ok(opening.some((source) => source.includes('createDecipheriv')));
});
