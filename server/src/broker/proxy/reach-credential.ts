/**
 * From what the caller asked for to a credential that it may use: the part that every pipeline has in common. Behind it
 * stand the checks of what is asked.
 */
import type { CallerTarget } from '../../request/target.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import { withGoodToken } from '../oauth/refresh/with-good-token.ts';
import type { OrganisationDirectory } from '../organisations/organisation-directory.ts';
import type { Authenticator } from '../resolve/authenticate.ts';
import type { CredentialResolver } from '../resolve/resolve-credential.ts';
import type { SolutionDirectory } from '../resolve/solution-directory.ts';
import { consumerOf } from '../use/consumer.ts';
import type { Attempt } from './begin-anew.ts';
import { checkComponent } from './check-component.ts';
import type { Exchange } from './exchange.ts';
import { ownField } from './own-field.ts';
import type { Pipeline } from './pipeline.ts';
import { assertTokenPlace, takeToken } from './take-token.ts';
import { whenReady } from './when-ready.ts';

export interface ReachParts {
  readonly authenticator: Authenticator;
  readonly organisations: OrganisationDirectory;
  readonly solutions: SolutionDirectory;
  readonly resolver: CredentialResolver;
  readonly keeper: TokenKeeper;
}

/** Appends the steps to a pipeline that has read what is asked for. */
export function reachCredential<
  In extends Exchange,
  Out extends In & { readonly asked: CallerTarget } & Partial<Attempt>,
>(begun: Pipeline<In, Out>, { authenticator, organisations, solutions, resolver, keeper }: ReachParts) {
  return begun
    .step('take the token', ({ request, asked }) => {
      const taken = takeToken(request, asked);
      return { taken, target: taken.target };
    })
    .step('authenticate', ({ taken }) => whenReady(authenticator.authenticate(taken.token), (bearer) => ({ bearer })))
    .step('enter the organisation', ({ request, bearer }) =>
      whenReady(organisations.enter(bearer, ownField(request.headers, 'keyward-organisation')), (principal) => ({
        principal,
      })),
    )
    .step('read the consumer', ({ request }) => ({ consumer: consumerOf(request.headers) }))
    .step('enter the solution', ({ request, principal }) =>
      whenReady(solutions.enter(principal, ownField(request.headers, 'keyward-solution')), (solutionId) => ({
        solutionId,
      })),
    )
    .step('resolve and authorise', ({ principal, target, solutionId }) =>
      whenReady(resolver.resolve(principal, target.key, solutionId), (resolved) => ({ resolved })),
    )
    .step('refresh if due', ({ resolved, principal, target, solutionId, refused, isUnderWay }) =>
      withGoodToken(keeper, {
        found: resolved,
        lifeOf: ({ opened }) => opened.token,
        again: () => resolver.resolve(principal, target.key, solutionId),
        refused,
        isUnderWay,
      }),
    )
    .step('check the component', ({ request, opened }) => checkComponent(request, [opened.credential]))
    .step('check the place of the token', ({ taken, opened }) => assertTokenPlace(taken, opened.injection.placements));
}
