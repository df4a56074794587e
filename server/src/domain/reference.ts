/**
 * A reference: somebody, its holder, names a credential by its key. It means the credential of the holder's solution, else
 * the organisation's, as the broker looks a key up; what is deleted and made anew under its key is found again. A webhook
 * alone names one very credential: what signs is witnessed with where it is sent.
 */

/** Who names credentials. */
export interface ReferenceHolder {
  readonly organisationId: string;
  readonly kind: 'consumer' | 'function' | 'webhook';
  /** Of a consumer `kind/externalId`. */
  readonly id: string;
  /** Shown where the credential's users are listed. */
  readonly name: string;
  /** An http(s) address where people find it. */
  readonly link?: string;
  /** Where its keys are looked up first; the empty string: in the organisation alone. */
  readonly solutionId: string;
  /** By default only what active holders name is kept from deletion. */
  readonly isActive: boolean;
}

/** One key that is named. */
export interface Reference {
  readonly key: string;
  /** Where in the holder; one key may be named by several steps. */
  readonly step?: string;
  /** The component that the credential must have; none where any will do. */
  readonly component?: string;
  /** This very credential is meant, whatever else comes to bear its key. */
  readonly credentialId?: string;
}

/** A reference beside its holder, as the credential's users are told. */
export interface CredentialUser {
  readonly holder: ReferenceHolder;
  readonly reference: Reference;
}

/** A user of a credential, or of a provider, as it is told to people. */
export interface Usage {
  /** Of a consumer its own kind; `function` for a function of Keyward, `webhook` for what signs one, `credential` for one that names a provider. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly link?: string;
  readonly active: boolean;
  readonly step?: string;
  /** What is demanded of the credential. */
  readonly component?: string;
  /** Absent where it is of the organisation. */
  readonly solutionId?: string;
}
