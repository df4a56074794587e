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
    const { isOk, body } = await post(new URL(`/rpc/${verb}`, brokerUrl), encodeWire(request));
    if (!isOk) throw problemFromWire(body);
    return body;
  };
  return Object.fromEntries(verbs.map((verb) => [verb, call(verb)])) as unknown as BrokerRpc;
}

async function post(url: URL, body: string): Promise<{ isOk: boolean; body: unknown }> {
  const headers = { 'content-type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    return { isOk: answer.ok, body: decodeWire(await answer.text()) };
  } catch (error) {
    throw new Problem('broker/unavailable', { cause: error });
  }
}
