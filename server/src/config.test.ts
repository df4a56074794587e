import assert from 'node:assert/strict';
import { test } from 'node:test';
import { options, type RawOptions, readConfig } from './config.ts';
import { Problem } from './domain/problem.ts';

test('without flags and environment the defaults hold, and what has none is absent', () => {
  assert.deepEqual(readConfig({}, {}), {
    data: './keyward-data',
    listen: { host: '127.0.0.1', port: 7420 },
    brokerListen: { host: '127.0.0.1', port: 7421 },
    brokerHostSuffix: 'localhost',
    role: 'all',
    rootKeyFile: './keyward-data/root.key',
    permitEgress: [],
    upstream: {
      http2: false,
      connectTimeoutMs: 10_000,
      headersTimeoutMs: 300_000,
      bodyTimeoutMs: 0,
      maxSockets: 128,
      queueTimeoutMs: 10_000,
      maxHeaderBytes: 32_768,
    },
    egressNoProxy: [],
    callerLimits: {
      headerTimeoutMs: 20_000,
      idleTimeoutMs: 120_000,
      keepAliveTimeoutMs: 65_000,
      maxHeaderBytes: 32_768,
      maxBodyBytes: 0,
      maxConnections: 10_000,
    },
    staleLimitMs: 10_000,
    refreshLeaseMs: 15_000,
    bodyLimitBytes: 1_048_576,
    tokenConcurrency: 0,
    credentialConcurrency: 0,
    useRetentionMs: 90 * 24 * 3_600_000,
    requestLogRetentionMs: 72 * 3_600_000,
    eventRetentionMs: 30 * 24 * 3_600_000,
    logLevel: 'info',
  });
});

test('a flag wins over the environment, the environment over the default, for every option', () => {
  const values: Record<string, [string, string]> = {
    listen: ['127.0.0.1:1', '127.0.0.1:2'],
    brokerListen: ['127.0.0.1:1', '127.0.0.1:2'],
    brokerHostSuffix: ['one.example', 'two.example'],
    role: ['control', 'broker'],
    logLevel: ['debug', 'warn'],
    staleLimit: ['1', '2'],
    refreshLease: ['1', '2'],
    headerTimeout: ['1', '2'],
    idleTimeout: ['1', '2'],
    keepAliveTimeout: ['1', '2'],
    maxHeaderBytes: ['2048', '4096'],
    maxBody: ['1', '2'],
    maxConnections: ['1', '2'],
    bodyLimit: ['1', '2'],
    tokenConcurrency: ['1', '2'],
    credentialConcurrency: ['1', '2'],
    useRetention: ['1', '2'],
    requestLogRetention: ['1', '0'],
    eventRetention: ['1', '2'],
    publicUrl: ['https://one.example', 'https://two.example'],
    brokerPublicUrl: ['https://one.example', 'https://two.example'],
    brokerUrl: ['https://one.example', 'https://two.example'],
    permitEgress: ['10.0.0.0/8', '127.0.0.0/8'],
    upstreamHttp2: ['on', 'off'],
    upstreamConnectTimeout: ['1', '2'],
    upstreamHeadersTimeout: ['1', '2'],
    upstreamBodyTimeout: ['1', '2'],
    upstreamSockets: ['1', '2'],
    upstreamQueueTimeout: ['1', '2'],
    upstreamMaxHeaderBytes: ['2048', '4096'],
    database: ['postgres://one.example/a', 'postgres://two.example/a'],
    brokerKey: ['one', 'two'],
  };
  for (const { name, env } of options) {
    const [one, two] = values[name] ?? ['./one', './two'];
    // The two files of TLS are given together.
    const beside = name === 'tlsCert' ? { tlsKey: 'k' } : name === 'tlsKey' ? { tlsCert: 'c' } : {};
    const read = (flags: RawOptions, environment: Record<string, string>) =>
      readConfig({ ...beside, ...flags }, environment);
    const fromFlag = read({ [name]: one }, {});
    assert.deepEqual(read({ [name]: one }, { [env]: two }), fromFlag, name);
    assert.deepEqual(read({}, { [env]: one }), fromFlag, name);
    assert.notDeepEqual(read({}, { [env]: two }), fromFlag, name);
  }
});

test('an empty variable counts as not set', () => {
  const empty = Object.fromEntries(options.map(({ env }) => [env, '']));
  assert.deepEqual(readConfig({}, empty), readConfig({}, {}));
});

test('the root key lies in the data folder unless another file is named', () => {
  assert.equal(readConfig({ data: '/srv/k' }, {}).rootKeyFile, '/srv/k/root.key');
  assert.equal(readConfig({ data: '/srv/k', rootKey: '/etc/key' }, {}).rootKeyFile, '/etc/key');
});

