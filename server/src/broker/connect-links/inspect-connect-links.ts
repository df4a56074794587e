/** What `keyward doctor` asks about connect links: which of those that are open are not as the broker vouched for them. */
import { listConnectLinks } from '../../store/connect-links.ts';
import type { Store } from '../../store/store.ts';
import { isWitness, witnessConnectLink } from '../admit/witness.ts';
import type { BrokerKeys } from '../broker-keys.ts';

const PAGE = 500;

/** Their ids. */
export async function unwitnessedConnectLinks(
  { read }: Pick<Store, 'read'>,
  keys: BrokerKeys,
  organisationId: string,
): Promise<string[]> {
  const key = await keys.witnessKey(organisationId);
  const found: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await listConnectLinks(read, organisationId, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    for (const link of page.items) {
      const isOver = link.usedAt !== undefined || link.revokedAt !== undefined;
      if (!isOver && !isWitness(link.witness, witnessConnectLink(key, link))) found.push(link.id);
    }
    if (page.nextCursor === undefined) return found;
    cursor = page.nextCursor;
  }
}
