/** What became of the access tokens of somebody who goes, in one line. */

/** Counts are of living tokens. */
export function tokensLine({ revoked, remaining }: { readonly revoked: number; readonly remaining: number }): string {
  if (revoked + remaining === 0) return 'No token of theirs lives.';
  return [
    revoked > 0 ? `Tokens of theirs revoked: ${revoked}.` : '',
    remaining > 0 ? `Tokens of theirs that stay: ${remaining}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
