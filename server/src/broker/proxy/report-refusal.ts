/**
 * Records that a use was refused: whoever is authenticated and asks for what they may not have, or what is not usable,
 * leaves an entry. The refusal stands whether or not it could be recorded: it is the safe answer.
 */
import { actorOf } from '../../audit/actor.ts';
import type { Principal } from '../../domain/access-token.ts';
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';
import type { CallerTarget } from '../../request/target.ts';
import type { BrokerParts } from '../parts.ts';
import { recordRefusal } from '../record-refusal.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { Exchange } from './exchange.ts';

/** What the hot path had found when it refused. */
export interface KnownOfUse extends Partial<Exchange> {
  /** Absent where nobody was authenticated: such a refusal belongs to no organisation's log. */
  readonly principal?: Principal;
  readonly target?: CallerTarget;
  readonly opened?: OpenedCredential;
}

/** Records a problem of a 4xx status; failures of ours or of the upstream are not refusals. */
export async function reportRefusal(
  parts: Pick<BrokerParts, 'refusals' | 'logger'>,
  { principal, target, opened, requestId, address }: KnownOfUse,
  error: unknown,
): Promise<void> {
  if (!principal || !(error instanceof Problem) || error.status >= 500) return;
  // Anything else in the place of the key might be a secret pasted into the path.
  const subjectKey = target && isKey(target.key) ? target.key : undefined;
  await recordRefusal(parts, {
    organisationId: principal.organisationId,
    ...actorOf(principal),
    action: 'credential.use',
    ...(opened && { subject: opened.credential.id }),
    ...(subjectKey !== undefined && { subjectKey }),
    code: error.code,
    ...(requestId !== undefined && { requestId }),
    ...(address !== undefined && { address }),
  });
}
