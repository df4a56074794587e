/** The kinds of server that Keyward can log in to, by the scheme of their origin. A test holds them against the broker's. */

/** Whether a login there has no meaning without a user name. */
export const logins: ReadonlyMap<string, { readonly needsUsername: boolean }> = new Map([
  ['postgres', { needsUsername: true }],
  ['mysql', { needsUsername: true }],
  ['mariadb', { needsUsername: true }],
  ['redis', { needsUsername: false }],
  ['smtp', { needsUsername: true }],
]);
