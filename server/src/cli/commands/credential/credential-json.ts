/** What the commands read of the API's answers. */

export interface CredentialJson {
  readonly id: string;
  readonly key: string;
  readonly name?: string;
  readonly type: string;
  readonly baseUrl?: string;
  readonly status: string;
  readonly usable: boolean;
  readonly reason?: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly verification: {
    readonly verdict: string;
    readonly steps: readonly { readonly step: string; readonly outcome: string; readonly note: string }[];
  };
  readonly createdAt: string;
}

export interface CredentialTypeJson {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly title: string; readonly secret?: boolean }[];
}
