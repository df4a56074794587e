/**
 * Names operations after their paths: `credentials.create`, `accessTokens.list`, `credentials.verify`. The name is what
 * clients are generated from, so it follows from the route alone.
 */
import type { Route } from '../route.ts';

/** What stands before the noun; `/v1/platform/access-tokens` are `platformAccessTokens`. */
const ROOT = /^\/v1\/(?:organisations\/\{organisation\}\/|(platform)\/)?/;

/** A name of two parts. */
export interface OperationName {
  /** The noun, in the plural where the path has it: `credentials`. */
  readonly group: string;
  readonly verb: string;
}

/** The path as OpenAPI writes it: `/v1/organisations/{organisation}/credentials:policy`. */
export function templateOf(path: string): string {
  return path.replace(/::|:(\w+)/g, (_match, name: string | undefined) => (name === undefined ? ':' : `{${name}}`));
}

function camelCase(text: string): string {
  return text.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

const ITEM_VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'remove',
};

/** Whether the route answers a list, which has `items`. */
function isList({ method, response }: Pick<Route, 'method' | 'response'>): boolean {
  const body = response[200] as { properties?: object } | undefined;
  return method === 'GET' && body?.properties !== undefined && 'items' in body.properties;
}

/** Two that would be one: what is stored is verified, what is not is tried; PUT replaces a credential itself. */
const OWN_VERBS: Readonly<Record<string, string>> = {
  'credentials:verify': 'try',
  'credentials/{credential}/replace': 'moveUsages',
  'members/me': 'leave',
  'platform-members/me': 'leave',
};

/** The name of a route's operation; a test asserts that no two are equal. */
export function operationName(route: Pick<Route, 'method' | 'path' | 'response'>): OperationName {
  const template = templateOf(route.path);
  const rest =
    template === '/v1/organisations/{organisation}'
      ? 'organisations'
      : template.replace(ROOT, (_root, scope?: string) => (scope ? `${scope}-` : ''));
  // `providers/org/{provider}`: part of the name, not something done; functions lie in a solution, sessions in an account.
  const named = rest
    .replace('/org/{provider}', '/{provider}')
    .replace('solutions/{solution}/functions', 'functions')
    .replace('solutions/{solution}/members', 'solution-members')
    .replace(/^auth\/(sessions|second-factor|identities)/, '$1');
  const [noun = '', ...actions] = named.split(/[/:]/).filter((part) => !part.startsWith('{'));
  const group = camelCase(noun);
  const action = actions.at(-1);
  if (action !== undefined) return { group, verb: OWN_VERBS[rest] ?? camelCase(action) };
  const isOfCollection = isList(route) && !template.endsWith('}');
  return { group, verb: isOfCollection ? 'list' : (ITEM_VERBS[route.method] ?? route.method.toLowerCase()) };
}
