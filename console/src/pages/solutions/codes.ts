/** The codes of a checklist and of functions in words: what is the matter, for who has to put it right. */

const words: Readonly<Record<string, string>> = {
  'credential/incomplete': 'Not filled in',
  'credential/invalid': 'A value breaks a rule',
  'credential/rejected': 'Its API refuses it',
  'credential/expired': 'Expired',
  'credential/no-origin': 'No base URL',
  'credential/not-found': 'No credential has this key',
  'credential/unverified': 'Not verified',
  'credential/unwitnessed': 'Not admitted by the broker',
  'credential/pending': 'Not admitted by the broker',
  'credential/reconnect-required': 'To be connected again',
  'oauth-configuration/not-found': 'Its OAuth configuration is missing',
  'function/draft': 'A draft',
  'function/credential-missing': 'No credential has this key',
  'function/credential-incomplete': 'Not filled in',
  'function/credential-expired': 'Expired',
  'function/credential-invalid': 'A value breaks a rule',
};

/** The code itself where there are no words for it. */
export function sayCode(code: string): string {
  return words[code] ?? code;
}