test('addresses take names, IPv4, bracketed IPv6 and any port from 0 on', () => {
  const host = (text: string) => readConfig({ listen: text }, {}).listen;
  assert.deepEqual(host('localhost:0'), { host: 'localhost', port: 0 });
  assert.deepEqual(host('0.0.0.0:65535'), { host: '0.0.0.0', port: 65_535 });
  assert.deepEqual(host('[::1]:7420'), { host: '::1', port: 7420 });
});

test('ranges are split at commas, empty ones dropped; seconds become milliseconds', () => {
  assert.deepEqual(readConfig({ permitEgress: '10.0.0.0/8,,fd00::/8,' }, {}).permitEgress, ['10.0.0.0/8', 'fd00::/8']);
  assert.equal(readConfig({ staleLimit: '0' }, {}).staleLimitMs, 0);
});

const bad: Partial<Record<keyof RawOptions, string[]>> = {
  listen: [
    '',
    '7420',
    'localhost',
    ':7420',
    '127.0.0.1:',
    '127.0.0.1:65536',
    '127.0.0.1:-1',
    '::1',
    '::1:80',
    'a b:1',
    'a:1\n',
  ],
  brokerListen: ['', 'x', '127.0.0.1:7421 ', '[::1:80', '[]:80', 'http://127.0.0.1:7421'],
  brokerHostSuffix: [
    '',
    '.',
    '.localhost',
    'localhost.',
    'a..b',
    '127.0.0.1',
    '0.1',
    '[::1]',
    'localhost:7421',
    'bücher.example',
  ],
  role: ['', 'ALL', 'control,broker', 'constructor'],
  upstreamHttp2: ['', 'true', 'ON'],
  upstreamConnectTimeout: ['', '0', '-1', '1.5'],
  upstreamHeadersTimeout: ['', '-1', 'x'],
  upstreamBodyTimeout: ['', '-1', 'x'],
  upstreamSockets: ['', '0', '65536', '1e3', '-1'],
  upstreamQueueTimeout: ['', '-1', 'x'],
  upstreamMaxHeaderBytes: ['', '0', '1023', '1048577'],
  tokenConcurrency: ['', '-1', '1.5', 'x', '10001'],
  credentialConcurrency: ['', '-1', '1.5', 'x', '10001'],
  bodyLimit: ['', '-1', '1.5', '1e3', '1k', 'x', '1073741825', '99999999999'],
  refreshLease: ['', '0', '-1', '1.5', 'x'],
  staleLimit: ['', '-1', '1.5', '1e3', '10s', 'x', '1000000', '٣'],
  logLevel: ['', 'verbose', 'INFO', 'toString'],
  publicUrl: ['', 'keyward.example', 'ftp://keyward.example', '//keyward.example', 'https://'],
  brokerPublicUrl: ['', 'keyward.example', 'ftp://keyward.example'],
  brokerUrl: ['', 'broker:7421', '10.0.0.7:7421', 'file:///broker'],
};

test('each bad value is config/invalid, names its flag, and is not quoted', () => {
  for (const [name, texts] of Object.entries(bad)) {
    const { flag } = options.find((option) => option.name === name)!;
    for (const text of texts) {
      assert.throws(
        () => readConfig({ [name]: text }, {}),
        (error) => {
          assert.ok(error instanceof Problem, `${name} ${text}`);
          assert.equal(error.code, 'config/invalid');
          assert.ok(error.message.startsWith(`${flag} `), error.message);
          return true;
        },
        `${name} ${JSON.stringify(text)}`,
      );
    }
  }
});

test('a certificate without its key, or a key without its certificate, is refused', () => {
  assert.deepEqual(readConfig({ tlsCert: 'c', tlsKey: 'k' }, {}).tls, { cert: 'c', key: 'k' });
  for (const flags of [{ tlsCert: 'c' }, { tlsKey: 'k' }]) {
    assert.throws(() => readConfig(flags, {}), { code: 'config/invalid', message: /^--tls-cert and --tls-key/ });
  }
});

test('flags and variables are unique, and each variable begins with KEYWARD_', () => {
  for (const member of ['name', 'flag', 'env'] as const) {
    const values = options.map((option) => option[member]);
    assert.equal(new Set(values).size, values.length, member);
  }
  for (const { name, env, flag } of options) {
    // What a reader of option-value.ts says in its errors.
    assert.equal(flag, `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    assert.match(env, /^KEYWARD_[A-Z0-9_]+$/);
    assert.match(flag, /^--[a-z]+(?:-[a-z0-9]+)*$/);
  }
});
