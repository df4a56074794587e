/**
 * Makes organisations. Done by the broker, because it holds the keys: an organisation begins with a witness key and a
 * signed sealing key, in one transaction with its row and its first audit entry.
 */
import type { KeyObject } from 'node:crypto';
import { actorOf } from '../../audit/actor.ts';
import { type AuditEntry, appendAudit } from '../../audit/append.ts';
import { auditedOrganisation } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import type { Principal } from '../../domain/access-token.ts';
import { isAtLeast } from '../../domain/grant.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { deriveSlug, isSlug, slugCandidates } from '../../domain/slug.ts';
import { insertKey } from '../../store/keys.ts';
import { insertOrganisation, type Organisation, takenSlugs } from '../../store/organisations.ts';
import type { Transaction } from '../../store/store.ts';
import type { BootstrapParts } from '../bootstrap.ts';
import type { CreateOrganisationRequest } from '../rpc/protocol.ts';
import { insertSealingKey } from './sealing-keys.ts';

/** What makes a new organisation, and who is to stand in its log. */
export interface NewOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly acting: Pick<AuditEntry, 'actor' | 'actorName' | 'actorRole' | 'requestId' | 'address'>;
  readonly signingKey: KeyObject;
}

/**
 * Stores an organisation with its keys. Announces no change: nothing can be remembered of an organisation that was not.
 *
 * @returns its id
 * @throws Problem `organisation/slug-taken`
 */
export async function insertNewOrganisation(
  parts: BootstrapParts,
  transaction: Transaction,
  { slug, name, signingKey, acting }: NewOrganisation,
): Promise<string> {
  const id = newId('org');
  const now = parts.clock();
  const organisation: Organisation = { id, slug, name, settings: {}, version: 1, createdAt: now };
  await insertOrganisation(transaction, organisation);
  const { key, wrapped } = parts.keys.ring().generateWitnessKey(id);
  await insertKey(transaction, key, wrapped);
  await insertSealingKey(parts, transaction, { organisationId: id, signingKey });
  const changes = changesOf(undefined, auditedOrganisation(organisation));
  const entry = { organisationId: id, action: 'organisation.create', subject: id, outcome: 'done' } as const;
  await appendAudit(transaction, { ...acting, ...entry, details: { changes } }, now);
  return id;
}

const ATTEMPTS = 5;

/**
 * Makes an organisation for a platform token.
 *
 * @returns its id
 * @throws Problem `token/forbidden`, `organisation/slug-invalid`, `organisation/slug-taken`
 */
export async function createOrganisation(
  parts: BootstrapParts,
  principal: Principal,
  request: CreateOrganisationRequest,
): Promise<string> {
  if (!principal.isPlatform || !isAtLeast(principal.role, 'admin')) {
    throw new Problem('token/forbidden', { detail: 'This takes a platform token.', roles: ['owner', 'admin'] });
  }
  const { name, slug: given, requestId, address } = request;
  if (given !== undefined && !isSlug(given)) throw new Problem('organisation/slug-invalid');
  const signingKey = await parts.keys.signingKey();
  const acting = { ...actorOf(principal), ...(requestId && { requestId }), ...(address && { address }) };
  for (let attempt = 1; ; attempt++) {
    try {
      return await parts.store.transaction(async (transaction) => {
        const slug = given ?? (await freeSlug(transaction, name));
        return insertNewOrganisation(parts, transaction, { slug, name, signingKey, acting });
      });
    } catch (error) {
      // A derived slug may be taken between its choice and its use, on PostgreSQL.
      const isOvertaken = error instanceof Problem && error.code === 'organisation/slug-taken';
      if (!isOvertaken || given !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

async function freeSlug(transaction: Transaction, name: string): Promise<string> {
  const candidates = slugCandidates(deriveSlug(name));
  const taken = await takenSlugs(transaction, candidates);
  // The last one ends in chance: where it is taken all the same, the insertion says so, and another is tried.
  return candidates.find((slug) => !taken.has(slug)) ?? candidates.at(-1)!;
}
