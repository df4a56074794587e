/**
 * What a case of evidence says: which credential of which provider, and how the vendor's own SDK is used with the same
 * raw key. It says nothing of where the key goes: that is what the two are asked.
 */
import type { Answer } from './recorder.ts';

export interface EvidenceCase<Fields extends Readonly<Record<string, string>> = Readonly<Record<string, string>>> {
  /** The provider's name, and the name of this file. */
  readonly provider: string;
  /** The npm package of the SDK, which the provider names as its evidence. */
  readonly package: string;
  /** Of a package that ships an OpenAPI document and no SDK: the path of it, whose content `run` gets instead of exports. */
  readonly document?: string;
  /** The credential type of it that is compared. */
  readonly type: string;
  /** All that the provider asks for. @param secret - 24 letters and digits, to be part of each secret value. */
  readonly fields: (secret: string) => Fields;
  /** Of the credential, where the provider has none of its own: what is self-hosted. */
  readonly baseUrl?: string;
  /**
   * Calls the vendor's SDK, unmodified and with its default base URL: the method that sends the provider's verification
   * request among others, if there are others. What it makes of the answers does not matter; it may throw.
   *
   * @param sdk - The package's exports, without their types: those of some SDKs bring the globals of browsers with them,
   *   into every file of the project.
   */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly run: (sdk: any, fields: Fields) => Promise<unknown>;
  /** What answers, where the SDK goes on only after a certain answer. */
  readonly answer?: Answer;
}

/** A case whose `run` knows the names of its fields. */
export function evidenceCase<Fields extends Readonly<Record<string, string>>>(one: EvidenceCase<Fields>): EvidenceCase {
  return one as unknown as EvidenceCase;
}
