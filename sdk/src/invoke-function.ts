/**
 * Invoking functions, at the broker. What comes back is the upstream's answer, whatever its status; an answer of Keyward's own
 * is an error.
 */
import { type BrokerOptions, bearerOf, sendToBroker, urlAtBroker, visible } from './at-broker.ts';

/** Where to, and as whom: a token with a grant of the function. */
export interface InvokeOptions extends BrokerOptions {
  /** What the caller's step is made for, a provider or a type: the function's credential must be of it. */
  readonly component?: string;
}

function headersOf({ token, solution, component }: InvokeOptions): Record<string, string> {
  const authorization = bearerOf(token);
  const own = Object.entries({ 'keyward-solution': solution, 'keyward-component': component }).flatMap(
    ([name, value]) =>
      value === undefined ? [] : [[name, visible(value, 'request/invalid', 'A header has no such form.')] as const],
  );
  return { authorization, 'content-type': 'application/json', ...Object.fromEntries(own) };
}

/**
 * Runs a function with values for its parameters; it is not repeated.
 *
 * @param name - Of the function, in the token's solution.
 * @returns the upstream's answer, its body as a stream; a status of 400 or more is no error here
 * @throws KeywardError what the broker refuses with, `function/parameters-invalid` say; `client/unreachable`,
 *   `config/invalid`, `token/invalid`
 */
export async function invokeFunction(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  options: InvokeOptions,
): Promise<Response> {
  const url = urlAtBroker(options.brokerUrl, `/functions/${encodeURIComponent(name)}/invoke`);
  return sendToBroker(url, { headers: headersOf(options), body: JSON.stringify({ parameters }) }, options);
}
