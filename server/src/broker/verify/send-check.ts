/**
 * Sends the request of a check, with the credential or without it, through the same guard and the same injection as every
 * call; and reads what comes back, scrubbed. Nothing is sent before its use is on record.
 */
import type { TracedRequest } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { CheckRequest } from '../../domain/verification-rule.ts';
import type { CompiledInjection } from '../../request/inject.ts';
import { buildTarget, parseCallerTarget } from '../../request/target.ts';
import type { TlsIdentity } from '../egress/tls-identity.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import type { BrokerParts } from '../parts.ts';
import { headersFor } from '../proxy/headers-for.ts';
import { type SignedRequest, signRequest } from '../proxy/sign.ts';
import { toUpstreamProblem } from '../proxy/upstream-problem.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { AdmittedUse } from '../use/admitted-use.ts';
import { type CheckBody, checkBody } from './check-body.ts';
import type { SeenAnswer } from './judge-answer.ts';
import { readAnswer } from './read-answer.ts';
import { type SentRequest, traceRequest } from './trace-request.ts';

const TIMEOUT_MS = 10_000;
const NOTHING_INJECTED: Pick<CompiledInjection, 'query' | 'path'> = { query: [], path: undefined };

export interface SendParts extends BrokerParts {
  readonly keeper: TokenKeeper;
  /** Records a use; nothing is sent before it has resolved. */
  readonly admitUse: (use: {
    readonly opened: OpenedCredential;
    readonly origin: string;
    readonly method: string;
    readonly path: string;
  }) => AdmittedUse | Promise<AdmittedUse>;
}

export interface CheckToSend {
  readonly opened: OpenedCredential;
  readonly request: CheckRequest;
  /** Whether the credential is put into it. */
  readonly isInjected: boolean;
  /** Whether the answer's body has a say. */
  readonly isBodyRead: boolean;
  /** Gets the request, secrets as dots, before it is sent. */
  readonly onRequest: (request: TracedRequest) => void;
}

/** @throws Problem where nothing is sent or no answer comes: `policy/origin-refused`, `egress/denied`, `upstream/…` … */
export async function sendCheck(parts: SendParts, check: CheckToSend): Promise<SeenAnswer> {
  const { opened, request, isInjected } = check;
  const target = parseCallerTarget(`/proxy/${opened.credential.key}${request.path}`);
  const url = buildTarget(opened.baseUrl!, target, isInjected ? opened.injection : NOTHING_INJECTED);
  if (!opened.permittedOrigins.has(url.origin)) throw new Problem('policy/origin-refused');
  const body = checkBody(request, isInjected ? opened.injection.body : []);
  const unsigned = headersOf(check, url.origin, body);
  const ready: Ready = { check, body, path: url.path, origin: url.origin };
  const sent: Omit<SentRequest, 'headers'> = { method: request.method, target, url, isInjected };
  if (!isInjected) {
    check.onRequest(traceRequest(opened, { ...sent, headers: unsigned }));
    return dial(parts, ready, { fields: unsigned, scrubber: opened.scrubber });
  }
  const use = await parts.admitUse({ opened, origin: url.origin, method: request.method, path: target.normalisedPath });
  const startedAt = performance.now();
  try {
    const announced = { hasBody: body !== undefined, contentSha256: undefined };
    const toSign = { opened, method: request.method, path: url.path, headers: unsigned, announced, body: body?.bytes };
    const signed = await signRequest(parts, toSign);
    check.onRequest(traceRequest(opened, { ...sent, headers: signed.fields }));
    const answer = await dial(parts, ready, signed);
    const tookMs = performance.now() - startedAt;
    const requestBytes = body?.bytes.length ?? 0;
    use.complete({
      status: answer.status,
      requestBytes,
      responseBytes: 0,
      waitedMs: tookMs,
      totalMs: tookMs,
      isCut: isCut(answer),
    });
    return answer;
  } catch (error) {
    use.fail(toUpstreamProblem(error));
    throw error;
  }
}

/** Whether the answer was not read to its end: nobody looked, or it could not be. */
function isCut({ body }: SeenAnswer): boolean {
  return typeof body === 'string' && body !== 'empty' && body !== 'not-json';
}

/** APIs refuse who does not say what they are; some answer in JSON only where it is asked for. */
const OWN_HEADERS = { 'user-agent': 'keyward', accept: 'application/json, */*;q=0.1' };

/** Each field once, whatever case its rule writes it in. */
function headersOf(
  { opened, request, isInjected }: CheckToSend,
  origin: string,
  body: CheckBody | undefined,
): string[] {
  const ofRule = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const given = { ...OWN_HEADERS, ...(body && { 'content-type': body.contentType }), ...Object.fromEntries(ofRule) };
  const raw = Object.entries<string>(given).flat();
  if (isInjected) return headersFor(raw, { opened, origin, token: undefined, body: body?.bytes });
  const length = body ? ['content-length', String(body.bytes.length)] : [];
  return ['host', new URL(origin).host, ...raw, 'accept-encoding', 'identity', ...length];
}

interface Ready {
  readonly check: CheckToSend;
  readonly body: CheckBody | undefined;
  readonly path: string;
  readonly origin: string;
}

async function dial(
  { upstreams }: BrokerParts,
  { check: { opened, request, isInjected, isBodyRead }, body, path, origin }: Ready,
  { fields, scrubber }: SignedRequest,
): Promise<SeenAnswer> {
  const identity: TlsIdentity | undefined = isInjected ? opened.signer?.identity : undefined;
  const answer = await upstreams.get(opened.credential.organisationId, origin, identity).request({
    method: request.method,
    path,
    headers: [...fields],
    ...(body && { body: body.bytes }),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { statusCode: status, headers } = answer;
  const isSearched = opened.scrubber?.unsearched === 0;
  return readAnswer({ status, headers, body: answer.body }, isSearched ? scrubber : undefined, isBodyRead);
}
