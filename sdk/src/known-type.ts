/** What the client knows by itself about a type of credentials, so that it need not believe the API. */

export interface KnownType {
  readonly name: string;
  /** Fields that are sealed. */
  readonly secrets: readonly string[];
  /** Whether it takes fields of any name; `redactFields` says which are sealed, all where it is left out. */
  readonly openFields: boolean;
  /** Values of fields that are not given. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Where the fields go; `name` may read fields, `${name}`. */
  readonly injection: readonly InjectionStep[];
  /** Of what is connected to and not called: the one origin, and the placement; both may read fields. */
  readonly connection?: { readonly origin: string; readonly placement: string } | undefined;
}

/** One step of an injection rule, as far as it says where a value stands. */
export interface InjectionStep {
  readonly into: string;
  readonly name?: string | undefined;
  /** Of a signer: whom it asks for a token. May read fields. */
  readonly tokenUrl?: string | undefined;
  readonly when?: { readonly field: string; readonly equals: string } | undefined;
}
