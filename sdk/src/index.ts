/** The SDK's public names. Runs in Node and in browsers alike. */
export type { BrokerOptions } from './at-broker.ts';
export { type ClientGroups, type ClientOptions, KeywardClient } from './client.ts';
export { newCredentialId } from './credential-id.ts';
export type { Expectation } from './expectation.ts';
export { fetchAccessToken, type ReleasedToken } from './fetch-access-token.ts';
export type { components as ApiComponents, paths as ApiPaths } from './generated/api.ts';
export { newIdempotencyKey } from './idempotency-key.ts';
export { type InvokeOptions, invokeFunction } from './invoke-function.ts';
export {
  KeywardError,
  type KeywardErrorCode,
  type RefusedItem,
  type TriedInVain,
  type Usage,
  type Violation,
} from './keyward-error.ts';
export type { CallOptions, OperationId, OptionsOf, ResultOf } from './operation-types.ts';
export type { Stated } from './policy-check.ts';
export { type Binding, seal } from './seal.ts';
export type {
  CreateIdentityProviderOptions,
  IdentityProviderChange,
  NewIdentityProvider,
  UpdateIdentityProviderOptions,
} from './sealed-identity-providers.ts';
export type {
  CreateOAuthOptions,
  NewOAuthConfiguration,
  OAuthConfigurationChange,
  OAuthExpectation,
  UpdateOAuthOptions,
} from './sealed-oauth.ts';
export type {
  BulkOptions,
  CreateOptions,
  Credential,
  CredentialChange,
  NewCredential,
  NewCredentials,
  PlacedChange,
  PlainChange,
  ReplaceOptions,
  UpdateOptions,
} from './sealed-writes.ts';
export { type SealingKey, type TrustedSealingKey, verifySealingKey } from './sealing-key.ts';
export { choicesOf, type Secrets } from './secret-fields.ts';
