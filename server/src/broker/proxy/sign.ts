/**
 * The signer's part of the hot path: what it needs of the body, and what it adds to the header fields. Credentials without
 * a signer pass through untouched.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../domain/problem.ts';
import { readBody } from '../injection/read-body.ts';
import type { AnnouncedBody, Signed, Signer, SignerParts } from '../injection/signer.ts';
import type { BrokerParts } from '../parts.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { buildScrubber, type Scrubber } from '../scrub/scrubber.ts';

/** A request with what the signer adds. */
export interface SignedRequest {
  /** Names and values in turn. */
  readonly fields: readonly string[];
  readonly scrubber: Scrubber | undefined;
}

/** @see RFC 9112, section 6.3 */
export function announcedBody({ headers }: Pick<IncomingMessage, 'headers'>): AnnouncedBody {
  const hasLength = (headers['content-length'] ?? '0') !== '0';
  const contentSha256 = headers['x-amz-content-sha256'];
  return {
    hasBody: hasLength || headers['transfer-encoding'] !== undefined,
    contentSha256: Array.isArray(contentSha256) ? contentSha256.join() : contentSha256,
  };
}

/**
 * Reads the body where the signer has to have it.
 *
 * @returns undefined where the body is streamed
 * @throws Problem `request/body-unsupported`, `request/too-large`, `request/body-refused`
 */
export function bodyToSign(
  signer: Signer,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  limitBytes: number,
): Promise<Buffer> | undefined {
  if (!signer.needsBody?.(announcedBody(request))) return undefined;
  return readBody(request, response, limitBytes);
}

/** A request before it is signed. */
export interface RequestToSign {
  readonly opened: OpenedCredential;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly announced: AnnouncedBody;
  /** Where it was read. */
  readonly body: Buffer | undefined;
}

/**
 * Signs, at once where the signer can.
 *
 * @throws Problem `credential/token-refused`, `upstream/…`, `internal/unexpected` where a signer writes a field that it
 *   has not declared
 */
export function signRequest(
  parts: Pick<BrokerParts, 'upstreams' | 'clock'>,
  { opened, headers, announced, ...request }: RequestToSign,
): SignedRequest | Promise<SignedRequest> {
  const { signer } = opened;
  if (!signer?.sign) return { fields: headers, scrubber: opened.scrubber };
  const signed = signer.sign({ ...request, ...announced, headers }, signerParts(parts, opened));
  const add = ({ fields, scrubber = opened.scrubber }: Signed): SignedRequest => {
    assertDeclared(signer, fields);
    return { fields: [...headers, ...fields], scrubber };
  };
  return signed instanceof Promise ? signed.then(add) : add(signed);
}

function signerParts(
  { upstreams, clock }: Pick<BrokerParts, 'upstreams' | 'clock'>,
  opened: OpenedCredential,
): SignerParts {
  const { credential, policy, injection } = opened;
  return {
    upstreams,
    clock,
    organisationId: credential.organisationId,
    scrubberFor: (made) => (policy.scrub === 'on' ? buildScrubber([...injection.secrets, made]) : undefined),
  };
}

function assertDeclared({ slots }: Signer, fields: readonly string[]): void {
  const isDeclared = fields.every((text, index) => index % 2 === 1 || slots.has(text));
  if (!isDeclared) throw new Problem('internal/unexpected');
}
