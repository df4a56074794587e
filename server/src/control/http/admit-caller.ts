/**
 * Who calls, and whether they may: the first thing that happens to a request. A foreign organisation answers exactly as
 * an unknown one.
 */
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../audit/actor.ts';
import { type AuditEntry, appendAudits } from '../../audit/append.ts';
import { enterOrganisation, type Principal } from '../../domain/access-token.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { assertSecondFactor, assertSingleSignOn } from '../../domain/membership.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import type { Problem, ProblemCode } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { findOrganisation, type Organisation } from '../../store/organisations.ts';
import type { AuditAction } from '../audit-action.ts';
import { installation } from '../organisations/installation.ts';
import { assertPermitted, leastRole, type Permission } from '../permission.ts';
import type { Call, ControlServices } from '../route.ts';
import { shownToken } from './shown-token.ts';

interface Place {
  readonly principal: Principal;
  readonly organisation: Organisation;
}

async function enter(
  { store }: ControlServices,
  principal: Principal,
  { reference, permission }: { readonly reference: string | undefined; readonly permission: Permission },
): Promise<Place> {
  const isNowhere = principal.isPlatform === true || principal.memberships !== undefined;
  if (reference === undefined && isNowhere) return { principal, organisation: installation };
  const organisation = await findOrganisation(store.read, reference ?? principal.organisationId);
  const entered = enterOrganisation(principal, organisation?.id, leastRole[permission]);
  return { principal: entered, organisation: organisation! };
}

/**
 * Authenticates by `Authorization: Bearer` or the session's cookie, resolves the organisation of the path (without one, where
 * the token belongs) and checks the role. Leaves principal and call on the request.
 *
 * @throws Problem `token/missing`, `token/invalid`, `session/invalid`, `request/origin-refused`, `organisation/not-found`,
 *   `person/second-factor-required`, `single-sign-on/required`, `token/forbidden`
 * @see RFC 6750, section 2.1
 */
export async function admitCaller(
  request: FastifyRequest,
  services: ControlServices,
  route: { readonly permission: Permission; readonly audit: AuditAction },
): Promise<void> {
  const token = shownToken(request, services.site);
  const bearer = await services.broker.authenticate({ token });
  request.principal = bearer;
  const { organisation: reference } = request.params as { organisation?: string };
  const { principal, organisation } = await enter(services, bearer, { reference, permission: route.permission });
  request.principal = principal;
  const settings = effectiveSettings(organisation.settings);
  assertSecondFactor(principal, settings);
  assertSingleSignOn(principal, settings);
  assertPermitted(principal, route.permission);
  const done = {
    organisationId: organisation.id,
    ...actorOf(principal),
    action: route.audit,
    outcome: 'done',
  } as const;
  const recordAllDone: Call['recordAllDone'] = (transaction, notes) => {
    const entries = notes.map((note) => ({ ...done, requestId: request.id, address: request.ip, ...note }));
    return appendAudits(transaction, entries, services.clock());
  };
  request.call = {
    principal,
    token: new Secret(token),
    organisation,
    recordDone: (transaction, note) => recordAllDone(transaction, [note]),
    recordAllDone,
  };
}

function namedBy(reference: string): Pick<AuditEntry, 'subject' | 'subjectKey' | 'details'> {
  const name = isId('cred', reference) ? { subject: reference } : { subjectKey: reference };
  return { ...name, details: { credential: reference } };
}

/** Failures of ours that are the trace of somebody who writes to the database. */
const TRACES: ReadonlySet<string> = new Set<ProblemCode>(['keys/sealing-key-untrusted', 'keys/wrapped-key-altered']);

/**
 * Records that an authenticated caller was refused; what was never authenticated belongs to no organisation's log.
 *
 * @param problem - Of a 4xx status; failures of ours are not refusals, altered keys excepted.
 */
export async function recordRefusal(
  request: FastifyRequest,
  { refusals }: ControlServices,
  problem: Problem,
): Promise<void> {
  const { principal, id: requestId, ip: address } = request;
  const action = request.routeOptions.config.audit;
  const isRefusal = problem.status < 500 || TRACES.has(problem.code);
  if (!principal || !action || !isRefusal) return;
  const { credential: reference = '' } = request.params as { credential?: string };
  // Anything else might be a secret pasted into the path.
  const isNameable = isKey(reference) || isId('cred', reference);
  await refusals.record({
    organisationId: principal.organisationId,
    ...actorOf(principal),
    action,
    code: problem.code,
    requestId,
    address,
    ...(isNameable && namedBy(reference)),
  });
}
