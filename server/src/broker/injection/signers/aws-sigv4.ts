/**
 * `aws-sigv4`: Signature Version 4 of AWS, in the `Authorization` field. What the caller has signed is dropped and signed
 * anew, so that an unmodified SDK works with our token as its access key id. Only what must be is signed: `host`,
 * `content-type` and the fields of AWS.
 *
 * Of the body S3 takes the hash that the caller gives, or none at all, so that it is streamed; the other services demand
 * its hash, for which it has to be read whole.
 */
import { createHash } from 'node:crypto';
import { canCarry } from '../../../domain/can-carry.ts';
import { signerSlots } from '../../../domain/injection-rule.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import {
  type AnnouncedBody,
  type InputRefusal,
  type Signed,
  type Signer,
  type SignerCall,
  type SignerInputs,
  type SignerKind,
  type SignerParts,
  textOf,
  type Unsigned,
} from '../signer.ts';
import { canonicalRequest, signedNames } from '../sigv4/canonical-request.ts';
import { amzDate, SignatureMaker } from '../sigv4/signature.ts';

const HASH_FIELD = 'x-amz-content-sha256';

const UNSIGNED = 'UNSIGNED-PAYLOAD';
/** Chunks with a checksum behind them and no signature of their own: they go on as they are. */
const UNSIGNED_CHUNKS = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const HASH = /^[0-9a-f]{64}$/;
const HASH_OF_NOTHING = createHash('sha256').digest('hex');

/** @throws Problem `request/body-unsupported` */
function assertKnown(contentSha256: string, isS3: boolean): void {
  if (HASH.test(contentSha256) || contentSha256 === UNSIGNED) return;
  if (isS3 && contentSha256 === UNSIGNED_CHUNKS) return;
  const detail =
    'x-amz-content-sha256 announces chunks that are signed one by one, or nothing that is known: let the client send the ' +
    'hash of the body, UNSIGNED-PAYLOAD or STREAMING-UNSIGNED-PAYLOAD-TRAILER.';
  throw new Problem('request/body-unsupported', { detail });
}

class SigV4Signer implements Signer {
  readonly slots = signerSlots['aws-sigv4'];
  readonly #maker: SignatureMaker;
  readonly #sessionToken: string;
  readonly #isS3: boolean;

  constructor({ inputs }: SignerCall) {
    const service = textOf(inputs, 'service');
    const scope = { accessKeyId: textOf(inputs, 'accessKeyId'), region: textOf(inputs, 'region'), service };
    this.#maker = new SignatureMaker(scope, new Secret(textOf(inputs, 'secretAccessKey')));
    this.#sessionToken = textOf(inputs, 'sessionToken');
    this.#isS3 = service === 's3' || service.startsWith('s3-');
  }

  needsBody({ hasBody, contentSha256 }: AnnouncedBody): boolean {
    if (contentSha256 !== undefined) assertKnown(contentSha256, this.#isS3);
    return hasBody && !this.#isS3 && !HASH.test(contentSha256 ?? '');
  }

  sign(unsigned: Unsigned, { clock }: SignerParts): Signed {
    const date = amzDate(clock());
    const payloadHash = this.#payloadHash(unsigned);
    const fields = ['x-amz-date', date];
    if (this.#isS3) fields.push(HASH_FIELD, payloadHash);
    if (this.#sessionToken !== '') fields.push('x-amz-security-token', this.#sessionToken);
    const headers = signedFields([...unsigned.headers, ...fields]);
    const { method, path } = unsigned;
    const canonical = canonicalRequest({ method, path, headers, payloadHash, isPathEscapedTwice: !this.#isS3 });
    return { fields: [...fields, 'authorization', this.#maker.authorization(canonical, signedNames(headers), date)] };
  }

  #payloadHash({ contentSha256, hasBody, body }: Unsigned): string {
    if (body !== undefined) return createHash('sha256').update(body).digest('hex');
    if (contentSha256 !== undefined && hasBody) return contentSha256;
    return hasBody && this.#isS3 ? UNSIGNED : HASH_OF_NOTHING;
  }
}

/** Repeated fields are one, their values joined by commas. */
function signedFields(headers: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i]!.toLowerCase();
    if (name !== 'host' && name !== 'content-type' && !name.startsWith('x-amz-')) continue;
    const former = fields.get(name);
    fields.set(name, former === undefined ? headers[i + 1]! : `${former},${headers[i + 1]!}`);
  }
  return fields;
}

function refusalOf(inputs: SignerInputs): InputRefusal | undefined {
  if (canCarry('header', textOf(inputs, 'sessionToken'))) return undefined;
  return { input: 'sessionToken', message: 'cannot stand in a header field' };
}

export const awsSigv4: SignerKind = { name: 'aws-sigv4', refusalOf, make: (call) => new SigV4Signer(call) };
