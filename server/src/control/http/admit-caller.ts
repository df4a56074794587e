/**
 * Who calls, and whether they may: the first thing that happens to a request. A foreign organisation answers exactly as
 * an unknown one.
 */
import type { FastifyRequest } from 'fastify';
import { appendAudit } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { isId } from '../../domain/id.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { findOrganisation, type Organisation } from '../../store/organisations.ts';

import type { AuditAction } from '../audit-action.ts';
import { assertPermitted, type Permission } from '../permission.ts';
import type { ControlServices } from '../route.ts';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

function takeToken(request: FastifyRequest): string {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Problem('token/missing');
  return token;
}

async function resolveOrganisation(
  { store }: ControlServices,
  principal: Principal,
  reference: string,
): Promise<Organisation> {
  const organisation = await findOrganisation(store.read, reference);
  if (organisation?.id !== principal.organisationId) throw new Problem('organisation/not-found');
  return organisation;
}

/**
 * Authenticates by `Authorization: Bearer`, resolves the organisation of the path (without one, the token's own) and
 * checks the role. Leaves principal and call on the request.
 *
 * @throws Problem `token/missing`, `token/invalid`, `organisation/not-found`, `token/forbidden`
 * @see RFC 6750, section 2.1
 */
export async function admitCaller(
  request: FastifyRequest,
  services: ControlServices,
  route: { readonly permission: Permission; readonly audit: AuditAction },
): Promise<void> {
  const token = takeToken(request);
  const principal = await services.broker.authenticate({ token });
  request.principal = principal;
  const { organisation: reference = principal.organisationId } = request.params as { organisation?: string };
  const organisation = await resolveOrganisation(services, principal, reference);
  assertPermitted(principal, route.permission);
  const { id: requestId, ip: address } = request;
  request.call = {
    principal,
    token: new Secret(token),
    organisation,
    recordDone: (transaction, note) =>
      appendAudit(
        transaction,
        {
          organisationId: organisation.id,
          actor: principal.tokenId,
          action: route.audit,
          outcome: 'done',
          requestId,
          address,
          ...note,
        },
        services.clock(),
      ),
  };
}

/**
 * Records that an authenticated caller was refused; what was never authenticated belongs to no organisation's log.
 *
 * @param problem - Of a 4xx status; failures of ours are not refusals.
 */
export async function recordRefusal(
  request: FastifyRequest,
  { store, clock }: ControlServices,
  problem: Problem,
): Promise<void> {
  const { principal, id: requestId, ip: address } = request;
  const action = request.routeOptions.config.audit;
  if (!principal || !action || problem.status >= 500) return;
  const { credential: reference = '' } = request.params as { credential?: string };
  // Anything else might be a secret pasted into the path.
  const isNameable = isKey(reference) || isId('cred', reference);
  await store.transaction((transaction) =>
    appendAudit(
      transaction,
      {
        organisationId: principal.organisationId,
        actor: principal.tokenId,
        action,
        outcome: 'refused',
        code: problem.code,
        requestId,
        address,
        ...(isNameable && { details: { credential: reference } }),
      },
      clock(),
    ),
  );
}
