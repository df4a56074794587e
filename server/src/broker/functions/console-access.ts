/**
 * Lets pages of the console, and of no other origin, read what an invocation answers. It confers nothing: the page shows
 * an access token like every caller, no cookie is taken, and what the upstream says of other origins is left out.
 *
 * @see Fetch standard, CORS protocol
 */
import type { Exchange } from '../proxy/exchange.ts';

/** What runs an invocation. */
export interface Invoke {
  run(exchange: Exchange): Promise<unknown>;
}

const PREFLIGHT_SECONDS = '600';
const SENT_FIELDS = 'authorization, content-type, keyward-solution, keyward-component';

/** @param origins - Of the console, asked at each request: a port may be known late. */
export function withConsoleAccess(invoke: Invoke, origins: () => readonly string[]): Invoke {
  return {
    async run(exchange) {
      const { request, response } = exchange;
      const { origin } = request.headers;
      if (origin === undefined || !origins().includes(origin)) return invoke.run(exchange);
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('vary', 'Origin');
      const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
      if (!isPreflight) {
        // Without credentials the star means every field, `Keyward-Error` among them.
        response.setHeader('access-control-expose-headers', '*');
        return invoke.run(exchange);
      }
      response.writeHead(204, {
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': SENT_FIELDS,
        'access-control-max-age': PREFLIGHT_SECONDS,
      });
      return response.end();
    },
  };
}
