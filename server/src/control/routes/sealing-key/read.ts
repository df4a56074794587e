/** GET sealing-key: the public key that the organisation's secrets are sealed to, signed by the broker. */
import { toSealingKeyJson } from '../../../envelope/sealing-key.ts';
import { trustedSealingKey } from '../../credentials/sealing-key.ts';
import { defineRoute } from '../../route.ts';
import { sealingKeyView } from '../../schemas.ts';

/** Reads the current sealing key. */
export const readSealingKeyRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/sealing-key',
  summary: 'Reads the public key that the secrets of the organisation are sealed to, signed by the broker.',
  permission: 'read',
  audit: 'sealing-key.read',
  request: {},
  response: { 200: sealingKeyView },
  problems: ['keys/sealing-key-untrusted'],
  handle: async ({ services, organisation }) => {
    const key = await trustedSealingKey(services.store.read, organisation.id, services);
    return { status: 200, body: toSealingKeyJson(key) };
  },
});
