/** A list of the API that is read page by page, as `DataTable` wants it. */
import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

const PAGE_ITEMS = 100;

/** What one page is asked for. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
  readonly signal: AbortSignal;
}

/** One page. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** All that is read so far. */
export interface CursorList<Item> {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  readonly fetchMore: () => void;
  readonly error: Error | null;
  /** Whether there is nothing at all. */
  readonly isEmpty: boolean;
}

/**
 * Reads it.
 *
 * @param queryKey - Holds all filters: other filters are another list.
 * @param isOn - Whether it is to be read at all; true by default.
 */
export function useCursorList<Item>(
  queryKey: QueryKey,
  read: (request: PageRequest) => Promise<ListPage<Item>>,
  isOn = true,
): CursorList<Item> {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      read({ limit: PAGE_ITEMS, signal, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    enabled: isOn,
  });
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    items,
    error,
    isFetching,
    hasMore: hasNextPage,
    fetchMore: () => void fetchNextPage(),
    isEmpty: data !== undefined && items.length === 0 && !hasNextPage,
  };
}
