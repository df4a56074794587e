/**
 * What the control plane may ask of the broker: a closed list of verbs that take ids and the asking principal's own
 * token. None takes a URL, template or predicate; none returns a secret or anything of an upstream's body.
 */
import type { Principal } from '../../domain/access-token.ts';
import type { Verification } from '../../domain/credential.ts';

/** One staged row of `material`. */
export interface MaterialId {
  readonly credentialId: string;
  readonly field: string;
  readonly materialVersion: number;
}

export interface AdmitMaterialRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly material: readonly MaterialId[];
}

/** The witness of each staged row, in the order asked. */
export interface Witnesses {
  readonly witnesses: readonly Uint8Array[];
}

export interface AdmitAccessTokenRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly accessTokenId: string;
}

export interface VerifyRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly credentialId: string;
}

/** The broker, as the control plane sees it. */
export interface BrokerRpc {
  /**
   * Who this token is, its witness checked.
   *
   * @throws Problem `token/invalid`
   */
  authenticate(request: { readonly token: string }): Promise<Principal>;
  /**
   * Opens staged envelopes, checks each value against its type and placements, and witnesses them.
   *
   * @throws Problem `credential/seal-refused`, `credential/unsendable-value`, `credential/masked-value`, `token/forbidden`
   */
  admitMaterial(request: AdmitMaterialRequest): Promise<Witnesses>;
  /**
   * Witnesses a staged access token when the principal may pass on all that it grants.
   *
   * @throws Problem `grant/exceeded`, `token/forbidden`
   */
  admitAccessToken(request: AdmitAccessTokenRequest): Promise<Witnesses>;
  /**
   * Tries the credential on its API.
   *
   * @throws Problem `credential/not-found`, `token/forbidden`
   */
  verify(request: VerifyRequest): Promise<Verification>;
}
