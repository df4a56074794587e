/** What is told of connect links: of which link and credential, and never what was handed in. */
import { type ConnectLinkDefinition, MOST_TRIES } from '../domain/connect-link.ts';
import type { NewEvent } from '../domain/event.ts';
import type { Instant } from '../domain/instant.ts';
import { findConnectLink } from '../store/connect-links.ts';
import type { Queries, Transaction } from '../store/store.ts';
import { recordEvent } from './record-event.ts';

/** Which link. */
export interface ToldLink {
  readonly organisationId: string;
  readonly id: string;
  readonly definition: Pick<
    ConnectLinkDefinition,
    'credentialId' | 'key' | 'solutionId' | 'type' | 'provider' | 'isFilled'
  >;
  readonly labels: unknown;
}

function eventOf(type: NewEvent['type'], { organisationId, id, definition, labels }: ToldLink, more: object): NewEvent {
  const { credentialId, key, solutionId, provider, isFilled } = definition;
  const scope = solutionId === '' ? {} : { solutionId };
  const of = { type: definition.type, ...(provider !== undefined && { provider }), labels };
  const data = { organisationId, ...scope, connectLinkId: id, credentialId, key, ...of, ...more };
  const isThere = type === 'connect-link.completed' || isFilled;
  const about = isThere && { credentialId, credentialKey: String(data.key) };
  return { organisationId, type, solutionId, data, ...about };
}

/** Somebody has stored the credential. @param key - That it has got. */
export async function tellCompleted(tx: Transaction, link: ToldLink, key: string, at: Instant): Promise<void> {
  const told = { ...link, definition: { ...link.definition, key } };
  await recordEvent(tx, eventOf('connect-link.completed', told, {}), at);
}

/** What was handed in was refused. @param read - To see how many tries are left. */
export async function tellFailed(
  tx: Transaction,
  read: Queries,
  { link, code, at }: { readonly link: ToldLink; readonly code: string; readonly at: Instant },
): Promise<void> {
  const row = await findConnectLink(read, link.organisationId, link.id);
  const triesLeft = Math.max(MOST_TRIES - (row?.tries ?? MOST_TRIES), 0);
  await recordEvent(tx, eventOf('connect-link.failed', link, { code, triesLeft }), at);
}
