/** Invites: the link is made here, shown once, and known to the broker by its hash alone. */
import { sha256 } from '../../domain/encoding.ts';
import type { Invitation } from '../../domain/membership.ts';
import { Problem } from '../../domain/problem.ts';
import { newLinkToken } from '../../domain/session.ts';
import { findInvitation } from '../../store/invitations.ts';
import { readSolutions } from '../access-tokens/read-solutions.ts';
import { readFutureInstant } from '../read-future-instant.ts';
import type { Call } from '../route.ts';
import type { InvitationBody } from './member-view.ts';

const DEFAULT_LIFE_MS = 7 * 86_400_000;

/** An invitation just made. */
export interface Issued {
  readonly record: Invitation;
  /** Its token, `kwi_…`: the only time that it exists here. */
  readonly link: string;
}

/**
 * @param lifeMs - Where the body names no end; a week by default.
 * @throws Problem `request/invalid`, `solution/not-found`, `grant/exceeded`, `token/forbidden`
 */
export async function invite(call: Call, body: InvitationBody, lifeMs = DEFAULT_LIFE_MS): Promise<Issued> {
  const { services, token, organisation, requestId, address } = call;
  const { email, role, solutions = [] } = body;
  if (role === undefined && solutions.length === 0) {
    throw new Problem('request/invalid', { errors: [{ path: '/role', message: 'is required without solutions' }] });
  }
  const now = services.clock();
  const expiresAt = body.expiresAt === undefined ? now + lifeMs : readFutureInstant('/expiresAt', body.expiresAt, now);
  const given = await Promise.all(
    solutions.map(async (each) => [(await readSolutions(call, [each.solution]))![0]!, each.role] as const),
  );
  const linkToken = newLinkToken();
  const { invitationId } = await services.broker.invite({
    ...{ token: token.reveal(), organisationId: organisation.id, linkHash: sha256(linkToken), requestId, address },
    ...{ solutions: Object.fromEntries(given), expiresAt },
    ...(email !== undefined && { email }),
    ...(role !== undefined && { role }),
  });
  const record = await findInvitation(services.store.read, organisation.id, invitationId);
  if (!record) throw new Problem('invitation/not-found');
  return { record, link: linkToken };
}
