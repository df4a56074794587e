/**
 * Records uses: the first of each (token, credential, origin) after a cache fill is audited and committed before the
 * request is dialled; every later one is counted in a bounded buffer that is written within a second. Where neither can
 * be kept, the use is refused.
 */
import { actorOf } from '../../audit/actor.ts';
import { appendAudit } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { Problem, toProblem } from '../../domain/problem.ts';
import type { Release } from '../../domain/release.ts';
import { hourOf } from '../../domain/use.ts';
import type { BrokerParts } from '../parts.ts';
import type { KnownOfUse } from '../proxy/report-refusal.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { AdmittedUse } from './admitted-use.ts';
import { ConsumerNames } from './consumer-names.ts';
import { holdsSecret } from './holds-secret.ts';
import { createRequestLog } from './request-log.ts';
import { UseBuffer } from './use-buffer.ts';
import { startUseWriter } from './write-uses.ts';

/** How long a use may lie unwritten before no other is let through. */
const LONGEST_UNWRITTEN_MS = 5000;

export interface Use {
  readonly principal: Principal;
  readonly opened: OpenedCredential;
  readonly origin: string;
  /** As `consumerOf` gives it; in parentheses a name of Keyward's own. */
  readonly consumer: string;
  readonly method: string;
  /** The caller's path, normalised, without a query. */
  readonly path: string;
  readonly requestId: string;
  readonly address: string | undefined;
  /** Where the secret is handed out, and not only used. */
  readonly release?: Release;
}

/** What the hot path had found when a request failed. */
export interface KnownOfFailure extends KnownOfUse {
  readonly consumer?: string;
  readonly url?: { readonly origin: string };
  /** Present where it was let through. */
  readonly use?: AdmittedUse;
}

export interface UseRecorder {
  /**
   * Lets a use through and counts it; at once where the first one is on record. Whoever gets it must end it.
   *
   * @throws Problem `audit/unavailable` where it cannot be kept, `request/consumer-invalid` where the name of the consumer
   *   holds the secret; the request must not be sent then
   */
  admit(use: Use): AdmittedUse | Promise<AdmittedUse>;
  /** Ends a request that was refused or got no answer. */
  fail(known: KnownOfFailure, error: unknown): void;
  /** How full the buffer is. */
  readonly buffered: Pick<UseBuffer, 'pending' | 'capacity' | 'dropped'>;
  /** Notes that a token was shown; returns at once. */
  noteToken(organisationId: string, id: string): void;
  /** Writes what is gathered. */
  close(): Promise<void>;
}

export interface UseRecorderOptions {
  /** Whether requests are logged, too. */
  readonly isLogging: boolean;
  /** Milliseconds that only rise; by default the process's own. */
  readonly counter?: () => number;
}

export function createUseRecorder(
  parts: BrokerParts,
  { isLogging, counter = () => performance.now() }: UseRecorderOptions,
): UseRecorder {
  const { clock } = parts;
  const buffer = new UseBuffer();
  const names = new ConsumerNames();
  const log = createRequestLog(buffer, isLogging);
  const writer = startUseWriter(parts, buffer);

  function assertKept(): void {
    const { oldest, hasRoom } = buffer;
    const isLate = oldest !== undefined && counter() - oldest > LONGEST_UNWRITTEN_MS;
    if (isLate || !hasRoom) throw new Problem('audit/unavailable');
  }

  function count({ principal, opened, origin, consumer, method, path, requestId }: Use): AdmittedUse {
    const at = clock();
    const { organisationId, id: credentialId } = opened.credential;
    const subject = {
      ...{ organisationId, credentialId, tokenId: principal.tokenId, origin },
      consumer: isOwn(consumer) ? consumer : names.add(nameOf(opened), consumer, hourOf(at)),
    };
    buffer.admit(subject, at, counter());
    return new AdmittedUse({ buffer, log, clock }, { subject, opened, method, path, requestId, at });
  }

  /** Looked for once an hour of each name: whoever pastes the secret does it in the first request. */
  function assertHarmless({ opened, consumer }: Use): void {
    if (isOwn(consumer) || names.has(nameOf(opened), consumer, hourOf(clock()))) return;
    if (holdsSecret(opened, consumer)) throw new Problem('request/consumer-invalid');
  }

  return {
    buffered: buffer,
    admit(use) {
      assertKept();
      assertHarmless(use);
      const { onRecord } = use.opened;
      const useKey = `${use.principal.tokenId}\n${use.origin}\n${use.release ?? ''}`;
      // A token that is handed out is in other hands each time.
      if (onRecord.has(useKey) && use.release !== 'access-token') return count(use);
      return commitFirstUse(parts, use).then(() => {
        onRecord.add(useKey);
        return count(use);
      });
    },
    fail({ use, principal, request, opened, target, consumer, url, requestId }, error) {
      const problem = toProblem(error);
      if (use) return use.fail(problem);
      if (!principal || !request || requestId === undefined) return;
      const isNamed = consumer !== undefined && !(opened && holdsSecret(opened, consumer));
      log.append({
        ...{ organisationId: principal.organisationId, at: clock(), id: requestId, tokenId: principal.tokenId },
        ...{ opened, consumer: isNamed ? consumer : undefined, method: request.method!, origin: url?.origin },
        ...{ path: target?.normalisedPath, status: problem.status, code: problem.code, isCut: false },
      });
    },
    noteToken: (organisationId, id) => buffer.noteToken(organisationId, id, clock()),
    close: () => writer.close(),
  };
}

/** A client may choose a credential's id: it is unique in the organisation alone. */
function nameOf({ credential: { organisationId, id } }: OpenedCredential): string {
  return `${organisationId}\n${id}`;
}

/** None, or one of Keyward's own names, which no caller can give. */
function isOwn(consumer: string): boolean {
  return consumer === '' || consumer.startsWith('(');
}

async function commitFirstUse(
  { store, clock }: BrokerParts,
  { principal, opened, origin, consumer, requestId, address, release }: Use,
): Promise<void> {
  const { organisationId, id: subject, key: subjectKey } = opened.credential;
  const action = release ? 'credential.release' : 'credential.use';
  const entry = { organisationId, ...actorOf(principal), action, subject, subjectKey, requestId };
  const details = { origin, ...(release && { release }), ...(consumer !== '' && { consumer }) };
  try {
    await store.transaction((tx) =>
      appendAudit(tx, { ...entry, outcome: 'done', details, ...(address !== undefined && { address }) }, clock()),
    );
  } catch (error) {
    throw new Problem('audit/unavailable', { cause: error });
  }
}
