/**
 * The client of the control API: a group of methods for each noun, `client.credentials.list()`. Methods follow from the
 * generated table of operations; only the writes of credentials, OAuth configurations and identity
 * providers are code of their own, because secrets are sealed here, before anything is sent.
 */
import { createGroups } from './groups.ts';
import type { Groups } from './operation-types.ts';
import type { RetryOptions } from './retry.ts';
import { type SealedIdentityProviderWrites, sealedIdentityProviderWrites } from './sealed-identity-providers.ts';
import { type SealedOAuthWrites, sealedOAuthWrites } from './sealed-oauth.ts';
import { INSTALLATION, type SealedWrites, sealedWrites } from './sealed-writes.ts';
import { createTransport, type HttpClient, type Transport } from './transport.ts';

export interface ClientOptions extends Pick<RetryOptions, 'retries' | 'fetch'> {
  /** Of the control API, `http://127.0.0.1:7420`. */
  readonly url: string;
  /** Access token, `kw_…`. Left out by the console alone, in whose origin the browser sends the cookie of a session. */
  readonly token?: string;
  /**
   * Id or slug; `default` by default. With an id, secrets are sealed for that organisation and no other. A slug is resolved
   * by the API, so that with one the key of any organisation is taken that the pinned broker has signed.
   */
  readonly organisation?: string;
  /** The broker's public key, `keyward-broker-1:…`, pinned; needed to seal. Never take it from the API. */
  readonly brokerKey?: string;
}

/** Groups with writes whose secrets are sealed here. */
type WithSecrets = 'credentials' | 'oauthConfigurations' | 'identityProviders' | 'platformIdentityProviders';

type Sealed<Name extends keyof Groups, Writes> = Omit<Groups[Name], keyof Writes> & Writes;

/** The groups of methods, with the writes of secrets sealed. */
export type ClientGroups = Omit<Groups, WithSecrets> & {
  readonly identityProviders: Sealed<'identityProviders', SealedIdentityProviderWrites>;
  readonly platformIdentityProviders: Sealed<'platformIdentityProviders', SealedIdentityProviderWrites>;
  readonly oauthConfigurations: Omit<Groups['oauthConfigurations'], keyof SealedOAuthWrites> & SealedOAuthWrites;
  readonly credentials: Omit<Groups['credentials'], keyof SealedWrites> & SealedWrites;
};

class Client {
  /** The API by path, typed; nothing is sealed there. */
  readonly http: HttpClient;
  readonly #options: ClientOptions;
  readonly #transport: Transport;

  constructor(options: ClientOptions, transport = createTransport(options)) {
    const { organisation = 'default', brokerKey } = options;
    this.#options = options;
    this.#transport = transport;
    this.http = transport.http;
    const groups = createGroups({ transport, organisation });
    const sealing = { organisation, brokerKey, provider: (name: string) => groups.providers.get(name) };
    const credentials = { ...groups.credentials, ...sealedWrites(groups.credentials, sealing) };
    const plain = groups.oauthConfigurations;
    const oauthConfigurations = { ...plain, ...sealedOAuthWrites(plain, sealing) };
    const own = groups.identityProviders;
    const ofInstallation = groups.platformIdentityProviders;
    Object.assign(this, groups, {
      credentials,
      oauthConfigurations,
      identityProviders: { ...own, ...sealedIdentityProviderWrites(own, sealing) },
      platformIdentityProviders: {
        ...ofInstallation,
        ...sealedIdentityProviderWrites(ofInstallation, { organisation: INSTALLATION, brokerKey }),
      },
    });
  }

  /** The same client for another organisation, by id or slug: for tokens that act for many. */
  forOrganisation(organisation: string): KeywardClient {
    return new Client({ ...this.#options, organisation }, this.#transport) as KeywardClient;
  }
}

/** See ClientOptions. Each method throws KeywardError with the problem's code, or `client/unreachable`. */
export type KeywardClient = Client & ClientGroups;

/**
 * Makes a client.
 *
 * @throws KeywardError `token/invalid`, `config/invalid`
 */
export const KeywardClient = Client as unknown as new (options: ClientOptions) => KeywardClient;
