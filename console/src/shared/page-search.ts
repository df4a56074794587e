/** What a page keeps behind the `?` of its address: filters, sort, the open tab. All of it is text. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Values by name; what is absent or empty is not in the address. */
export type PageSearch<Name extends string> = { readonly [name in Name]?: string };

/**
 * The values of this page's address, and how to change some of them.
 *
 * @param names - Those that the page knows; others are left as they are and not read.
 */
export function usePageSearch<const Name extends string>(
  names: readonly Name[],
): [PageSearch<Name>, (change: PageSearch<Name>) => void] {
  const all = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const navigate = useNavigate();
  const change = useCallback(
    (part: PageSearch<Name>) => {
      const merged = (before: object) => ({ ...before, ...part });
      void navigate({ to: '.', search: merged as never, replace: true, resetScroll: false });
    },
    [navigate],
  );
  const own = names.flatMap((name) => (all[name] ? [[name, all[name]] as const] : []));
  return [Object.fromEntries(own) as PageSearch<Name>, change];
}
