/**
 * nginx, `auth_request`: a GET whose configuration sets `X-Original-Method` and `X-Original-URI`, and so overwrites what
 * a client may have sent under these names. It knows 401 and 403 as refusals, and answers 500 to all others.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_auth_request_module.html
 */
import { fromFields, type Gateway } from '../gateway.ts';

export const nginx: Gateway = {
  name: 'nginx',
  heldRequest: fromFields('x-original-method', 'x-original-uri'),
  removing: () => ({}),
  refusalStatus: (status) => (status === 401 || status >= 500 ? status : 403),
};
