/**
 * What happens to a proxied request, in order. Nothing is dialled before the last line, and no secret is read before the
 * caller, the grants, the credential's state and the target have been judged.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { type Grant, permitsRequest } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { injectBody } from '../injection/inject-body.ts';
import type { OrganisationDirectory } from '../organisations/organisation-directory.ts';
import type { BrokerParts } from '../parts.ts';
import type { Authenticator } from '../resolve/authenticate.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { CredentialResolver } from '../resolve/resolve-credential.ts';
import type { SolutionDirectory } from '../resolve/solution-directory.ts';
import { consumerOf } from '../use/consumer.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { chooseBase } from './choose-base.ts';
import { type Exchange, refuseUnfit } from './exchange.ts';
import { forward } from './forward.ts';
import { headersFor } from './headers-for.ts';
import type { KeyOfHost } from './host-label.ts';
import type { InFlight } from './in-flight.ts';
import { linkContextOf } from './link-context.ts';
import { pipeline } from './pipeline.ts';
import { reportRefusal } from './report-refusal.ts';
import { rightsOf } from './rights.ts';
import { assertTokenPlace, takeToken } from './take-token.ts';
import { buildTarget, type CallerTarget, parseCallerTarget } from './target.ts';
import type { UploadLimits } from './upload.ts';

/** For all requests into whose body nothing is put: it is streamed. */
const BODY_AS_IT_IS: { readonly body: Buffer | undefined } = { body: undefined };

export interface HotPathParts extends BrokerParts {
  readonly authenticator: Authenticator;
  readonly organisations: OrganisationDirectory;
  readonly solutions: SolutionDirectory;
  readonly resolver: CredentialResolver;
  readonly uses: UseRecorder;
  readonly inFlight: InFlight;
  readonly limits: UploadLimits;
  readonly keyOfHost: KeyOfHost;
  /** Below which `keyOfHost` finds keys. */
  readonly hostSuffix: string;
  /** The longest request body that a credential is put into. */
  readonly bodyLimitBytes: number;
}

export function createHotPath(parts: HotPathParts) {
  const {
    authenticator,
    organisations,
    solutions,
    resolver,
    uses,
    upstreams,
    keyOfHost,
    inFlight,
    limits,
    hostSuffix,
    bodyLimitBytes,
  } = parts;
  const judging = pipeline<Exchange>()
    .step('refuse browsers and TRACE', refuseUnfit)
    .step('read the address', ({ request }) => ({
      asked: parseCallerTarget(request.url!, keyOfHost(request.headers.host)),
    }))
    .step('take the token', ({ request, asked }) => {
      const taken = takeToken(request, asked);
      return { taken, target: taken.target };
    })
    .step('authenticate', async ({ taken }) => ({ bearer: await authenticator.authenticate(taken.token) }))
    .step('enter the organisation', async ({ request, bearer }) => ({
      principal: await organisations.enter(bearer, oneOf(request.headers, 'keyward-organisation')),
    }))
    .step('read the consumer', ({ request }) => ({ consumer: consumerOf(request.headers) }))
    .step('enter the solution', async ({ request, principal }) => ({
      solutionId: await solutions.enter(principal, oneOf(request.headers, 'keyward-solution')),
    }))
    .step('resolve and authorise', ({ principal, target, solutionId }) =>
      resolver.resolve(principal, target.key, solutionId),
    )
    .step('check the place of the token', ({ taken, opened }) => assertTokenPlace(taken, opened.injection.placements))
    .step('check the grant', ({ request, grants, target }) => checkGrant(request.method!, grants, target))
    .step('check the rule', ({ opened }) => checkRule(opened))
    .step('choose the base URL', ({ request, opened }) => ({
      baseUrl: chooseBase(opened, oneOf(request.headers, 'keyward-target')),
    }))
    .step('build and assert the target', ({ opened, baseUrl, target }) => ({
      url: buildTarget(baseUrl, target, opened.injection),
    }))
    .step('check the origin', ({ opened, url }) => checkOrigin(opened, url.origin));
  return judging
    .step('put into the body', ({ request, response, opened }) => {
      const { body: values } = opened.injection;
      if (values.length === 0) return BODY_AS_IT_IS;
      return injectBody(request, response, { values, limitBytes: bodyLimitBytes }).then((body) => ({ body }));
    })
    .step('strip and inject', ({ request, opened, url, taken, body }) => ({
      headers: headersFor(request.rawHeaders, { opened, origin: url.origin, token: taken.token, body }),
    }))
    .step('admit the use', ({ request, principal, opened, url, target, consumer, requestId, address }) => {
      const [method, path] = [request.method!, target.normalisedPath];
      const use = uses.admit({ principal, opened, origin: url.origin, consumer, method, path, requestId, address });
      return use instanceof Promise ? use.then((admitted) => ({ use: admitted })) : { use };
    })
    .step('dial, stream back, scrub', async (state) => {
      const { request, response, requestId, address, taken, opened, url, headers, body } = state;
      const rights = rightsOf(state, () => judging.run({ request, response, requestId, address }));
      const outgoing = {
        upstream: upstreams.get(opened.credential.organisationId, url.origin),
        method: request.method!,
        path: url.path,
        headers,
        body,
        scrubber: opened.scrubber,
        setCookie: opened.policy.setCookie,
        links: () => linkContextOf({ request, hostSuffix, taken, injection: opened.injection, url }),
        limits,
      };
      return { outcome: await inFlight.hold(rights, (held) => forward(request, response, { ...outgoing, held })) };
    })
    .step('count', ({ use, outcome }) => use.complete(outcome))
    .onFailure((known, error) => {
      uses.fail(known, error);
      return reportRefusal(parts, known, error);
    });
}

/** A field of Keyward's own; several of them are joined by Node, and so name nothing that there is. */
function oneOf(headers: IncomingHttpHeaders, lowerName: `keyward-${string}`): string | undefined {
  const value = headers[lowerName];
  return typeof value === 'string' ? value : undefined;
}

/** @throws Problem `grant/refused` where no grant permits method and path */
function checkGrant(method: string, grants: readonly Grant[], target: CallerTarget): void {
  const permitting = grants.filter((grant) => permitsRequest(grant, method, target.normalisedPath));
  if (permitting.length === 0) throw new Problem('grant/refused');
  // An encoded slash may mean a slash to the upstream: under a path grant the two readings must not differ.
  const isPathFree = permitting.some((grant) => grant.paths === undefined);
  if (target.hasEncodedSlash && !isPathFree) throw new Problem('target/invalid');
}

/** @throws Problem `credential/not-injectable` where no rule says what to inject: the call would go out bare */
function checkRule({ injection }: OpenedCredential): void {
  const { headers, query, path, body } = injection;
  const isBare = headers.length === 0 && query.length === 0 && path === undefined && body.length === 0;
  if (isBare) throw new Problem('credential/not-injectable');
}

/** @throws Problem `policy/origin-refused` where the secret was not sealed for the origin */
function checkOrigin(opened: OpenedCredential, origin: string): void {
  if (!opened.permittedOrigins.has(origin)) throw new Problem('policy/origin-refused');
}
