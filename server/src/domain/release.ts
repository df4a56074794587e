/**
 * The two uses that hand a secret out. Each exists only where it was sealed with the secret, and only for a token whose
 * grant names it: the right to use a credential is not the right to see it.
 */

/** `access-token`: to a trusted runtime; `forward-auth`: to a gateway that injects by itself. */
export const releases = ['access-token', 'forward-auth'] as const;

export type Release = (typeof releases)[number];
