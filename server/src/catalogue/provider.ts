/**
 * A provider as data: what one vendor asks for, where its API is, how it is authenticated, tried and asked for tokens.
 * Read from one YAML file by read-provider.ts; a credential takes what it needs into its own record when it is written.
 */
import type { InjectionStep } from '../domain/injection-rule.ts';
import type { OAuthQuirks } from '../domain/oauth-quirks.ts';
import type { CredentialType, FieldCondition, FieldSpec } from './credential-type.ts';

/** What providers are sorted into, in the order of lists. */
export const providerCategories = [
  'crm',
  'mail',
  'messaging',
  'payments',
  'commerce',
  'developer-tools',
  'ai',
  'databases',
  'storage',
  'office',
  'iot',
  'analytics',
  'support',
  'identity',
  'monitoring',
  'finance',
  'media',
  'other',
] as const;

export type ProviderCategory = (typeof providerCategories)[number];

/** One of the base URLs of a method; of a list the first that fits counts. */
export interface BaseUrlChoice {
  readonly when?: FieldCondition;
  /** A template over fields that are not secret. */
  readonly url: string;
}

/** What an answer must be like; whatever is given has to hold. */
export interface AnswerPredicate {
  /** Any of these; where it is left out, any 2xx to accept, any at all to reject. */
  readonly status?: readonly number[];
  /** JSON pointers to what must be there. */
  readonly present?: readonly string[];
  /** By JSON pointer: what must stand there. */
  readonly equals?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The request by which a credential is tried; safe however often it is sent. */
export interface VerificationRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** Below the base URL, with a query if need be; a template over fields that are not secret. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
}

export interface ProviderVerification {
  readonly request: VerificationRequest;
  /** What alone accepts. */
  readonly accept: AnswerPredicate;
  /** What rejects, beside 401 and 403. */
  readonly reject?: AnswerPredicate;
  /** JSON pointers to the account's label; the first that is a text counts. */
  readonly account: readonly string[];
}

/** What connections need to know of a provider. All URLs are templates over fields that are not secret. */
export interface ProviderOAuth extends OAuthQuirks {
  readonly authorizationUrl?: string;
  readonly tokenUrl: string;
  readonly revocationUrl?: string;
  /** Where the keys of ID tokens are. */
  readonly jwksUrl?: string;
  readonly issuer?: string;
  readonly scopeSeparator: string;
  readonly defaultScopes: readonly string[];
  /** What each permits, in words. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly grants: readonly ('authorization_code' | 'refresh_token' | 'client_credentials')[];
  readonly clientAuthentication: 'basic' | 'post' | 'private_key_jwt' | 'none';
  readonly pkce: 'S256' | 'none';
  /** Whether a refresh token may be good for one use only. */
  readonly rotatesRefreshToken: boolean;
  /** Further ones of the authorisation request. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The vendor's page that says all this. */
  readonly evidenceUrl?: string;
}

/** How a provider works with one credential type. */
export interface ProviderMethod {
  /** Name of the credential type. */
  readonly type: string;
  /** The type's own where the file has none. */
  readonly title: string;
  readonly help?: string;
  readonly docsUrl?: string;
  /** All that is asked for, in the order of the form; the type's properties of a field filled in. */
  readonly fields: readonly FieldSpec[];
  /** What is not asked for: values of plain fields of the type. */
  readonly values: Readonly<Record<string, string>>;
  /** Empty where the credential is not called by HTTP, or has to bring its own. */
  readonly baseUrl: readonly BaseUrlChoice[];
  /** Whether a credential may bring another base URL, that of the user's own installation. */
  readonly ownBaseUrl: boolean;
  /** Further permitted origins; templates over fields that are not secret. */
  readonly origins: readonly string[];
  /** Absent: the type's own. */
  readonly injection?: readonly InjectionStep[];
  /** Absent: not verifiable. */
  readonly verification?: ProviderVerification;
  readonly oauth?: ProviderOAuth;
}

/** What shows that the file is right: an SDK or OpenAPI document of the vendor that a test runs, or the vendor's documents. */
export type ProviderEvidence =
  | { readonly kind: 'sdk' | 'openapi'; readonly package: string }
  | { readonly kind: 'documents'; readonly url: string };

export interface Provider {
  /** `mailgun`; an organisation's own is `org/<name>`. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly categories: readonly ProviderCategory[];
  readonly docsUrl: string;
  /** Slug of simple-icons. */
  readonly icon?: string;
  /** One a type, in the order of forms; at least one. */
  readonly methods: readonly ProviderMethod[];
  readonly evidence: ProviderEvidence;
}

/**
 * Where providers are looked up: those that Keyward brings are the same for all, and an organisation's own stand beside
 * them under `org/…`. Whoever reads providers takes this interface and asks with the organisation, so that another source
 * changes nothing for them. A provider that is found has passed the checks of read-provider.ts. Nothing on the path of a
 * call through the broker asks it: a credential's record holds what it needs.
 */
export interface ProviderDirectory {
  /** @param name - As a credential names it, `org/` included; undefined for one that is not known there. */
  find(organisationId: string, name: string): Promise<Provider | undefined>;
  /** In the order of names. */
  list(organisationId: string): Promise<readonly Provider[]>;
}

/** The method of a provider for a type; what is by a client of the organisation's is so by the same method as by one of its own. */
export function methodOf(provider: Provider, type: string): ProviderMethod | undefined {
  const name = type === 'OAuthAlias' ? 'OAuth2' : type;
  return provider.methods.find((method) => method.type === name);
}

/**
 * The type as a method has it: what is asked for, and behind it the type's other plain fields, whose values a credential
 * does not choose.
 */
export function shapeMethod(type: CredentialType, { fields, injection }: ProviderMethod): CredentialType {
  const isAsked = (name: string) => fields.some((field) => field.name === name);
  // Of a connected type the tokens are never asked for: they are there all the same.
  const others = type.fields.filter(({ name, secret }) => (!secret || type.isConnected) && !isAsked(name));
  const silent = others.map(
    ({ required, ...spec }): FieldSpec => (spec.secret ? { ...spec, required } : spec) as FieldSpec,
  );
  return {
    ...type,
    fields: [...fields, ...silent],
    injection: injection ?? type.injection,
    takesInjection: false,
    openFields: false,
  };
}
