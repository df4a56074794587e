/**
 * What a signer is: it makes anew, for each request or connection, what a template cannot say. It is made once when a
 * credential enters the cache, and adds header fields under names that it has declared, or an identity in TLS; path, query and
 * body stay as they were checked.
 */
import type { SignerName } from '../../domain/injection-rule.ts';
import type { Clock } from '../../domain/instant.ts';
import type { Secret } from '../../domain/secret.ts';
import type { TlsIdentity } from '../egress/tls-identity.ts';
import type { Upstreams } from '../egress/upstreams.ts';
import type { Scrubber } from '../scrub/scrubber.ts';

/** By the names that the signer knows; empty where the field is not set. */
export type SignerInputs = Readonly<Record<string, Secret<string>>>;

/** What a step gives a signer, rendered for one credential. */
export interface SignerCall {
  readonly name: string;
  readonly inputs: SignerInputs;
  /** The credential with its material: changes with each new secret. Not secret itself. */
  readonly owner: string;
  /** Permitted by the policy; absent for signers that ask nobody. */
  readonly tokenUrl: string | undefined;
}

/** Why inputs do not go together; quotes none of them. */
export interface InputRefusal {
  /** The input that is to blame. */
  readonly input: string;
  readonly message: string;
}

/** A request as it will be sent, but for what the signer adds. */
export interface Unsigned extends AnnouncedBody {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Names and values in turn, `host` among them. */
  readonly headers: readonly string[];
  /** The whole of it, where the signer asked for that. */
  readonly body: Buffer | undefined;
}

/** What the header fields say about a request's body before it is read. */
export interface AnnouncedBody {
  readonly hasBody: boolean;
  /** The value of the field `x-amz-content-sha256`. */
  readonly contentSha256: string | undefined;
}

/** What signers share of the broker. */
export interface SignerParts {
  /** A scrubber that knows this beside the credential's own secrets; undefined where nothing is scrubbed. */
  readonly scrubberFor: (made: Secret<string>) => Scrubber | undefined;
  /** Whose connections are used. */
  readonly organisationId: string;
  readonly upstreams: Upstreams;
  readonly clock: Clock;
}

export interface Signed {
  /** Names and values in turn; names in lower case, each among the signer's `slots`. */
  readonly fields: readonly string[];
  /** Knows what was made, too; absent where nothing was made that a caller must not see. */
  readonly scrubber?: Scrubber | undefined;
}

export interface Signer {
  /** Lower-case names of the fields that it writes: the caller's are dropped. */
  readonly slots: ReadonlySet<string>;
  /**
   * Whether it has to have the whole body before it can sign.
   *
   * @throws Problem `request/body-unsupported`
   */
  needsBody?(announced: AnnouncedBody): boolean;
  /** At once where it can. @throws Problem `credential/token-refused`, `upstream/…` */
  sign?(unsigned: Unsigned, parts: SignerParts): Signed | Promise<Signed>;
  /** Ends the use of what it has made: nobody will sign any more, and nobody reads an answer to what was signed. */
  wipe?(): void;
  /** Shown in the TLS handshake; connections with it are shared with nobody. */
  readonly identity?: TlsIdentity;
}

/** Makes a signer of one kind. */
export interface SignerKind {
  readonly name: SignerName;
  /** Judges inputs of which some may be missing, and so empty: at admission, and again before `make`. */
  refusalOf(inputs: SignerInputs): InputRefusal | undefined;
  make(call: SignerCall): Signer;
}

/** The text of an input; empty where there is none. */
export function textOf(inputs: SignerInputs, name: string): string {
  return inputs[name]?.reveal() ?? '';
}
