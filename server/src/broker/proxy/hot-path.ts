/**
 * What happens to a proxied request, in order. Nothing is dialled before the last line, and no secret is read before the
 * caller, the grants, the credential's state and the target have been judged.
 */
import type { ProxyMetrics } from '../../metrics/proxy-metrics.ts';
import { checkOrigin, checkRule } from '../../request/checks.ts';
import { chooseBase } from '../../request/choose-base.ts';
import { buildTarget, parseCallerTarget } from '../../request/target.ts';
import { injectBody } from '../injection/inject-body.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Pauses } from '../limits/pauses.ts';
import type { BrokerParts } from '../parts.ts';
import type { HeldMemory } from '../resolve/held-memory.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { type Attempt, beginAnew, Superseded } from './begin-anew.ts';
import { checkGrant, checkSource, checkUpgrade } from './checks.ts';
import { type Exchange, refuseUnfit } from './exchange.ts';
import { forward } from './forward.ts';
import { headersFor } from './headers-for.ts';
import type { KeyOfHost } from './host-label.ts';
import type { InFlight } from './in-flight.ts';
import { linkContextOf } from './link-context.ts';
import { ownField } from './own-field.ts';
import { pipeline } from './pipeline.ts';
import { type ReachParts, reachCredential } from './reach-credential.ts';
import { refusedToken } from './refused-token.ts';
import { reportRefusal } from './report-refusal.ts';
import { rightsOf } from './rights.ts';
import { announcedBody, bodyToSign, signRequest } from './sign.ts';
import type { UploadLimits } from './upload.ts';
import { whenReady } from './when-ready.ts';

/** For all requests into whose body nothing is put: it is streamed. */
const BODY_AS_IT_IS: { readonly body: Buffer | undefined } = { body: undefined };

export interface HotPathParts extends BrokerParts, ReachParts {
  readonly uses: UseRecorder;
  readonly inFlight: InFlight;
  readonly metrics: ProxyMetrics;
  readonly limits: UploadLimits;
  readonly limiter: Limiter;
  readonly pauses: Pauses;
  readonly keyOfHost: KeyOfHost;
  /** Below which `keyOfHost` finds keys. */
  readonly hostSuffix: string;
  /** The longest request body that a credential is put into. */
  readonly bodyLimitBytes: number;
}

export function createHotPath(parts: HotPathParts) {
  const { uses, metrics, upstreams, keyOfHost, inFlight, limits, limiter, pauses, hostSuffix, bodyLimitBytes } = parts;
  const { keeper } = parts;
  const begun = pipeline<Exchange & Attempt>()
    .step('note what was heard', () => ({ heard: inFlight.heard }))
    .step('refuse browsers and TRACE', refuseUnfit)
    .step('read the address', ({ request }) => ({
      asked: parseCallerTarget(request.url!, keyOfHost(request.headers.host)),
    }));
  const judging = reachCredential(begun, parts)
    .step('check the grant', ({ request, grants, target }) => checkGrant(request.method!, grants, target))
    .step('check the source', ({ request, grants, target }) => checkSource(request, grants, target))
    .step('check the rule', ({ opened }) => checkRule(opened.injection))
    .step('check the upgrade', checkUpgrade)
    .step('choose the base URL', ({ request, opened }) => ({
      baseUrl: chooseBase(opened, ownField(request.headers, 'keyward-target')),
    }))
    .step('build and assert the target', ({ opened, baseUrl, target }) => ({
      url: buildTarget(baseUrl, target, opened.injection),
    }))
    .step('check the origin', ({ opened, url }) =>
      checkOrigin(opened.permittedOrigins, url.origin, opened.injection.signer),
    );
  const steps = judging
    .step('keep within the limits', ({ principal, opened: { credential }, url }) => {
      pauses.assertNone({ credential, origin: url.origin });
      return limiter.enter(principal, credential);
    })
    .step('hold the secret', ({ opened }) => hold(opened.memory))
    .step('put into the body', ({ request, response, opened }) => {
      const { body: values } = opened.injection;
      const toSign = opened.signer && bodyToSign(opened.signer, { request, response }, bodyLimitBytes);
      if (toSign) return toSign.then((body) => ({ body }));
      if (values.length === 0) return BODY_AS_IT_IS;
      return injectBody(request, response, { values, limitBytes: bodyLimitBytes }).then((body) => ({ body }));
    })
    .step('strip and inject', ({ request, upgrade, opened, url, taken: { token }, body: read }) => {
      const isHandshake = upgrade !== undefined;
      // What was read to be signed is the caller's own, and what the caller says of it holds.
      const body = opened.signer ? undefined : read;
      return { headers: headersFor(request.rawHeaders, { opened, origin: url.origin, token, body, isHandshake }) };
    })
    .step('admit the use', ({ request, principal, opened, url, target, consumer, requestId, address }) => {
      const [method, path] = [request.method!, target.normalisedPath];
      const asked = { principal, opened, origin: url.origin, consumer, method, path, requestId, address };
      return whenReady(uses.admit(asked), (use) => ({ use }));
    })
    .step('sign', ({ request, opened, url, headers, body }) => {
      if (!opened.signer) return { signed: { fields: headers, scrubber: opened.scrubber } };
      const { path } = url;
      const toSign = { opened, method: request.method!, path, headers, announced: announcedBody(request), body };
      return whenReady(signRequest(parts, toSign), (signed) => ({ signed }));
    })
    .step('dial, stream back, scrub', async (state) => {
      const { request, response, requestId, address, upgrade, taken, opened, url, signed, body } = state;
      const { attemptsLeft, refused } = state;
      const isRepeatable = body === undefined && attemptsLeft > 0;
      const rights = rightsOf({ ...state, isRepeatable }, () =>
        judging.run({ request, response, requestId, address, upgrade, attemptsLeft, isUnderWay: true }),
      );
      const outgoing = {
        upstream: upstreams.get(opened.credential.organisationId, url.origin, opened.signer?.identity),
        method: request.method!,
        path: url.path,
        headers: signed.fields,
        body,
        scrubber: signed.scrubber,
        setCookie: opened.policy.setCookie,
        onTokenRefused:
          opened.token &&
          ((isUnread: boolean) =>
            refusedToken(keeper, opened.token!, { refused, isRepeatable: isUnread && isRepeatable })),
        onAnswer: (status: number, raw: readonly string[]) =>
          pauses.note({ credential: opened.credential, origin: url.origin }, status, raw),
        links: () => linkContextOf({ request, hostSuffix, taken, opened, url }),
        limits,
        upgrade,
      };
      return { outcome: await inFlight.hold(rights, (held) => forward(request, response, { ...outgoing, held })) };
    })
    .step('count', ({ use, outcome }) => {
      use.complete(outcome);
      metrics.answered(outcome);
    })
    .onFailure(async (known, error) => {
      if (error instanceof Superseded) return known.use?.giveUp();
      uses.fail(known, error);
      return reportRefusal(parts, known, error);
    })
    .onEnd(({ isHeld, opened, leave }) => {
      leave?.();
      if (isHeld) opened?.memory.release();
    });
  return { run: (exchange: Exchange) => beginAnew((attempt) => steps.run({ ...exchange, ...attempt })) };
}

const HELD = { isHeld: true };

/** The request goes on with what it has resolved, to the end of the answer. */
function hold(memory: HeldMemory): { readonly isHeld: boolean } {
  memory.hold();
  return HELD;
}
