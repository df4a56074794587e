/**
 * Links that are made on the machine and not by a member: the set-up link of a first start, and those with which an operator
 * helps somebody in. Whoever can make one has the root key already.
 */
import type { KeyObject } from 'node:crypto';
import { appendAudit } from '../../audit/append.ts';
import { sha256 } from '../../domain/encoding.ts';
import { newId } from '../../domain/id.ts';
import type { Clock } from '../../domain/instant.ts';
import type { Invitation } from '../../domain/membership.ts';
import { Secret } from '../../domain/secret.ts';
import { newLinkToken } from '../../domain/session.ts';
import { deleteInvitationsLike, insertInvitation } from '../../store/invitations.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { Transaction } from '../../store/store.ts';
import { witnessInvitation } from './witness.ts';

const LIFE_MS = 24 * 3_600_000;

/**
 * Makes a link in the acting transaction; one of the same kind and address that was made before is good no longer.
 *
 * @param witnessKey - Of the installation.
 * @param email - Of the account whose password is to be chosen anew; undefined: a new owner.
 */
export async function insertMachineLink(
  { clock, witnessKey }: { readonly clock: Clock; readonly witnessKey: KeyObject },
  transaction: Transaction,
  email?: string,
): Promise<Secret<string>> {
  const token = newLinkToken();
  const now = clock();
  const link: Invitation = {
    organisationId: INSTALLATION,
    id: newId('inv'),
    kind: email === undefined ? 'set-up' : 'reset',
    hash: sha256(token),
    ...(email !== undefined && { email }),
    solutions: {},
    expiresAt: now + LIFE_MS,
    createdAt: now,
    createdBy: 'keyward',
  };
  await deleteInvitationsLike(transaction, link);
  await insertInvitation(transaction, { ...link, witness: witnessInvitation(witnessKey, link) });
  const entry = { organisationId: INSTALLATION, actor: 'keyward', action: 'invitation.create' } as const;
  const details = { kind: link.kind, email: email ?? null, expiresAt: link.expiresAt };
  await appendAudit(transaction, { ...entry, subject: link.id, outcome: 'done', details }, now);
  return new Secret(token);
}
