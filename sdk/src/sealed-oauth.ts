/**
 * Writes of OAuth configurations whose client secret is sealed here: neither the network nor the control plane sees it. The
 * URLs that it may go to are the caller's to say; what the API proposes beside them is refused.
 */
import { fromBase64 } from './bytes.ts';
import { newOAuthConfigurationId } from './credential-id.ts';
import type { components } from './generated/api.ts';
import { KeywardError } from './keyward-error.ts';
import type { Group, OptionsOf } from './operation-types.ts';
import { type SealingOptions, sealAll } from './sealed-writes.ts';

type Schemas = components['schemas'];
type Plain = Group<'oauthConfigurations'>;

/** A client secret, or a private key in PEM; which of them it is follows from the client authentication. */
interface WithSecret {
  readonly secret?: string | Uint8Array;
}

/** A new OAuth configuration. */
export type NewOAuthConfiguration = Omit<Schemas['OAuthConfigurationInput'], 'data' | 'sealed' | 'id'> & WithSecret;

/** What changes: what is left out stays, null removes. */
export type OAuthConfigurationChange = Omit<Schemas['OAuthConfigurationPatch'], 'data' | 'sealed'> & WithSecret;

/** Where the secret may go beside `tokenUrl` and `revocationUrl` of the input: for providers and issuers. */
export interface OAuthExpectation {
  /** Whole token and revocation URLs. */
  readonly urls?: readonly string[];
}

export type CreateOAuthOptions = OptionsOf<'oauthConfigurations.create'> & { readonly expect?: OAuthExpectation };
export type UpdateOAuthOptions = OptionsOf<'oauthConfigurations.update'> & { readonly expect?: OAuthExpectation };

/** The writes of `client.oauthConfigurations`. */
export interface SealedOAuthWrites {
  /**
   * Makes an OAuth configuration.
   *
   * @throws KeywardError `config/invalid` where a secret is given and no broker key is pinned
   * @throws KeywardError `credential/seal-refused` for a URL that the caller has not said; `keys/sealing-key-untrusted`, or the API's own
   */
  create(input: NewOAuthConfiguration, options?: CreateOAuthOptions): Promise<Schemas['OAuthConfiguration']>;
  /** Changes one, by id or key. @throws as `create` */
  update(
    reference: string,
    change: OAuthConfigurationChange,
    options?: UpdateOAuthOptions,
  ): Promise<Schemas['OAuthConfiguration']>;
}

function refused(message: string): KeywardError {
  return new KeywardError('credential/seal-refused', message);
}

interface ProposedPolicy {
  readonly version: unknown;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly roles: Readonly<
    Record<string, { readonly origins: readonly string[]; readonly placements: readonly string[] }>
  >;
  readonly release: readonly unknown[];
}

function isForTokens({ version, fields, roles, release }: ProposedPolicy, field: string): boolean {
  const { token, ...others } = roles;
  const isTokenAlone = Object.keys(others).length === 0 && token !== undefined && token.origins.length > 0;
  const isField = Object.keys(fields).join() === field && fields[field]!.join() === 'token';
  const isShown = token?.placements.every((placement) => /^client:(?:basic|post|private_key_jwt)$/.test(placement));
  return version === 1 && isTokenAlone && isField && isShown === true && release.length === 0;
}

/** Where the secret would go without having been said; undefined for a policy that is none of a client. */
function unsaidIn(policyBytes: string, field: string, urls: ReadonlySet<string>): readonly string[] | undefined {
  try {
    const policy = JSON.parse(new TextDecoder().decode(fromBase64(policyBytes))) as ProposedPolicy;
    const origins = isForTokens(policy, field) ? policy.roles.token!.origins : undefined;
    return origins?.filter((url) => !urls.has(url)).map((url) => new URL(url).href);
  } catch {
    // The text is the answer's and is not quoted.
    return undefined;
  }
}

/** @throws KeywardError `credential/seal-refused` for a policy that would let the secret go elsewhere than to these URLs */
export function assertClientPolicy(policyBytes: string, field: string, urls: ReadonlySet<string>): void {
  const unsaid = unsaidIn(policyBytes, field, urls);
  if (unsaid === undefined) throw refused('The secret would be sealed for other things than token requests.');
  if (unsaid.length === 0) return;
  throw refused(
    `The secret would go to ${unsaid.join(' and ')}, which nobody has said: where that is the server’s token or revocation URL, name it in \`expect.urls\` (\`--expect-url\`).`,
  );
}

function urlsOf(
  { tokenUrl, revocationUrl }: { readonly tokenUrl?: string | undefined; readonly revocationUrl?: string | undefined },
  expect: OAuthExpectation | undefined,
): ReadonlySet<string> {
  const said = [tokenUrl, revocationUrl, ...(expect?.urls ?? [])].filter((url) => url !== undefined);
  return new Set(said.flatMap((url) => URL.parse(url)?.href ?? []));
}

interface ToSeal {
  readonly secret: string | Uint8Array;
  readonly urls: ReadonlySet<string>;
  readonly signal?: AbortSignal | undefined;
}

async function sealSecret(
  plain: Plain,
  sealing: SealingOptions,
  asked: Schemas['OAuthConfigurationPlanInput'] & { readonly id: string },
  { secret, urls, signal }: ToSeal,
): Promise<Record<string, string>> {
  const plan = await plain.policy(asked, signal && { signal });
  const field = plan.client.secretField;
  if (field === undefined) throw refused('A public client has no secret.');
  assertClientPolicy(plan.policyBytes, field, urls);
  return sealAll({ credentialId: asked.id, type: 'OAuthClient' }, { [field]: secret }, { plan, sealing });
}

/** The sealing writes over the plain ones. */
export function sealedOAuthWrites(plain: Plain, sealing: SealingOptions): SealedOAuthWrites {
  return {
    create: async ({ secret, ...input }, { expect, ...options } = {}) => {
      if (secret === undefined) return plain.create(input, options);
      const body = { ...input, id: newOAuthConfigurationId() };
      const { key: _key, ...asked } = body;
      const sealed = await sealSecret(plain, sealing, asked, {
        secret,
        urls: urlsOf(input, expect),
        signal: options.signal,
      });
      return plain.create({ ...body, sealed }, options);
    },
    update: async (reference, { secret, ...change }, { expect, ...options } = {}) => {
      if (secret === undefined) return plain.update(reference, change, options);
      const current = await plain.get(reference);
      const { name: _name, keyId, redirectUrl, ...given } = change;
      const kept = { ...(keyId && { keyId }), ...(redirectUrl && { redirectUrl }) };
      const asked = { ...given, ...kept, id: current.id };
      const sealed = await sealSecret(plain, sealing, asked, {
        secret,
        urls: urlsOf(change, expect),
        signal: options.signal,
      });
      // The envelope is bound to what was read: another version would refuse it with a less clear code.
      return plain.update(reference, { ...change, sealed }, { ifMatch: current.version, ...options });
    },
  };
}
