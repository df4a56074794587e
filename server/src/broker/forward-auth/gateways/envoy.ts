/**
 * Envoy, `ext_authz` over HTTP: the held request's own method and path, behind the `path_prefix`
 * `/forward-auth/envoy/{key}`. It passes every other status than 200 on to the client.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/ext_authz_filter
 */
import type { Gateway } from '../gateway.ts';

const OURS = ['authorization', 'keyward-consumer', 'keyward-gateway', 'keyward-target', 'keyward-token'];

export const envoy: Gateway = {
  name: 'envoy',
  heldRequest: ({ method }, rest) => (method === undefined ? undefined : { method, url: rest === '' ? '/' : rest }),
  removing: (injected) => ({
    'x-envoy-auth-headers-to-remove': OURS.filter((name) => !injected.includes(name)).join(','),
  }),
  refusalStatus: (status) => status,
};
