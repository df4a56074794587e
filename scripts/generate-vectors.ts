/**
 * Writes the test vectors of docs/envelope.md to server/src/envelope/vectors. Deterministic: every key is the SHA-256 of
 * a label. Run it only for a new version of a format; a vector that was published is never changed.
 *
 *     node scripts/generate-vectors.ts
 */
import type { KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { sha256 } from '../server/src/domain/encoding.ts';
import { aadOf, type Binding, formatEnvelope, infoOf, kidOf } from '../server/src/envelope/format.ts';
import { sealBase } from '../server/src/envelope/hpke.ts';
import { rawPublicKey } from '../server/src/envelope/raw-public-key.ts';
import { formatBrokerPublicKey, sealingKeyStatement, toSealingKeyJson } from '../server/src/envelope/sealing-key.ts';
import type {
  EnvelopeVectors,
  SealingKeyCase,
  SealingKeyVectors,
  WrappedKeyCase,
  WrappedKeyVectors,
} from '../server/src/envelope/vectors/vectors.ts';
import { type Purpose, purposes } from '../server/src/keys/purpose.ts';
import { privateKeyFromRaw } from '../server/src/keys/raw-private-key.ts';
import { parseRootKey } from '../server/src/keys/root-key.ts';
import { signSealingKey } from '../server/src/keys/sign-sealing-key.ts';
import { wrap } from '../server/src/keys/wrap.ts';

const ACME = 'org_01kakbmgfge6bvfn0d12xw4c8q';
const OTHER = 'org_01kakbmgfgfzpsx6mf5rwpgsdz';
const NOT_AFTER = Date.UTC(2026, 0, 31);

const seed = (label: string): Buffer => sha256(`keyward test vectors: ${label}`);
const x25519 = (label: string): KeyObject => privateKeyFromRaw('x25519', seed(label))!;

const acmeKey = x25519('sealing key of acme');
const otherKey = x25519('sealing key of another organisation');
const acmeKid = kidOf(ACME, rawPublicKey(acmeKey));
const otherKid = kidOf(OTHER, rawPublicKey(otherKey));

const policy =
  '{"fields":{"apiKey":["api","verify"]},"plainHttp":"loopback","release":[],"roles":{"api":{"origins":' +
  '["https://finnhub.io"],"placements":["header:x-finnhub-token"]},"verify":{"origins":["https://finnhub.io"],' +
  '"placements":["header:x-finnhub-token"]}},"scrub":"on","setCookie":"dropped","version":1}';

const binding: Binding = {
  organisationId: ACME,
  credentialId: 'cred_01kakbmgfgf1x8vs9p0vbd4xze',
  type: 'ApiKey',
  field: 'apiKey',
  materialVersion: 1,
  policyBytes: Buffer.from(policy),
};

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bindingJson = (value: Binding) => ({ ...value, policyBytes: toHex(value.policyBytes) });

function accepted(name: string, value: Uint8Array, bound: Binding) {
  const ephemeral = seed(`ephemeral key, ${name}`);
  const [info, aad] = [infoOf(acmeKid), aadOf(bound)];
  const options = { recipient: acmeKey, info, aad, ephemeral: privateKeyFromRaw('x25519', ephemeral)! };
  const { enc, ciphertext } = sealBase(value, options)!;
  return {
    name,
    kid: acmeKid,
    ephemeralPrivateKey: toHex(ephemeral),
    binding: bindingJson(bound),
    value: toHex(value),
    info: toHex(info),
    aad: toHex(aad),
    envelope: toHex(formatEnvelope(acmeKid, enc, ciphertext)),
  };
}

function envelopeVectors(): EnvelopeVectors {
  const example = accepted('an API key', Buffer.from('sk-test-51Hq'), binding);
  const accept = [
    example,
    accepted('an empty value', Buffer.alloc(0), binding),
    accepted('bytes that are no text', Buffer.from([0x00, 0xff, 0xfe, 0x0a, 0x0d, 0x80]), binding),
    accepted('text beyond ASCII in the binding', Buffer.from('ß'), { ...binding, type: 'Schlüssel', field: '鍵🔑' }),
    accepted('the highest material version', Buffer.from('x'), {
      ...binding,
      materialVersion: Number.MAX_SAFE_INTEGER,
    }),
    accepted('an empty policy', Buffer.from('x'), { ...binding, policyBytes: Buffer.alloc(0) }),
  ];
  return {
    keys: [
      { organisationId: ACME, key: acmeKey, kid: acmeKid, label: 'sealing key of acme' },
      { organisationId: OTHER, key: otherKey, kid: otherKid, label: 'sealing key of another organisation' },
    ].map(({ key, label, ...rest }) => ({
      ...rest,
      publicKey: toHex(rawPublicKey(key)),
      privateKey: toHex(seed(label)),
    })),
    accept,
    reject: [...rebound(example.envelope), ...reshaped(example.envelope)],
  };
}

function rebound(envelope: string): EnvelopeVectors['reject'] {
  const altered = (name: string, change: Partial<Binding>) => {
    return { name, reason: 'altered', binding: bindingJson({ ...binding, ...change }), envelope } as const;
  };
  return [
    { ...altered('another organisation in the binding', { organisationId: OTHER }), reason: 'unknown-key' },
    altered('another credential', { credentialId: 'cred_01kakbmgfgf1x8vs9p0vbd4xzf' }),
    altered('another type', { type: 'BasicAuth' }),
    altered('another field', { field: 'password' }),
    altered('an older material version', { materialVersion: 0 }),
    altered('a later material version', { materialVersion: 2 }),
    altered('an origin added to the policy', {
      policyBytes: Buffer.from(
        policy.replace('["https://finnhub.io"]', '["https://evil.example","https://finnhub.io"]'),
      ),
    }),
    altered('the same policy written with a space', { policyBytes: Buffer.from(policy.replace(',', ', ')) }),
    altered('a letter moved from the credential to the type', {
      credentialId: binding.credentialId.slice(0, -1),
      type: `e${binding.type}`,
    }),
  ];
}

function reshaped(envelope: string): EnvelopeVectors['reject'] {
  const base = { binding: bindingJson(binding) };
  const rest = envelope.slice(2);
  const withEnc = (enc: string) => envelope.slice(0, 34) + enc + envelope.slice(98);
  const toOther = sealBase(Buffer.from('x'), {
    recipient: otherKey,
    info: infoOf(otherKid),
    aad: aadOf(binding),
    ephemeral: x25519('ephemeral key, sealed to another organisation'),
  })!;
  return [
    { ...base, name: 'no bytes', reason: 'format', envelope: '' },
    { ...base, name: 'version 0', reason: 'format', envelope: `00${rest}` },
    { ...base, name: 'version 2', reason: 'format', envelope: `02${rest}` },
    { ...base, name: 'shorter than any envelope', reason: 'format', envelope: envelope.slice(0, 2 * 64) },
    { ...base, name: 'tag cut by one byte', reason: 'altered', envelope: envelope.slice(0, -2) },
    { ...base, name: 'tag cut to four bytes', reason: 'altered', envelope: envelope.slice(0, -24) },
    { ...base, name: 'a byte appended', reason: 'altered', envelope: `${envelope}00` },
    { ...base, name: 'an unknown kid', reason: 'unknown-key', envelope: `01${'00'.repeat(16)}${envelope.slice(34)}` },
    {
      ...base,
      name: 'the kid of another organisation',
      reason: 'unknown-key',
      envelope: `01${otherKid}${envelope.slice(34)}`,
    },
    {
      ...base,
      name: 'sealed to the key of another organisation',
      reason: 'unknown-key',
      envelope: toHex(formatEnvelope(otherKid, toOther.enc, toOther.ciphertext)),
    },
    { ...base, name: 'enc is zero, a point of low order', reason: 'altered', envelope: withEnc('00'.repeat(32)) },
    { ...base, name: 'enc is one, a point of low order', reason: 'altered', envelope: withEnc(`01${'00'.repeat(31)}`) },
  ];
}

function sealingKeyVectors(): SealingKeyVectors {
  const broker = privateKeyFromRaw('ed25519', seed('signing key of the broker'))!;
  const impostor = privateKeyFromRaw('ed25519', seed('signing key of an impostor'))!;
  const statement = { organisationId: ACME, kid: acmeKid, publicKey: rawPublicKey(acmeKey), notAfter: NOT_AFTER };
  const signed = (change: Partial<typeof statement>, by = broker) => {
    return toSealingKeyJson(signSealingKey({ ...statement, ...change }, by));
  };
  const key = signed({});
  const pin = formatBrokerPublicKey(broker);
  const refused = (name: string, change: Partial<SealingKeyCase>): SealingKeyCase => {
    return { name, pin, now: NOT_AFTER - 1, key, ...change };
  };
  const flipped = Buffer.from(key.signature, 'base64');
  flipped[0]! ^= 1;
  const short = rawPublicKey(acmeKey).subarray(1);
  return {
    brokerPrivateKey: toHex(seed('signing key of the broker')),
    accept: [
      {
        name: 'a signed key in its last millisecond',
        pin,
        now: NOT_AFTER - 1,
        key,
        statement: toHex(sealingKeyStatement(statement)),
      },
    ],
    reject: [
      refused('expired', { now: NOT_AFTER }),
      refused('not-after moved', { key: { ...key, notAfter: '2099-01-01T00:00:00.000Z' } }),
      refused('a signature with one bit flipped', { key: { ...key, signature: flipped.toString('base64') } }),
      refused('no signature', { key: { ...key, signature: '' } }),
      refused('signed by another key than the pinned one', { key: signed({}, impostor) }),
      refused('another public key under the kid', { key: signed({ publicKey: rawPublicKey(otherKey) }) }),
      refused('a kid that is not that of the public key', { key: signed({ kid: otherKid }) }),
      refused('moved to another organisation', { key: { ...key, organisationId: OTHER } }),
      refused('a public key of 31 bytes', { key: signed({ publicKey: short, kid: kidOf(ACME, short) }) }),
    ],
  };
}

function wrappedKeyVectors(): WrappedKeyVectors {
  const rootKeys = ['root key', 'later root key'].map((label) => {
    const text = `keyward-root-1:${seed(label).toString('base64url')}`;
    return { text, ...parseRootKey(text) };
  });
  const wrapped = (purpose: Purpose, organisationId: string, rootKey = rootKeys[0]!) => {
    const raw = seed(`${purpose} key to wrap`);
    const kid = purposes[purpose].kidOf(organisationId, purposes[purpose].fromBytes(raw)!);
    const nonce = seed(`nonce, ${purpose}, ${rootKey.id}`).subarray(0, 12);
    const bytes = wrap(raw, { organisationId, kid }, { rootKey, nonce });
    return {
      purpose,
      organisationId,
      kid,
      rootKeyId: rootKey.id,
      nonce: toHex(nonce),
      key: toHex(raw),
      wrapped: toHex(bytes),
    };
  };
  const sealing = wrapped('sealing', ACME);
  return {
    rootKeys: rootKeys.map(({ text, id }) => ({ text, id })),
    accept: [
      { name: 'a sealing key', ...sealing },
      { name: 'a sealing key under the later root key', ...wrapped('sealing', ACME, rootKeys[1]) },
      { name: 'a witness key', ...wrapped('witness', ACME) },
      { name: 'a signing key', ...wrapped('signing', 'installation') },
    ],
    reject: wrappedKeyRejections(sealing, rootKeys),
  };
}

function wrappedKeyRejections(
  { nonce: _, key: __, ...sealing }: Omit<WrappedKeyCase, 'name'> & { nonce: string; key: string },
  rootKeys: readonly { id: string; key: KeyObject }[],
): WrappedKeyVectors['reject'] {
  const altered = (name: string, change: Partial<WrappedKeyCase>) => {
    return { name, ...sealing, ...change, code: 'keys/wrapped-key-altered' };
  };
  const misnamed = wrap(seed('another key'), sealing, { rootKey: rootKeys[0]!, nonce: Buffer.alloc(12, 7) });
  return [
    altered('moved to another organisation', { organisationId: OTHER }),
    altered('moved to another kid', { kid: otherKid }),
    altered('moved to another root key', { rootKeyId: rootKeys[1]!.id }),
    altered('taken for a witness key', { purpose: 'witness' }),
    altered('taken for a signing key', { purpose: 'signing' }),
    altered('another private key wrapped under the kid', { wrapped: toHex(misnamed) }),
    altered('version 2', { wrapped: `02${sealing.wrapped.slice(2)}` }),
    altered('tag cut by one byte', { wrapped: sealing.wrapped.slice(0, -2) }),
    altered('no bytes', { wrapped: '' }),
    { ...altered('a root key that is not at hand', { rootKeyId: '00'.repeat(16) }), code: 'keys/root-key-missing' },
  ];
}

const folder = new URL('../server/src/envelope/vectors/', import.meta.url);
const files = {
  'envelope.json': envelopeVectors(),
  'sealing-key.json': sealingKeyVectors(),
  'wrapped-key.json': wrappedKeyVectors(),
};
for (const [name, vectors] of Object.entries(files)) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(vectors, null, 2)}\n`);
}
