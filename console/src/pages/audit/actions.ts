/** Actions of the audit log, `credential.move-usages`, in words. */

const nouns = [
  'access-token',
  'audit',
  'connect-link',
  'connection',
  'consumer',
  'credential',
  'function',
  'invitation',
  'member',
  'oauth-configuration',
  'organisation',
  'person',
  'provider',
  'request',
  'session',
  'settings',
  'solution',
  'webhook',
] as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function noun(name: string): string {
  return name.replaceAll('-', ' ').replace(/^oauth/, 'OAuth');
}

/** `Credential: move usages`; what is no such text as it is. */
export function describeAction(action: string): string {
  const [name, verb] = action.split('.');
  return name && verb ? `${capital(noun(name))}: ${verb.replaceAll('-', ' ')}` : action;
}

/** What to choose from: all actions of a noun; and the one exact action that the address names. */
export function nounOptions(chosen: string | undefined): { value: string; label: string }[] {
  const all = nouns.map((name) => ({ value: `${name}.`, label: capital(noun(name)) }));
  const isKnown = chosen === undefined || all.some(({ value }) => value === chosen);
  return isKnown ? all : [{ value: chosen, label: describeAction(chosen) }, ...all];
}
