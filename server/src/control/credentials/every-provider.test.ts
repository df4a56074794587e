/** Every provider that Keyward brings takes a credential made of the examples of its own fields. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { builtInFolder } from '../../catalogue/built-in-folder.ts';
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import type { ProviderMethod } from '../../catalogue/provider.ts';
import { readProviderFolder } from '../../catalogue/read-provider-folder.ts';
import { type ControlFixture, startControl } from '../testing/control-fixture.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
/** What a connection makes, and no body of values. */
const CONNECTED = ['OAuth2', 'OAuth2Refresh', 'OAuthAlias'];

let control: ControlFixture;
before(async () => {
  control = await startControl();
});
after(() => control.close());

/** Of a field without an example: what fits its pattern. */
function sampleOf({ format, pattern, example, enum: values }: FieldSpec): string {
  if (format === 'pem') return PEM;
  const given = example ?? values?.[0];
  if (given !== undefined || pattern === undefined) return given ?? 'sample0123456789';
  return fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: 1, seed: 1 })[0]!;
}

function bodyFor({ type, fields, baseUrl }: ProviderMethod): object {
  const asked = fields.filter(({ required, default: preset }) => required && preset === undefined);
  const isCalled = type !== 'Database' && type !== 'Smtp';
  const own = isCalled && baseUrl.length === 0 ? { baseUrl: 'https://own.example' } : {};
  return { type, fields: Object.fromEntries(asked.map((spec) => [spec.name, sampleOf(spec)])), ...own };
}

test('a credential of the examples of its fields is valid on every provider', async () => {
  const findings: string[] = [];
  for (const provider of readProviderFolder(builtInFolder).providers) {
    for (const method of provider.methods.filter(({ type }) => !CONNECTED.includes(type))) {
      const body = {
        provider: provider.name,
        key: `${provider.name}-${method.type}`.toLowerCase(),
        ...bodyFor(method),
      };
      const { status, body: made, text } = await control.request({ method: 'POST', path: 'credentials', body });
      if (status !== 201 || made.status !== 'valid') findings.push(`${provider.name}, ${method.type}: ${text}`);
    }
  }
  assert.deepEqual(findings, []);
});
