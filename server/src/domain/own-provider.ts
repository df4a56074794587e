/**
 * An organisation's own provider as a record: the text that the strict reader takes, under a name below `org/`, with the
 * broker's word for it. The word is a signature and no HMAC, because the control plane, which makes policies of what a
 * provider says, has to be able to check it too.
 *
 *     signed = list('keyward/provider/v1', organisation id, name, version (8), document in UTF-8)
 *
 * @see docs/adr/0032-own-providers-are-signed.md
 */
import { type KeyObject, verify } from 'node:crypto';
import { encodeInteger, encodeList } from './encoding.ts';
import type { Instant } from './instant.ts';

/** What the broker signs about a provider. */
export interface OwnProviderStatement {
  readonly organisationId: string;
  /** `org/<name>`. */
  readonly name: string;
  /** From 1 on; rises with each change. */
  readonly version: number;
  /** The provider as JSON, in the form of a provider's file. */
  readonly document: string;
}

/** A stored provider; without a signature it is staged and confers nothing. */
export interface OwnProvider extends OwnProviderStatement {
  /** `prv_…`, another one for each version. */
  readonly id: string;
  /** Ed25519, 64 bytes. */
  readonly signature?: Uint8Array;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

const NAME = /^org\/[a-z0-9][a-z0-9-]{0,62}$/;

/** Whether the text is a name that an organisation may give. */
export function isOwnProviderName(text: string): boolean {
  return NAME.test(text);
}

/** The bytes that the broker signs. */
export function ownProviderStatement({ organisationId, name, version, document }: OwnProviderStatement): Buffer {
  return encodeList(['keyward/provider/v1', organisationId, name, encodeInteger(version), document]);
}

/** Whether the broker has signed the provider as it stands here. @param brokerPublicKey - Ed25519, the pinned one. */
export function isSignedProvider(provider: OwnProvider, brokerPublicKey: KeyObject): boolean {
  const { signature } = provider;
  return signature !== undefined && verify(null, ownProviderStatement(provider), brokerPublicKey, signature);
}
