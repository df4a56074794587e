/**
 * A consent to which somebody came by a connect link: the transaction that stores its tokens ends the link, so that of two
 * consents one counts. The flow names the link as who began it, and the broker has vouched for that.
 */
import { appendAudit } from '../../audit/append.ts';
import { type ConnectLink, readConnectLink } from '../../domain/connect-link.ts';
import type { Credential } from '../../domain/credential.ts';
import { isId } from '../../domain/id.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OAuthFlow } from '../../domain/oauth-flow.ts';
import { Problem } from '../../domain/problem.ts';
import { type ToldLink, tellCompleted, tellFailed } from '../../events/connect-link-events.ts';
import { findConnectLink, finishConnectLink } from '../../store/connect-links.ts';
import type { Queries, Transaction } from '../../store/store.ts';
import type { BrokerParts } from '../parts.ts';

type FlowOfLink = Pick<OAuthFlow, 'organisationId' | 'createdBy'>;

async function linkOf(queries: Queries, { organisationId, createdBy }: FlowOfLink): Promise<ConnectLink | undefined> {
  return isId('clk', createdBy) ? findConnectLink(queries, organisationId, createdBy) : undefined;
}

function toldOf({ organisationId, id, definition }: ConnectLink, labels: unknown): ToldLink | undefined {
  const read = readConnectLink(definition);
  return read && { organisationId, id, definition: read, labels };
}

/** @throws Problem `connect-link/used`, `connect-link/revoked` where the link has ended meanwhile */
export async function endByFlow(
  tx: Transaction,
  { flow, record }: { readonly flow: FlowOfLink; readonly record: Credential },
  now: Instant,
): Promise<void> {
  if (!isId('clk', flow.createdBy)) return;
  const link = await linkOf(tx, flow);
  if (!link || link.revokedAt !== undefined) throw new Problem('connect-link/revoked');
  if (!(await finishConnectLink(tx, link, now))) throw new Problem('connect-link/used');
  const { organisationId, id } = link;
  const about = { actor: id, actorName: 'Connect link', subject: id, subjectKey: record.key } as const;
  const details = { credentialId: record.id };
  await appendAudit(tx, { organisationId, ...about, action: 'connect-link.use', outcome: 'done', details }, now);
  const told = toldOf(link, record.labels);
  if (told) await tellCompleted(tx, told, record.key, now);
}

/** Tells whoever made the link that a consent came to nothing; does nothing for any other flow. */
export async function tellFailedFlow({ store, clock }: BrokerParts, flow: FlowOfLink, code: string): Promise<void> {
  const link = await linkOf(store.read, flow);
  const told = link && link.usedAt === undefined && toldOf(link, {});
  if (!told) return;
  await store.transaction((tx) => tellFailed(tx, store.read, { link: told, code, at: clock() }));
}
