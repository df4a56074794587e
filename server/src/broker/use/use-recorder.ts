/**
 * Records uses: the first of each (token, credential, origin) after a cache fill is audited and committed before the
 * request is dialled; `lastUsedAt` follows within a second, gathered over all requests.
 */
import { actorOf } from '../../audit/actor.ts';
import { appendAudit } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { Problem } from '../../domain/problem.ts';
import { recordUse } from '../../store/credentials.ts';
import type { BrokerParts } from '../parts.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { gatherLastUsed } from './gather-last-used.ts';

export interface Use {
  readonly principal: Principal;
  readonly opened: OpenedCredential;
  readonly origin: string;
  readonly requestId: string;
  readonly address: string | undefined;
}

export interface UseRecorder {
  /**
   * Resolves at once for a use that is already on record.
   *
   * @throws Problem `audit/unavailable` where the first use cannot be committed; the request must not be sent then
   */
  record(use: Use): undefined | Promise<void>;
  close(): Promise<void>;
}

export function createUseRecorder(parts: BrokerParts): UseRecorder {
  const { store, clock } = parts;
  const lastUsed = gatherLastUsed(parts, recordUse);

  return {
    record(use) {
      const { credential, onRecord } = use.opened;
      lastUsed.note(credential.organisationId, credential.id);
      const useKey = `${use.principal.tokenId}\n${use.origin}`;
      if (onRecord.has(useKey)) return undefined;
      return commitFirstUse(use).then(() => void onRecord.add(useKey));
    },
    close: () => lastUsed.close(),
  };

  async function commitFirstUse({ principal, opened, origin, requestId, address }: Use): Promise<void> {
    const { organisationId, id: subject, key: subjectKey } = opened.credential;
    const entry = { organisationId, ...actorOf(principal), action: 'credential.use', subject, subjectKey, requestId };
    try {
      await store.transaction((transaction) =>
        appendAudit(
          transaction,
          { ...entry, outcome: 'done', details: { origin }, ...(address !== undefined && { address }) },
          clock(),
        ),
      );
    } catch (error) {
      throw new Problem('audit/unavailable', { cause: error });
    }
  }
}
