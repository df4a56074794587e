/**
 * Writes of identity providers whose client secret is sealed here, as those of OAuth configurations are. Where it may go is
 * the caller's to say: the token URL that the issuer tells is known to whoever looks there, and not to the API alone.
 */
import { newIdentityProviderId } from './credential-id.ts';
import type { components } from './generated/api.ts';
import { KeywardError } from './keyward-error.ts';
import type { Group, OptionsOf } from './operation-types.ts';
import { assertClientPolicy, type OAuthExpectation } from './sealed-oauth.ts';
import { type SealingOptions, sealAll } from './sealed-writes.ts';

type Schemas = components['schemas'];
type Plain = Pick<Group<'identityProviders'>, 'create' | 'update' | 'get' | 'policy'>;

/** A client secret, or a private key in PEM; which of them it is follows from the client authentication. */
interface WithSecret {
  readonly secret?: string | Uint8Array;
}

/** A new identity provider. */
export type NewIdentityProvider = Omit<Schemas['IdentityProviderInput'], 'data' | 'fields' | 'sealed' | 'id'> &
  WithSecret;

/** What changes: what is left out stays. */
export type IdentityProviderChange = Omit<Schemas['IdentityProviderPatch'], 'data' | 'fields' | 'sealed'> & WithSecret;

export type CreateIdentityProviderOptions = OptionsOf<'identityProviders.create'> & {
  /** The issuer's token URL, and its revocation URL where it has one. */
  readonly expect?: OAuthExpectation;
};
export type UpdateIdentityProviderOptions = OptionsOf<'identityProviders.update'> & {
  readonly expect?: OAuthExpectation;
};

/** The writes of `client.identityProviders` and `client.platformIdentityProviders`. */
export interface SealedIdentityProviderWrites {
  /**
   * Makes an identity provider.
   *
   * @throws KeywardError `config/invalid` where a secret is given and no broker key is pinned
   * @throws KeywardError `credential/seal-refused` for a URL that the caller has not said; `keys/sealing-key-untrusted`, or the API's own
   */
  create(input: NewIdentityProvider, options?: CreateIdentityProviderOptions): Promise<Schemas['IdentityProvider']>;
  /** Changes one, by id or key. @throws as `create` */
  update(
    reference: string,
    change: IdentityProviderChange,
    options?: UpdateIdentityProviderOptions,
  ): Promise<Schemas['IdentityProvider']>;
}

interface ToSeal {
  readonly secret: string | Uint8Array;
  readonly expect: OAuthExpectation | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function sealSecret(
  plain: Plain,
  sealing: Sealing,
  asked: Schemas['IdentityProviderPlanInput'] & { readonly id: string },
  { secret, expect, signal }: ToSeal,
): Promise<Record<string, string>> {
  const plan = await plain.policy(asked, signal && { signal });
  const field = plan.client.secretField;
  if (field === undefined) throw new KeywardError('credential/seal-refused', 'A public client has no secret.');
  const said = (expect?.urls ?? []).flatMap((url) => URL.parse(url)?.href ?? []);
  assertClientPolicy(plan.policyBytes, field, new Set(said));
  return sealAll({ credentialId: asked.id, type: 'OAuthClient' }, { [field]: secret }, { plan, sealing });
}

type Sealing = Pick<SealingOptions, 'organisation' | 'brokerKey'>;

/** What the plan is asked for: where the secret goes, and how. */
function askedOf({
  issuer,
  clientId,
  clientAuthentication,
}: Pick<IdentityProviderChange, 'issuer' | 'clientId' | 'clientAuthentication'>) {
  return {
    ...(issuer !== undefined && { issuer }),
    ...(clientId !== undefined && { clientId }),
    ...(clientAuthentication !== undefined && { clientAuthentication }),
  };
}

/** The sealing writes over the plain ones. */
export function sealedIdentityProviderWrites(plain: Plain, sealing: Sealing): SealedIdentityProviderWrites {
  return {
    create: async ({ secret, ...input }, { expect, ...options } = {}) => {
      if (secret === undefined) return plain.create(input, options);
      const id = newIdentityProviderId();
      const sealed = await sealSecret(plain, sealing, { ...askedOf(input), id }, { secret, expect, ...options });
      return plain.create({ ...input, id, sealed }, options);
    },
    update: async (reference, { secret, ...change }, { expect, ...options } = {}) => {
      if (secret === undefined) return plain.update(reference, change, options);
      const current = await plain.get(reference);
      const asked = { ...askedOf(change), id: current.id };
      const sealed = await sealSecret(plain, sealing, asked, { secret, expect, ...options });
      // The envelope is bound to what was read: another version would refuse it with a less clear code.
      return plain.update(reference, { ...change, sealed }, { ifMatch: current.version, ...options });
    },
  };
}
