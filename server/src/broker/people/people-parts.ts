/** What the verbs about people work with, and who asks. */
import type { AuditEntry } from '../../audit/append.ts';
import type { BrokerParts } from '../parts.ts';
import type { Passwords } from './password.ts';

export interface PeopleParts
  extends Pick<BrokerParts, 'store' | 'keys' | 'clock' | 'logger' | 'refusals' | 'upstreams'> {
  readonly passwords: Passwords;
}

/** Of the request on whose behalf a verb is asked, for the audit log. */
export interface RequestTrace {
  readonly requestId?: string;
  /** IP address of the peer. */
  readonly address?: string;
}

/** The trace as members of an entry. */
export function tracedBy({ requestId, address }: RequestTrace): Pick<AuditEntry, 'requestId' | 'address'> {
  return { ...(requestId !== undefined && { requestId }), ...(address !== undefined && { address }) };
}
