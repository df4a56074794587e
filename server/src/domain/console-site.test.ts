/** Where the planes find each other in a browser. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokerOriginFor, type ConsoleSite, consoleOrigins } from './console-site.ts';

const bare: ConsoleSite = {
  publicUrl: undefined,
  brokerPublicUrl: undefined,
  hasTls: false,
  controlPort: () => 7420,
  brokerPort: () => 7421,
};

test('without an option the broker is the other port of the page’s own host', () => {
  assert.equal(brokerOriginFor(bare, 'localhost:7420'), 'http://localhost:7421');
  assert.equal(brokerOriginFor({ ...bare, hasTls: true }, '[::1]:7420'), 'https://[::1]:7421');
  assert.equal(brokerOriginFor({ ...bare, brokerPort: () => undefined }, 'localhost:7420'), undefined);
});

test('behind a proxy nothing is guessed: the option says it, without its path', () => {
  const proxied = { ...bare, publicUrl: 'https://keyward.example/' };
  assert.equal(brokerOriginFor(proxied, 'keyward.example'), undefined);
  const told = { ...proxied, brokerPublicUrl: 'https://broker.example/x' };
  assert.equal(brokerOriginFor(told, 'keyward.example'), 'https://broker.example');
});

test('the console is opened from the public origin and from this machine, and a broker alone knows only the former', () => {
  const site = { ...bare, publicUrl: 'https://keyward.example/path' };
  assert.deepEqual(consoleOrigins(site), [
    'https://keyward.example',
    'http://localhost:7420',
    'http://127.0.0.1:7420',
    'http://[::1]:7420',
  ]);
  assert.deepEqual(consoleOrigins({ ...site, controlPort: () => undefined }), ['https://keyward.example']);
  assert.deepEqual(consoleOrigins({ ...bare, controlPort: () => undefined }), []);
});
