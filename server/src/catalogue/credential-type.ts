/**
 * A credential type as data: its fields, where they go in a request and how they are tried. Adding one is adding a file
 * under types/ and a line in types/index.ts.
 */
import type { InjectionStep } from '../domain/injection-rule.ts';

/** One field of a credential type. */
export interface FieldSpec {
  readonly name: string;
  readonly title: string;
  /** One sentence for the form. */
  readonly help: string;
  /** Sealed, and never returned. */
  readonly secret?: boolean;
  readonly required?: boolean;
  /** Whether a secret may be the empty text; else an empty one counts as none. */
  readonly mayBeEmpty?: boolean;
  readonly default?: string;
  /** The only values that it takes. */
  readonly enum?: readonly string[];
  /** Anchored by whoever applies it. */
  readonly pattern?: string;
  /** In characters; 1,024 by default for fields that are not secret. */
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly example?: string;
}

export interface CredentialType {
  /** `ApiKey`, `BasicAuth` … fixed for ever. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly FieldSpec[];
  /** Where the fields go, in order. */
  readonly injection: readonly InjectionStep[];
  /**
   * Whether each credential may bring an injection rule of its own over its fields. Without one nothing is injected:
   * only functions place its secrets, within the policy.
   */
  readonly takesInjection?: boolean;
  /** Whether each credential has fields of any name, beside those above; `redactFields` says which of them are secret. */
  readonly openFields?: boolean;
  /**
   * Field that holds a path below the base URL: a GET there answers 2xx only with the right secret. Without a value the
   * credential cannot be verified.
   */
  readonly testPathField?: string;
}
