/** The SDK's public names. Runs in Node and in browsers alike. */
export { type ClientOptions, KeywardClient, type NewCredential, type RequestOptions } from './client.ts';
export { newCredentialId } from './credential-id.ts';
export { KeywardError } from './keyward-error.ts';
export { type Binding, seal } from './seal.ts';
export { type SealingKey, type TrustedSealingKey, verifySealingKey } from './sealing-key.ts';
