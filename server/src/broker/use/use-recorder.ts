/**
 * Records uses: the first of each (token, credential, origin) after a cache fill is audited and committed before the
 * request is dialled; `lastUsedAt` follows within a second, gathered over all requests.
 */
import { appendAudit } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { Problem } from '../../domain/problem.ts';
import { recordUse } from '../../store/credentials.ts';
import type { BrokerParts } from '../parts.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';

const FLUSH_MS = 1000;

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

export function createUseRecorder({ store, clock, logger }: BrokerParts): UseRecorder {
  const lastUsed = new Map<string, { organisationId: string; id: string; at: number }>();
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();

  async function flush(): Promise<void> {
    const uses = [...lastUsed.values()];
    lastUsed.clear();
    if (uses.length === 0) return;
    try {
      await store.transaction(async (transaction) => {
        for (const { organisationId, id, at } of uses) await recordUse(transaction, organisationId, id, at);
      });
    } catch (error) {
      logger.warn({ err: error }, 'lastUsedAt could not be written');
    }
  }

  return {
    record(use) {
      const { credential, onRecord } = use.opened;
      lastUsed.set(credential.id, { organisationId: credential.organisationId, id: credential.id, at: clock() });
      const useKey = `${use.principal.tokenId}\n${use.origin}`;
      if (onRecord.has(useKey)) return undefined;
      return commitFirstUse(use).then(() => void onRecord.add(useKey));
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };

  async function commitFirstUse({ principal, opened, origin, requestId, address }: Use): Promise<void> {
    const { organisationId, id: subject } = opened.credential;
    const entry = { organisationId, actor: principal.tokenId, action: 'credential.use', subject, requestId };
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
