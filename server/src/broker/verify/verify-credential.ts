/**
 * Tries a credential on its API and says what came of it, step by step: fields, target, request, status, rule. Only what
 * proves something is a verdict: accepted is a success that the rule describes or that the secret made, rejected a plain
 * refusal. All else is `unverified`, and the trace says what to look at.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Check, findCheck } from '../../catalogue/check-of.ts';
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
import { parseTemplate, renderTemplate } from '../../domain/template.ts';
import type { CheckRequest, VerificationRule } from '../../domain/verification-rule.ts';
import { findCredential } from '../../store/credentials.ts';
import { isCertificateProblem } from '../egress/connect-problem.ts';
import { withGoodToken } from '../oauth/refresh/with-good-token.ts';
import { toUpstreamProblem } from '../proxy/upstream-problem.ts';
import { type OpenedCredential, openCredential, openUnreported, plainFields } from '../resolve/open-credential.ts';
import { accountLabel } from './account-label.ts';
import { type Judgement, judgeAnswer, judgeDifference, NO_HANDSHAKE, readsBody } from './judge-answer.ts';
import { type SendParts, sendCheck } from './send-check.ts';
import { verifyConnection } from './verify-connection.ts';

/** No answer is told at once and none after a while alike, so that nobody tells a closed port from a filtered one. */
const NO_ANSWER_MS = 5_000;
const NO_ANSWER = new Set(['upstream/unreachable', 'upstream/timeout', 'upstream/broken']);
const NO_ANSWER_NOTE =
  'No answer that could be read: the host is not reached, refuses, is too slow or speaks no HTTP. Check the base URL.';

/** What is tried. */
export interface Trial {
  readonly credential: Credential;
  /** Of its pending secrets, by field: the broker's own, of their admission. None for what is stored. */
  readonly witnesses?: ReadonlyMap<string, Uint8Array>;
}

/**
 * @returns the verdict with a trace that tells why; contains nothing of a response but its status and the account's label
 * @throws Problem why the credential cannot be opened at all
 */
export async function verifyCredential(parts: SendParts, trial: Trial): Promise<Verification> {
  assertTriable(trial.credential, parts.clock());
  const check = await findCheck(parts.providers, trial.credential);
  if (check.kind === 'none') {
    const steps = [{ step: 'fields', outcome: 'skipped', note: check.reason }] as const;
    return { verdict: 'unverified', checkedAt: parts.clock(), steps };
  }
  if (check.kind === 'login') return verifyConnection(parts, trial, check.connection);
  const opened = await openGood(parts, trial);
  try {
    const verification = await tryOpened(parts, opened, check);
    const isDoubtful = verification.verdict === 'rejected' && parts.keeper.isWorthRenewing(opened.token);
    return isDoubtful ? await tryRenewed(parts, trial, { opened, check, verification }) : verification;
  } finally {
    opened.memory.retire();
  }
}

interface Doubtful {
  readonly opened: OpenedCredential;
  readonly check: RunnableCheck;
  readonly verification: Verification;
}

/** A token that has ended without notice says nothing against the connection: another one is tried, once. */
async function tryRenewed(
  parts: SendParts,
  trial: Trial,
  { opened, check, verification }: Doubtful,
): Promise<Verification> {
  await parts.keeper.renewRefused(opened.token!);
  const renewed = await openAgain(parts, trial);
  try {
    if (renewed.token?.obtainedAt === opened.token!.obtainedAt) return verification;
    return await tryOpened(parts, renewed, check);
  } finally {
    renewed.memory.retire();
  }
}

/** Opened with a token that may be sent. */
async function openGood(parts: SendParts, trial: Trial): Promise<OpenedCredential> {
  const found = await openTrial(parts, trial);
  const again = async (): Promise<OpenedCredential> => {
    found.memory.retire();
    return openAgain(parts, trial);
  };
  try {
    return await withGoodToken(parts.keeper, { found, lifeOf: ({ token }) => token, again });
  } catch (error) {
    found.memory.retire();
    throw error;
  }
}

/** As it is stored by now. */
async function openAgain(parts: SendParts, { credential }: Trial): Promise<OpenedCredential> {
  const { organisationId, id } = credential;
  const current = await findCredential(parts.store.read, { organisationId, solutionId: '' }, id);
  if (!current) throw new Problem('credential/not-found');
  assertTriable(current, parts.clock());
  return openCredential(parts, current, 'verify');
}

/** What is pending may be gone any moment, when its request is: that is no trace of somebody, and not reported. */
function openTrial(parts: SendParts, { credential, witnesses }: Trial): Promise<OpenedCredential> {
  if (!witnesses) return openCredential(parts, credential, 'verify');
  return openUnreported(parts, credential, 'verify', { witnesses });
}

/** A rejected credential may be tried again; one that is expired, invalid or incomplete may not. */
function assertTriable(credential: Credential, now: Instant): void {
  const unjudged: Credential = { ...credential, verification: { verdict: 'unverified', steps: [] } };
  const reason = unusableReason(unjudged, now);
  // Without an origin, or where it is not called, there is nothing to try, which the verdict says.
  if (reason === undefined || reason === 'credential/no-origin' || reason === 'credential/not-http') return;
  throw new Problem(reason);
}

