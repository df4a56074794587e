/**
 * From a function that may be invoked to the answer: the request is built, every credential's own limits are kept, every
 * use is recorded before anything is dialled, and what comes back is scrubbed of all of them.
 */

import type { Principal } from '../../domain/access-token.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import { type BuiltRequest, buildFunctionRequest } from '../../functions/build-request.ts';
import { readParameters } from '../../functions/read-parameters.ts';
import { buildRequestHeaders } from '../../request/request-headers.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Pauses } from '../limits/pauses.ts';
import type { BrokerParts } from '../parts.ts';
import { type SignedRequest, signRequest } from '../proxy/sign.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { buildScrubber } from '../scrub/scrubber.ts';
import type { KnownFunction } from './function-directory.ts';
import { functionProblem } from './function-problem.ts';
import type { OpenedUse } from './open-uses.ts';

/** A function with its credentials. */
export interface Ready extends KnownFunction {
  readonly uses: readonly OpenedUse[];
}

/**
 * @param given - By the caller.
 * @throws Problem `function/parameters-invalid`, `target/invalid`, `credential/invalid`, `request/body-…`
 */
export function buildOf({ read, uses }: Ready, given: Readonly<Record<string, unknown>>): BuiltRequest {
  const parameters = readParameters(read, given);
  if ('violations' in parameters) throw new Problem('function/parameters-invalid', { errors: parameters.violations });
  const whole = uses.find(({ isWhole }) => isWhole);
  const placed = new Map(uses.flatMap((use) => [...use.placed]));
  const built = buildFunctionRequest(read, { values: parameters.values, whole: whole?.opened, placed });
  // The last assertion: what will be sent goes where every policy was asked for.
  const stray = uses.find(({ opened }) => !opened.permittedOrigins.has(built.url.origin));
  if (stray) throw functionProblem(new Problem('policy/origin-refused'), stray.reference);
  return built;
}

/** Enters the limits of each credential, and leaves all where one refuses. */
export function enterLimits(
  { limiter, pauses }: { readonly limiter: Limiter; readonly pauses: Pauses },
  principal: Principal,
  { credentials, origin }: { readonly credentials: readonly Credential[]; readonly origin: string },
): { readonly leave: () => void } {
  const leaves: (() => void)[] = [];
  const leave = (): void => {
    for (const end of leaves.splice(0)) end();
  };
  try {
    for (const credential of credentials) {
      pauses.assertNone({ credential, origin });
      const entered = limiter.enter(principal, credential);
      if (entered.leave) leaves.push(entered.leave);
    }
    return { leave };
  } catch (error) {
    leave();
    throw error;
  }
}

/** What every credential of the request is scrubbed by, and what has to be wiped afterwards. */
export interface Scrubbing {
  readonly scrubber: OpenedCredential['scrubber'];
  readonly wipe: () => void;
}

/** One credential's own scrubber, or one that knows all of several. */
export function scrubbingOf(uses: readonly OpenedUse[]): Scrubbing {
  const [only] = uses;
  if (uses.length === 1) return { scrubber: only!.opened.scrubber, wipe: () => undefined };
  const secrets = uses.flatMap(({ scrubbed }) => scrubbed);
  const scrubber = secrets.length > 0 ? buildScrubber(secrets) : undefined;
  return { scrubber, wipe: () => scrubber?.wipe() };
}

interface ToSign extends Ready {
  readonly built: BuiltRequest;
  readonly token: string;
  readonly scrubbing: Scrubbing;
}

/**
 * The header fields, signed where the whole credential has a signer.
 *
 * @throws Problem `request/header-refused`, and those of `signRequest`
 */
export async function signedFields(
  parts: Pick<BrokerParts, 'upstreams' | 'clock'>,
  { uses, built, token, scrubbing: { scrubber } }: ToSign,
): Promise<SignedRequest> {
  const { method, url, headers, injected } = built;
  const whole = uses.find(({ isWhole }) => isWhole)?.opened;
  const body = bodyBytes(built);
  const fields = buildRequestHeaders(headers, {
    host: new URL(url.origin).host,
    injected,
    drop: [...injected.map(({ name }) => name), ...(whole?.signer?.slots ?? [])],
    token,
    bodyBytes: method === 'GET' ? undefined : body.length,
    scrub: scrubber !== undefined,
  });
  if (!whole?.signer) return { fields, scrubber };
  // What the signer makes is scrubbed beside the secrets of all.
  const secrets = uses.flatMap(({ scrubbed }) => scrubbed);
  const opened = { ...whole, scrubber, injection: { ...whole.injection, secrets } };
  const announced = { hasBody: body.length > 0, contentSha256: undefined };
  return signRequest(parts, { opened, method, path: url.path, headers: fields, announced, body });
}

/** Empty for a request without a body: the caller's own, which has been read, is never sent on. */
export function bodyBytes({ body = '' }: BuiltRequest): Buffer {
  return Buffer.from(body, 'utf8');
}
