/**
 * What happens when a gateway asks for the header fields to inject into a request that it will send on by itself. The
 * secret leaves Keyward here, so two tokens are judged: the client's, as for a proxied request, and the gateway's, whose
 * grant must name `forward-auth`. A client alone can so use the credential through the gateway and never read it.
 *
 *     ANY /forward-auth/{gateway}/{key}      Keyward-Gateway: the gateway's token      Keyward-Target: where it sends it
 *     200 with the header fields of the credential, no body
 *
 * Answers do not come by here: nothing scrubs them.
 */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Problem } from '../../domain/problem.ts';
import type { ProxyMetrics } from '../../metrics/proxy-metrics.ts';
import { checkOrigin, checkRule } from '../../request/checks.ts';
import { chooseBase } from '../../request/choose-base.ts';
import { buildTarget, parseCallerTarget } from '../../request/target.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Pauses } from '../limits/pauses.ts';
import type { BrokerParts } from '../parts.ts';
import { checkGrant } from '../proxy/checks.ts';
import { type Exchange, refuseUnfit } from '../proxy/exchange.ts';
import { ownField } from '../proxy/own-field.ts';
import { pipeline } from '../proxy/pipeline.ts';
import { type ReachParts, reachCredential } from '../proxy/reach-credential.ts';
import { reportRefusal } from '../proxy/report-refusal.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { assertReleased } from './assert-released.ts';
import { gatewayOf, readHeld } from './read-held.ts';

export interface ForwardAuthParts extends BrokerParts, ReachParts {
  readonly uses: UseRecorder;
  readonly limiter: Limiter;
  readonly pauses: Pauses;
  readonly metrics: Pick<ProxyMetrics, 'handedOver'>;
}

export function createForwardAuth(parts: ForwardAuthParts) {
  const { uses, limiter, pauses, metrics } = parts;
  const begun = pipeline<Exchange>()
    .step('refuse browsers and TRACE', refuseUnfit)
    .step('read what is held back', ({ request }) => readHeld(request))
    .step('read the address', ({ held, key }) => ({ asked: parseCallerTarget(held.url, key) }));
  const steps = reachCredential(begun, parts)
    .step('check the grant', ({ held, grants, target }) => checkGrant(held.method, grants, target))
    .step('check the rule', ({ opened }) => checkRule(opened.injection))
    .step('check that no token is sent on', ({ asked, target }) => {
      // The gateway sends what its client asked for, and a token in it to the upstream.
      if (target !== asked) throw new Problem('target/invalid');
    })
    .step('check the release', ({ request, held, principal, opened, target, solutionId }) => {
      const token = ownField(request.headers, 'keyward-gateway');
      return assertReleased(parts, { token, held, principal, opened, target, solutionId });
    })
    .step('build and assert the target', ({ request, opened, target }) => ({
      url: buildTarget(chooseBase(opened, ownField(request.headers, 'keyward-target')), target, opened.injection),
    }))
    .step('check the origin', ({ opened, url }) =>
      checkOrigin(opened.permittedOrigins, url.origin, opened.injection.signer),
    )
    .step('keep within the limits', ({ principal, opened: { credential }, url }) => {
      pauses.assertNone({ credential, origin: url.origin });
      // The gateway sends the request: nobody here knows when it ends, and so rates alone are kept.
      limiter.enter(principal, credential).leave?.();
    })
    .step('render', ({ opened }) => ({ fields: fieldsOf(opened) }))
    .step('admit the use', async ({ principal, opened, url, held, target, consumer, requestId, address }) => {
      const { method } = held;
      const path = target.normalisedPath;
      const [origin, release] = [url.origin, 'forward-auth' as const];
      const use = await uses.admit({ principal, opened, origin, consumer, method, path, requestId, address, release });
      return { use };
    })
    .step('hand over', ({ response, gateway, fields, use }) => {
      response.writeHead(200, { ...fields, ...gateway.removing(Object.keys(fields)), 'cache-control': 'no-store' });
      response.end();
      use.handOver();
      metrics.handedOver();
    })
    .onFailure((known, error) => {
      uses.fail(known, error);
      return reportRefusal(parts, known, error);
    });
  return {
    run: steps.run,
    refusalStatus: (request: IncomingMessage, status: number) =>
      gatewayOf(request.url!)?.refusalStatus(status) ?? status,
  };
}

/** @throws Problem `release/headers-only` where the credential also goes where no gateway can put it */
function fieldsOf({ injection }: OpenedCredential): OutgoingHttpHeaders {
  const isInHeaders = [...injection.placements].every((placement) => /^(?:header|cookie):|^basic$/.test(placement));
  if (!isInHeaders) throw new Problem('release/headers-only');
  return Object.fromEntries(injection.headers.map(({ name, value }) => [name, value.reveal()]));
}
