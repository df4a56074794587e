/**
 * What happens to an invocation, in order: the same steps as on the hot path, with a function in the place of a credential.
 * Nothing is opened before the caller and the function are judged, no parameter is read before every credential's policy
 * has permitted the target, and nothing is dialled before the last line.
 */
import { actorOf } from '../../audit/actor.ts';
import type { Principal } from '../../domain/access-token.ts';
import type { Instant } from '../../domain/instant.ts';
import { Problem, toProblem } from '../../domain/problem.ts';
import type { ProxyMetrics } from '../../metrics/proxy-metrics.ts';
import { parseCallerTarget } from '../../request/target.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Pauses } from '../limits/pauses.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import type { OrganisationDirectory } from '../organisations/organisation-directory.ts';
import type { BrokerParts } from '../parts.ts';
import { type Attempt, beginAnew, changed, Superseded } from '../proxy/begin-anew.ts';
import { checkComponent } from '../proxy/check-component.ts';
import { type Exchange, refuseUnfit } from '../proxy/exchange.ts';
import { forward } from '../proxy/forward.ts';
import type { InFlight, Rights } from '../proxy/in-flight.ts';
import { foreignLinksOf } from '../proxy/link-context.ts';
import { ownField } from '../proxy/own-field.ts';
import { pipeline } from '../proxy/pipeline.ts';
import { refusedToken } from '../proxy/refused-token.ts';
import { isSameSecret } from '../proxy/rights.ts';
import { takeToken } from '../proxy/take-token.ts';
import type { UploadLimits } from '../proxy/upload.ts';
import { recordRefusal } from '../record-refusal.ts';
import type { Authenticator } from '../resolve/authenticate.ts';
import type { SolutionDirectory } from '../resolve/solution-directory.ts';
import type { AdmittedUse } from '../use/admitted-use.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { createFunctionDirectory, type GrantedFunction } from './function-directory.ts';
import { type OpenedUse, originCalled, releaseAll, type UseOpener } from './open-uses.ts';
import { readGiven, readName } from './read-invocation.ts';
import { bodyBytes, buildOf, enterLimits, type Ready, scrubbingOf, signedFields } from './send-request.ts';

export interface InvokeParts extends BrokerParts {
  readonly authenticator: Authenticator;
  readonly organisations: OrganisationDirectory;
  readonly solutions: SolutionDirectory;
  readonly uses: UseRecorder;
  readonly inFlight: InFlight;
  readonly metrics: ProxyMetrics;
  readonly limits: UploadLimits;
  readonly limiter: Limiter;
  readonly pauses: Pauses;
  readonly hostSuffix: string;
  readonly useOpener: UseOpener;
  readonly keeper: TokenKeeper;
  /** The longest body of an invocation. */
  readonly bodyLimitBytes: number;
}

/** What the caller gave, read once however often the invocation begins anew. */
interface Given {
  readonly given: () => Promise<Readonly<Record<string, unknown>>>;
}

type Start = Exchange & Attempt & Given;

/** What a run begins with, out of what it has found since. */
function startOf({ request, response, requestId, address, upgrade, attemptsLeft, given }: Start): Start {
  return { request, response, requestId, address, upgrade, attemptsLeft, given };
}

interface Judged extends Ready, GrantedFunction {
  readonly principal: Principal;
  readonly heard: number;
}

/** Only what no credential's slot could be: a function's caller knows of none. */
function takeOwnToken(exchange: Exchange): { readonly token: string } {
  const { token, isInOwnPlace } = takeToken(exchange.request, parseCallerTarget('/proxy/x'));
  if (!isInOwnPlace) throw new Problem('token/missing');
  return { token };
}

async function enterSolution(solutions: SolutionDirectory, principal: Principal, named: string | undefined) {
  try {
    return { solutionId: await solutions.enter(principal, named) };
  } catch (error) {
    const isUnknown = error instanceof Problem && error.code === 'credential/not-found';
    throw isUnknown ? new Problem('function/not-found') : error;
  }
}

/** What a function works with is the credential that is injected whole; else any that it places by hand. */
function componentsOf(uses: readonly OpenedUse[]) {
  const whole = uses.filter(({ isWhole }) => isWhole);
  return (whole.length > 0 ? whole : uses).map(({ opened }) => opened.credential);
}

function untilOf({ principal, uses, grants }: Judged): Instant {
  const ends = [principal.validUntil, ...uses.map(({ opened }) => opened.credential.expiresAt)];
  return Math.min(...[...ends, ...grants.map(({ expiresAt }) => expiresAt)].map((end) => end ?? Infinity));
}

function isSame(before: Judged, now: Judged): boolean {
  const isSameUse = before.uses.every(({ opened }, index) => {
    const other = now.uses[index]?.opened;
    return other && opened.baseUrl === other.baseUrl && isSameSecret(opened.credential, other.credential);
  });
  return before.record.id === now.record.id && isSameUse;
}

function rightsOf(judged: Judged & Attempt, judgeAnew: () => Promise<Judged>): Rights {
  const { principal, record, uses, heard, attemptsLeft } = judged;
  return {
    organisationId: principal.organisationId,
    tokenId: principal.tokenId,
    credentialIds: uses.map(({ opened }) => opened.credential.id),
    functionId: record.functionId,
    until: untilOf(judged),
    heard,
    async judge() {
      const now = await judgeAnew();
      if (!isSame(judged, now)) throw attemptsLeft > 0 ? new Superseded() : changed();
      return untilOf(now);
    },
  };
}

interface Known extends Partial<Judged>, Partial<Exchange> {
  readonly name?: string;
}

