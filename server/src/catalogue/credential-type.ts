/**
 * A credential type as data: its fields, where they go in a request and how they are tried. Adding one is adding a file
 * under types/ and a line in types/index.ts.
 */
import type { InjectionStep } from '../domain/injection-rule.ts';

/** What a value is, for a form to show and check it; only `pattern` and `enum` judge it. */
export const fieldFormats = ['pem', 'url', 'hostname', 'email', 'integer'] as const;

/** Another field, not secret, and the values of it under which something holds. */
export interface FieldCondition {
  readonly field: string;
  readonly in: readonly string[];
}

/** One field of a credential type; forms show them in the order in which the type lists them. */
export interface FieldSpec {
  readonly name: string;
  readonly title: string;
  /** One sentence for the form. */
  readonly help: string;
  /** Sealed, and never returned. */
  readonly secret?: boolean;
  /** Where `when` holds. */
  readonly required?: boolean;
  /** Under which the field is used and shown; always without one. */
  readonly when?: FieldCondition;
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
  /** Whether it has several lines, which are kept as they are. */
  readonly multiline?: boolean;
  readonly format?: (typeof fieldFormats)[number];
  /** Where to read more about it. */
  readonly docsUrl?: string;
  /** Of a connected type: leaves for token requests alone, never for calls. */
  readonly isForTokens?: boolean;
  /**
   * Of a connected type: the client's secret. It is given with the connection, and lies with its OAuth configuration,
   * never among the secrets of the credential.
   */
  readonly isOfClient?: boolean;
  /** Where it stands in a provider's URLs; bounds what it can be, whatever the pattern says. */
  readonly urlPart?: 'host' | 'path';
}

/** Whether a field is used beside the values of the others. @param lookup - Defaults included. */
export function isFieldUsed({ when }: FieldSpec, lookup: (field: string) => string | undefined): boolean {
  return when === undefined || when.in.includes(lookup(when.field) ?? '');
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
  /**
   * For what is connected to and not called: the one origin that its secrets may leave to, and the placement, both
   * templates over fields that are not secret. It takes no base URL, and the proxy has no use for it.
   */
  readonly connection?: { readonly origin: string; readonly placement: string };
  /** Whether its tokens are handed out to Keyward by an authorisation server: a connection makes and changes them. */
  readonly isConnected?: boolean;
}