type RunnableCheck = Exclude<Check, { kind: 'none' | 'login' }>;
type Run = Judgement & { readonly account?: string | undefined };

async function tryOpened(parts: SendParts, opened: OpenedCredential, check: RunnableCheck): Promise<Verification> {
  const steps: VerificationStep[] = [
    { step: 'fields', outcome: 'ok', note: 'Every field is there and the secret opens.' },
  ];
  const startedAt = performance.now();
  try {
    const run =
      check.kind === 'rule'
        ? runRule(parts, opened, check.rule, steps)
        : runDifference(parts, opened, check.path, steps);
    const { verdict, note, account } = await run;
    steps.push({ step: 'rule', outcome: verdict === 'accepted' ? 'ok' : 'failed', note });
    return conclude(parts, opened, { verdict, steps, account });
  } catch (error) {
    const problem = toUpstreamProblem(error);
    parts.logger.info({ credential: opened.credential.id, err: problem }, 'a verification came to no verdict');
    // A certificate is shown by who answers: it is told, as a login tells it, for that is what people have to mend.
    const isSilent = NO_ANSWER.has(problem.code) && !isCertificateProblem(problem);
    if (isSilent) await delay(Math.max(NO_ANSWER_MS - (performance.now() - startedAt), 0));
    const note = isSilent ? NO_ANSWER_NOTE : `${problem.code}: ${problem.message}`;
    steps.push({ step: 'answer', outcome: 'failed', note });
    return conclude(parts, opened, { verdict: 'unverified', steps });
  }
}

/** Whatever found its way into a text: the secret does not leave in it. */
function conclude(
  { clock }: SendParts,
  { scrubber }: OpenedCredential,
  { verdict, steps, account }: { verdict: Verdict; steps: readonly VerificationStep[]; account?: string | undefined },
): Verification {
  const shown = steps.map((step) => ({ ...step, note: scrubber?.text(step.note) ?? step.note }));
  return { verdict, checkedAt: clock(), steps: shown, ...(account !== undefined && { account }) };
}

async function runRule(
  parts: SendParts,
  opened: OpenedCredential,
  rule: VerificationRule,
  steps: VerificationStep[],
): Promise<Run> {
  const request = { ...rule.request, path: renderPath(rule.request.path, opened) };
  const answer = await send(parts, opened, { request, steps, isInjected: true, isBodyRead: readsBody(rule) });
  const judgement = judgeAnswer(rule, answer);
  const isLabelled = judgement.verdict === 'accepted' && typeof answer.body !== 'string' && rule.account !== undefined;
  const account = isLabelled ? accountLabel(answer.body, rule.account, opened.injection.secrets) : undefined;
  return { ...judgement, account };
}

/** Each value as it stands in a path: a slash may be one, where the field's pattern lets it be. */
function renderPath(template: string, { credential }: OpenedCredential): string {
  const fields = plainFields(typeOfCredential(credential), credential);
  return renderTemplate(parseTemplate(template), (field) => {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return value && encodeURIComponent(value).replaceAll('%2F', '/');
  });
}

async function runDifference(
  parts: SendParts,
  opened: OpenedCredential,
  path: string,
  steps: VerificationStep[],
): Promise<Run> {
  const request: CheckRequest = { method: 'GET', path };
  const bare = send(parts, opened, { request, steps, isInjected: false, isBodyRead: false });
  // Without its certificate an API may not even shake hands: that too is a difference, if it then answers with it.
  const without = opened.signer?.identity
    ? await bare.then(({ status }) => status).catch(() => noHandshake(steps))
    : (await bare).status;
  const answer = await send(parts, opened, { request, steps, isInjected: true, isBodyRead: false });
  return judgeDifference(without, answer);
}

function noHandshake(steps: VerificationStep[]): number {
  steps.push({ step: 'status without the secret', outcome: 'ok', note: 'No connection without the certificate.' });
  return NO_HANDSHAKE;
}

interface Sending {
  readonly request: CheckRequest;
  readonly steps: VerificationStep[];
  readonly isInjected: boolean;
  readonly isBodyRead: boolean;
}

async function send(parts: SendParts, opened: OpenedCredential, { request, steps, isInjected, isBodyRead }: Sending) {
  const suffix = isInjected ? '' : ' without the secret';
  const answer = await sendCheck(parts, {
    opened,
    request,
    isInjected,
    isBodyRead,
    onRequest: (traced) => {
      if (!steps.some(({ step }) => step === 'target')) {
        steps.push({
          step: 'target',
          outcome: 'ok',
          note: `${traced.url.split('?')[0]} is an origin that the policy permits.`,
        });
      }
      steps.push({ step: `request${suffix}`, outcome: 'ok', note: `${traced.method} ${traced.url}`, request: traced });
    },
  });
  steps.push({ step: `status${suffix}`, outcome: 'ok', note: `Answered ${answer.status}.` });
  return answer;
}
