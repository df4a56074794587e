/**
 * Every page: its address and the file that it is. A page exports `Page` and is loaded when it is first opened. Addresses
 * below an organisation stand without its part; `{-$name}` is a part that may be left out.
 */
import type { ComponentType } from 'react';

/** What a page's file exports. */
export interface PageModule {
  readonly Page: ComponentType;
}

/** One line: where, and what. */
export interface PageLine {
  readonly path: string;
  readonly load: () => Promise<PageModule>;
}

/** Pages of somebody who is not signed in. */
export const outerPages: readonly PageLine[] = [
  { path: '/sign-in', load: () => import('./sign-in/page.tsx') },
  { path: '/signed-on', load: () => import('./sign-in/signed-on.tsx') },
  { path: '/join', load: () => import('./join/page.tsx') },
  { path: '/connected', load: () => import('./connections/returned.tsx') },
];

/** Pages of an organisation. */
export const innerPages: readonly PageLine[] = [
  { path: '/', load: () => import('./home/page.tsx') },
  { path: 'credentials/{-$credential}', load: () => import('./credentials/list.tsx') },
  { path: 'credentials/new', load: () => import('./credentials/add.tsx') },
  { path: 'components', load: () => import('./components/list.tsx') },
  { path: 'connect-links', load: () => import('./connect-links/list.tsx') },
  { path: 'oauth-configurations', load: () => import('./oauth-configurations/list.tsx') },
  { path: 'solutions', load: () => import('./solutions/list.tsx') },
  { path: 'solutions/new', load: () => import('./solutions/create.tsx') },
  { path: 'solutions/$solution', load: () => import('./solutions/solution.tsx') },
  { path: 'solutions/$solution/functions/{-$function}', load: () => import('./functions/function.tsx') },
  { path: 'consumers', load: () => import('./consumers/list.tsx') },
  { path: 'consumers/edit', load: () => import('./consumers/edit.tsx') },
  { path: 'access-tokens/{-$token}', load: () => import('./access-tokens/list.tsx') },
  { path: 'access-tokens/new', load: () => import('./access-tokens/new.tsx') },
  { path: 'events', load: () => import('./events/list.tsx') },
  { path: 'webhooks/{-$webhook}', load: () => import('./webhooks/list.tsx') },
  { path: 'requests', load: () => import('./requests/list.tsx') },
  { path: 'audit', load: () => import('./audit/list.tsx') },
  { path: 'members', load: () => import('./members/list.tsx') },
  { path: 'identity-providers', load: () => import('./identity-providers/list.tsx') },
  { path: 'settings', load: () => import('./settings/page.tsx') },
  { path: 'platform/members', load: () => import('./platform/members.tsx') },
  { path: 'platform/accounts/{-$person}', load: () => import('./platform/accounts.tsx') },
  { path: 'account', load: () => import('./account/page.tsx') },
];
