/** A line for a terminal that uses a token just issued. Whatever stands in it is quoted: keys are others' texts. */
import type { IssuedToken } from './queries.ts';

/** Where calls go. */
export interface Addresses {
  /** The broker's, for what uses. */
  readonly broker: string;
  /** The control API's, for what manages. */
  readonly control: string;
}

/** In single quotes, as every POSIX shell reads them. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A path below the credential that the grant permits: the first one, its globs filled in by what one has to fill in. */
function pathOf(paths: readonly string[] | undefined): string {
  const [first = '/'] = paths ?? [];
  return first.replace(/\*\*?/g, '…');
}

function targetOf({ grants }: IssuedToken): { path: string; method: string } | undefined {
  const grant = grants.find(({ credentials }) => credentials.length > 0);
  const key = grant?.credentials[0];
  if (grant === undefined || key === undefined) return undefined;
  const named = key.includes('*') ? 'KEY' : encodeURIComponent(key);
  const method = grant.methods?.includes('GET') === false ? grant.methods[0]! : 'GET';
  return { path: `/proxy/${named}${pathOf(grant.paths)}`, method };
}

/** The line. Without a credential to call it asks who the token is. */
export function curlOf(issued: IssuedToken, { broker, control }: Addresses): { line: string; isToBroker: boolean } {
  const target = targetOf(issued);
  const header = `-H ${quote(`Authorization: Bearer ${issued.token}`)}`;
  if (!target) return { isToBroker: false, line: `curl ${header} ${quote(`${control}/v1/whoami`)}` };
  const method = target.method === 'GET' ? '' : `-X ${quote(target.method)} `;
  const url = quote(broker.replace(/\/+$/, '') + target.path);
  return { isToBroker: true, line: `curl ${method}${header} ${url}` };
}
