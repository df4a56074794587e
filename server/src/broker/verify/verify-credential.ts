/**
 * Tries a credential on its API: a GET on the test path, once without the secret and once with it. Only a difference
 * proves anything: accepted is a success that the secret made, rejected a plain 401 or 403. All else is `unverified`.
 */
import type { Dispatcher } from 'undici';
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import {
  type Credential,
  unusableReason,
  type Verdict,
  type Verification,
  type VerificationStep,
} from '../../domain/credential.ts';
import type { Instant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { buildTarget, parseCallerTarget } from '../../request/target.ts';
import type { BrokerParts } from '../parts.ts';
import { headersFor } from '../proxy/headers-for.ts';
import { signRequest } from '../proxy/sign.ts';
import { toUpstreamProblem } from '../proxy/upstream-problem.ts';
import { type OpenedCredential, openCredential } from '../resolve/open-credential.ts';
import type { AdmittedUse } from '../use/admitted-use.ts';

const TIMEOUT_MS = 10_000;
const NO_BODY = { hasBody: false, contentSha256: undefined };
/** In the place of a status. */
const NO_HANDSHAKE = 0;
const NOTHING_INJECTED = { query: [], path: undefined };

export interface VerifyParts extends BrokerParts {
  /** Records this use; nothing is sent before it has resolved. */
  readonly admitUse: (opened: OpenedCredential, origin: string, path: string) => AdmittedUse | Promise<AdmittedUse>;
}

/**
 * @returns the verdict with a trace that tells why; contains nothing of a response but its status
 * @throws Problem why the credential cannot be opened at all
 */
export async function verifyCredential(parts: VerifyParts, credential: Credential): Promise<Verification> {
  assertTriable(credential, parts.clock());
  const field = typeOfCredential(credential).testPathField;
  const testPath = field === undefined ? undefined : credential.fields[field];
  const steps: VerificationStep[] = [];
  if (testPath === undefined || credential.baseUrl === undefined) {
    const note = 'Not verifiable: give a base URL and a test path where a GET succeeds only with the right secret.';
    return conclude(parts, 'unverified', [{ step: 'fields', outcome: 'skipped', note }]);
  }
  const opened = await openCredential(parts, credential, 'verify');
  // No answer is read here, and so nothing is searched for the secret.
  opened.memory.retire();
  if (opened.injection.body.length > 0) {
    const note = 'Not verifiable: the secret stands in the body of a request, and a GET has none.';
    return conclude(parts, 'unverified', [{ step: 'fields', outcome: 'skipped', note }]);
  }
  steps.push({ step: 'fields', outcome: 'ok', note: 'Every field is there and the secret opens.' });
  try {
    const without = await probeWithout(parts, opened, testPath);
    const noteWithout = without === NO_HANDSHAKE ? 'No connection without the certificate.' : `Answered ${without}.`;
    steps.push({ step: 'request without the secret', outcome: 'ok', note: noteWithout });
    const status = await probe(parts, opened, testPath, true);
    const { verdict, note } = judge(without, status);
    steps.push({ step: 'request with the secret', outcome: 'ok', note: `Answered ${status}.` });
    steps.push({ step: 'rule', outcome: verdict === 'accepted' ? 'ok' : 'failed', note });
    return conclude(parts, verdict, steps);
  } catch (error) {
    const problem = toUpstreamProblem(error);
    parts.logger.info({ credential: credential.id, err: problem }, 'a verification came to no verdict');
    steps.push({ step: 'request', outcome: 'failed', note: `${problem.code}: ${problem.message}.` });
    return conclude(parts, 'unverified', steps);
  }
}

/** A rejected credential may be tried again; one that is expired, invalid or incomplete may not. */
function assertTriable(credential: Credential, now: Instant): void {
  const unjudged: Credential = { ...credential, verification: { verdict: 'unverified', steps: [] } };
  const reason = unusableReason(unjudged, now);
  // Without an origin there is nothing to try, which the verdict says.
  if (reason !== undefined && reason !== 'credential/no-origin') throw new Problem(reason);
}

function conclude({ clock }: BrokerParts, verdict: Verdict, steps: readonly VerificationStep[]): Verification {
  return { verdict, checkedAt: clock(), steps };
}

/** What two statuses prove, the first without the secret and the second with it. */
export function judge(without: number, status: number): { verdict: Verdict; note: string } {
  const isSuccess = (code: number) => code >= 200 && code < 300;
  if (status === 401 || status === 403) return { verdict: 'rejected', note: 'The API refused the secret.' };
  if (!isSuccess(status)) return { verdict: 'unverified', note: 'Only a 2xx accepts, only 401 or 403 rejects.' };
  if (isSuccess(without)) return { verdict: 'unverified', note: 'The path answers without the secret too.' };
  return { verdict: 'accepted', note: 'Succeeds with the secret and fails without it.' };
}

/** Without its certificate an API may not even shake hands: that too is a difference, if it then answers with it. */
async function probeWithout(parts: VerifyParts, opened: OpenedCredential, testPath: string): Promise<number> {
  const probed = probe(parts, opened, testPath, false);
  return opened.signer?.identity ? probed.catch(() => NO_HANDSHAKE) : probed;
}

/** One GET; the body is thrown away unread. @returns the status */
async function probe(
  parts: VerifyParts,
  opened: OpenedCredential,
  testPath: string,
  isInjected: boolean,
): Promise<number> {
  const target = parseCallerTarget(`/proxy/${opened.credential.key}${testPath}`);
  const url = buildTarget(opened.baseUrl!, target, isInjected ? opened.injection : NOTHING_INJECTED);
  if (!opened.permittedOrigins.has(url.origin)) throw new Problem('policy/origin-refused');
  const identity = isInjected ? opened.signer?.identity : undefined;
  const upstream: Dispatcher = parts.upstreams.get(opened.credential.organisationId, url.origin, identity);
  if (!isInjected) return dial(upstream, url.path, ['host', new URL(url.origin).host]);
  const use = await parts.admitUse(opened, url.origin, target.normalisedPath);
  const startedAt = performance.now();
  try {
    const headers = headersFor([], { opened, origin: url.origin, token: undefined });
    const toSign = { opened, method: 'GET', path: url.path, headers, announced: NO_BODY, body: undefined };
    const { fields } = await signRequest(parts, toSign);
    const status = await dial(upstream, url.path, fields);
    const tookMs = performance.now() - startedAt;
    use.complete({ status, requestBytes: 0, responseBytes: 0, waitedMs: tookMs, totalMs: tookMs, isCut: true });
    return status;
  } catch (error) {
    use.fail(toUpstreamProblem(error));
    throw error;
  }
}

async function dial(upstream: Dispatcher, path: string, headers: readonly string[]): Promise<number> {
  const answer = await upstream.request({
    method: 'GET',
    path,
    headers: [...headers],
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  answer.body.on('error', () => undefined).destroy();
  return answer.statusCode;
}
