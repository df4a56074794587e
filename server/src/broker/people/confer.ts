/**
 * Writes memberships: the one place where a role gets its witness. Everything here is inside the acting transaction, with its
 * entry in the log, its event and its announcement.
 */
import type { KeyObject } from 'node:crypto';
import { type AuditEntry, appendAudit } from '../../audit/append.ts';
import type { EventType } from '../../domain/event.ts';
import type { Conferred, Membership } from '../../domain/membership.ts';
import { recordEvent } from '../../events/record-event.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteMembership, putMembership } from '../../store/memberships.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { Transaction } from '../../store/store.ts';
import type { IssuedTokens } from './end-issued-tokens.ts';
import type { PeopleParts } from './people-parts.ts';
import { witnessMembership } from './witness.ts';

/** Who does it. */
export type Acting = Pick<AuditEntry, 'actor' | 'actorName' | 'actorRole' | 'requestId' | 'address'>;

/** What becomes of one person in one organisation. */
export interface MembershipChange {
  readonly organisationId: string;
  readonly personId: string;
  readonly email: string;
  /** Whose witness was checked; absent: not a member yet. */
  readonly former: Membership | undefined;
  /** Nothing in it: no member any more. */
  readonly next: Conferred;
  readonly acting: Acting;
  readonly action: 'member.join' | 'member.update' | 'member.remove';
  /** Of a removal: what became of the access tokens that they had issued. */
  readonly tokens?: IssuedTokens;
  /** The organisation's witness key, fetched before the transaction. */
  readonly key: KeyObject;
}

const EVENTS = {
  'member.join': 'member.joined',
  'member.update': 'member.changed',
  'member.remove': 'member.removed',
} as const satisfies Record<MembershipChange['action'], EventType>;

function rolesOf(conferred: Conferred | undefined): object | undefined {
  return conferred && { role: conferred.role ?? null, solutions: conferred.solutions };
}

/** Writes what the person is from now on. */
export async function confer({ clock }: PeopleParts, tx: Transaction, change: MembershipChange): Promise<void> {
  const { organisationId, personId, email, former, next, acting, action, key, tokens } = change;
  const now = clock();
  const isGone = next.role === undefined && Object.keys(next.solutions).length === 0;
  if (isGone) {
    await deleteMembership(tx, organisationId, personId);
  } else {
    const made = former ?? { createdAt: now, createdBy: acting.actor };
    const membership: Membership = {
      ...{ organisationId, personId, solutions: next.solutions, ...(next.role && { role: next.role }) },
      ...{ createdAt: made.createdAt, createdBy: made.createdBy, updatedAt: now, updatedBy: acting.actor },
    };
    await putMembership(tx, { ...membership, witness: witnessMembership(key, membership) });
  }
  const details = {
    email,
    before: rolesOf(former) ?? null,
    after: isGone ? null : rolesOf(next),
    ...(tokens && { tokens }),
  };
  await appendAudit(tx, { organisationId, ...acting, action, subject: personId, outcome: 'done', details }, now);
  if (organisationId !== INSTALLATION) {
    // Ids alone: an event holds no name.
    const data = { organisationId, personId, ...(isGone ? {} : rolesOf(next)) };
    await recordEvent(tx, { organisationId, type: EVENTS[action], solutionId: '', data }, now);
  }
  await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: personId });
}
