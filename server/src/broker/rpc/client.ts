/** The control plane's way to a broker in another process. Holds no key and keeps nothing. */
import { Problem } from '../../domain/problem.ts';
import type { BrokerRpc } from './protocol.ts';
import { decodeWire, encodeWire, problemFromWire, type Verb, verbs } from './wire.ts';

const TIMEOUT_MS = 30_000;

/**
 * @param brokerUrl - Where the broker listens, `http://10.0.0.7:7421`.
 * @returns a broker whose verbs reject with the broker's own problems, or with `broker/unavailable`
 */
export function connectBroker(brokerUrl: string): BrokerRpc {
  const call = (verb: Verb) => async (request: unknown) => {
    const { isOk, body, retryAfterMs } = await post(new URL(`/rpc/${verb}`, brokerUrl), encodeWire(request));
    if (!isOk) throw problemFromWire(body, retryAfterMs);
    return body;
  };
  return Object.fromEntries(verbs.map((verb) => [verb, call(verb)])) as unknown as BrokerRpc;
}

interface Answer {
  readonly isOk: boolean;
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

async function post(url: URL, body: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    const retryAfterMs = Number(answer.headers.get('retry-after')) * 1000 || undefined;
    return { isOk: answer.ok, body: decodeWire(await answer.text()), retryAfterMs };
  } catch (error) {
    throw new Problem('broker/unavailable', { cause: error });
  }
}
