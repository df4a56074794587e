/** Why a consent came to nothing, for whoever was to give it. */

const sentences: Readonly<Record<string, string>> = {
  'connection/denied': 'The consent was denied. What was connected before goes on.',
  'connection/refused': 'The provider answered without a consent. Its own page says why.',
  'connection/flow-expired': 'It took too long.',
  'connection/flow-used': 'This consent has had its answer already.',
  'connection/flow-unknown': 'This consent is not known any more.',
  'connection/other-browser': 'The consent was given in another browser than the one that set out.',
  'connection/configuration-changed': 'The OAuth configuration was changed meanwhile.',
  'connection/no-refresh-token':
    'The provider gave no refresh token this time. Take Keyward’s access away at the provider, then connect again.',
  'oauth/client-refused': 'The provider refuses the OAuth client: its id or secret is not right.',
};

/** One sentence; of a code that is not among these, the code. */
export function sayFailure(code: string | undefined): string {
  if (code === undefined) return 'The provider’s answer did not lead to a connection.';
  return sentences[code] ?? `The provider’s answer did not lead to a connection (${code.slice(0, 80)}).`;
}
