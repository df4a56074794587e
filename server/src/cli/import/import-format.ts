/**
 * What a reader of a file of credentials takes and gives. Readers are pure: they ask nobody and write nothing, and no
 * message of theirs holds a value, nor a name that might be one.
 */
import type { NewCredential } from '@keyward/sdk';

/** A credential that was found in a file. */
export interface FoundCredential {
  /** `line 3`, `/items/0`: where in the file. */
  readonly place: string;
  /** What the file calls it; the mapping names it so, and its key is derived from it. */
  readonly source: string;
  readonly credential: NewCredential;
  /** Why it is of no use as it is, where nothing but the mapping can tell for whose API it is. */
  readonly lacks?: string;
  /** That it is an answer of the API, in which a provider's fixed values stand among the fields. */
  readonly isAnswer?: boolean;
  /** What whoever imports it should know. */
  readonly notes?: readonly string[];
}

/** Something in the file that becomes no credential. */
export interface LeftOut {
  readonly place: string;
  readonly source?: string;
  /** `bad`: not sound; `unmapped`: sound, and Keyward has nothing like it. */
  readonly kind: 'bad' | 'unmapped';
  /** Never with a value. */
  readonly reason: string;
}

/** All of a file. */
export interface ReadImport {
  readonly found: readonly FoundCredential[];
  readonly left: readonly LeftOut[];
}

/** What a reader may know beside the file. */
export interface ReadOptions {
  /** Types of each provider that there is. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
  /** Columns of a CSV file by the members that they hold; those not named are called as their member. */
  readonly columns: Readonly<Record<string, string>>;
  /** What rows of a CSV file are that do not say it. */
  readonly preset: Readonly<Partial<Pick<NewCredential, 'type' | 'provider' | 'baseUrl'>>>;
}

/** One format. */
export interface ImportFormat {
  readonly name: string;
  /** What it reads, for the help. */
  readonly help: string;
  /** Whether the content is clearly of this format; the first of the list that says so is taken. */
  fits(text: string): boolean;
  /** @throws KeywardError `client/usage` where the file as a whole cannot be read */
  read(text: string, options: ReadOptions): ReadImport;
}
