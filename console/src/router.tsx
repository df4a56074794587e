/**
 * The router, made of the lines in `pages/index.ts`. What stands behind the `?` of an address is text and stays text, so
 * that a filter of digits does not become a number.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { innerPages, outerPages, type PageLine } from './pages/index.ts';
import { ErrorPage } from './shell/error-page.tsx';
import { Home } from './shell/home.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

type Search = Readonly<Record<string, string | undefined>>;

function readSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const text = new URLSearchParams(given.filter(([, value]) => value !== '')).toString();
  return text === '' ? '' : `?${text}`;
}

const root = createRootRoute({ component: Outlet, errorComponent: ErrorPage, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const inside = createRoute({ getParentRoute: () => root, path: '/organisations/$organisation', component: Shell });

function lineOf<Parent extends typeof root | typeof inside>(parent: Parent) {
  return ({ path, load }: PageLine) =>
    createRoute({ getParentRoute: () => parent as typeof root, path, component: lazyRouteComponent(load, 'Page') });
}

/** Makes the router. */
export function createConsoleRouter() {
  const inner = inside.addChildren(innerPages.map(lineOf(inside)));
  return createRouter({
    routeTree: root.addChildren([home, inner, ...outerPages.map(lineOf(root))]),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFound,
    // Going back leads to the same rows. What is opened beside a list leaves it where it is: `resetScroll={false}`.
    scrollRestoration: true,
  });
}
