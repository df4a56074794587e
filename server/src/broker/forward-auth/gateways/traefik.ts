/**
 * Traefik, `forwardAuth`: a GET with `X-Forwarded-Method` and `X-Forwarded-Uri`, which it writes itself as long as
 * `trustForwardHeader` is off, as it is by default. It passes every other status than 2xx on to the client.
 *
 * @see https://doc.traefik.io/traefik/middlewares/http/forwardauth/
 */
import { fromFields, type Gateway } from '../gateway.ts';

export const traefik: Gateway = {
  name: 'traefik',
  heldRequest: fromFields('x-forwarded-method', 'x-forwarded-uri'),
  removing: () => ({}),
  refusalStatus: (status) => status,
};