async function reportRefusal(parts: InvokeParts, known: Known, error: unknown): Promise<void> {
  const { principal, name, record, requestId, address } = known;
  if (!principal || !(error instanceof Problem) || error.status >= 500) return;
  await recordRefusal(parts, {
    organisationId: principal.organisationId,
    ...actorOf(principal),
    action: 'function.invoke',
    ...(record && { subject: record.functionId }),
    ...(name !== undefined && { subjectKey: name }),
    code: error.code,
    ...(requestId !== undefined && { requestId }),
    ...(address !== undefined && { address }),
  });
}

export function createInvoke(parts: InvokeParts) {
  const { authenticator, organisations, solutions, useOpener, inFlight, metrics, upstreams, pauses, keeper } = parts;
  const functions = createFunctionDirectory(parts);
  const judging = pipeline<Start>()
    .step('note what was heard', () => ({ heard: inFlight.heard }))
    .step('refuse browsers and TRACE', refuseUnfit)
    .step('read the address', ({ request }) => readName(request))
    .step('take the token', takeOwnToken)
    .step('authenticate', async ({ token }) => ({ bearer: await authenticator.authenticate(token) }))
    .step('enter the organisation', async ({ request, bearer }) => ({
      principal: await organisations.enter(bearer, ownField(request.headers, 'keyward-organisation')),
    }))
    .step('enter the solution', ({ request, principal }) =>
      enterSolution(solutions, principal, ownField(request.headers, 'keyward-solution')),
    )
    .step('find the function and authorise', ({ principal, name, solutionId }) =>
      functions.find(principal, name, solutionId),
    )
    .step('open its credentials, refresh if due, check the origins', async ({ record, read, refused, isUnderWay }) => ({
      uses: await useOpener.open({ scope: record, record, read, refused, isUnderWay }),
    }))
    .step('check the component', ({ request, uses }) => checkComponent(request, componentsOf(uses)));
  const judgingAnew = judging.onEnd(({ uses = [] }) => releaseAll(uses));
  const steps = judging
    .step('keep within the limits', ({ principal, uses, read }) => {
      const credentials = uses.map(({ opened }) => opened.credential);
      return enterLimits(parts, principal, { credentials, origin: originCalled(read, uses) });
    })
    .step('read the parameters, build the request', async (state) => ({ built: buildOf(state, await state.given()) }))
    .step('begin the record', ({ uses }) => ({ scrubbing: scrubbingOf(uses), admitted: [] as AdmittedUse[] }))
    .step('admit the uses', async ({ principal, uses, record, built, admitted, requestId, address }) => {
      const { method, path, url } = built;
      const use = { principal, origin: url.origin, consumer: `function/${record.name}`, method, path };
      for (const { opened } of uses) {
        admitted.push(await parts.uses.admit({ ...use, opened, requestId, address }));
      }
    })
    .step('write the header fields, sign', async (state) => ({ signed: await signedFields(parts, state) }))
    .step('dial, stream back, scrub', async (state) => {
      const { request, response, built, uses, signed, refused, attemptsLeft } = state;
      const { url, method, injectedQuery } = built;
      const whole = uses.find(({ isWhole }) => isWhole)?.opened;
      const life = uses.map(({ opened }) => opened.token).find((token) => token !== undefined);
      const hide = (text: string): string => signed.scrubber?.text(text) ?? text;
      const outgoing = {
        upstream: upstreams.get(state.record.organisationId, url.origin, whole?.signer?.identity),
        ...{ method, path: url.path, headers: signed.fields, body: bodyBytes(built), scrubber: signed.scrubber },
        setCookie: uses.every(({ opened }) => opened.policy.setCookie === 'permitted') ? 'permitted' : 'dropped',
        // What the caller gave was read, and is kept for as long as the invocation takes.
        onTokenRefused: life && (() => refusedToken(keeper, life, { refused, isRepeatable: attemptsLeft > 0 })),
        onAnswer: (status: number, raw: readonly string[]) => {
          for (const { opened } of uses)
            pauses.note({ credential: opened.credential, origin: url.origin }, status, raw);
        },
        links: () => foreignLinksOf({ request, hostSuffix: parts.hostSuffix, url, injectedQuery, hide }),
        limits: parts.limits,
      } as const;
      const rights = rightsOf(state, () => judgingAnew.run({ ...startOf(state), isUnderWay: true }));
      return { outcome: await inFlight.hold(rights, (held) => forward(request, response, { ...outgoing, held })) };
    })
    .step('count', ({ admitted, outcome }) => {
      for (const use of admitted) use.complete(outcome);
      metrics.answered(outcome);
    })
    .onFailure(async (known, error) => {
      const { admitted = [], name } = known;
      if (error instanceof Superseded) return void admitted.map((use) => use.giveUp());
      for (const use of admitted) use.fail(toProblem(error));
      const consumer = name === undefined ? {} : { consumer: `function/${name}` };
      if (admitted.length === 0) parts.uses.fail({ ...withoutOpened(known), ...consumer }, error);
      return reportRefusal(parts, known, error);
    })
    .onEnd(({ leave, uses = [], scrubbing }) => {
      leave?.();
      scrubbing?.wipe();
      releaseAll(uses);
    });
  return {
    run: (exchange: Exchange) => {
      let reading: ReturnType<Given['given']> | undefined;
      const given = () => {
        reading ??= readGiven(exchange.request, exchange.response, parts.bodyLimitBytes);
        return reading;
      };
      return beginAnew((attempt) => steps.run({ ...exchange, ...attempt, given }));
    },
  };
}

/** What a refused invocation is logged by. */
function withoutOpened({ principal, request, requestId }: Known) {
  return {
    ...(principal && { principal }),
    ...(request && { request }),
    ...(requestId !== undefined && { requestId }),
  };
}
