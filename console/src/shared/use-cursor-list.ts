/**
 * A list of the API that is read page by page, as `DataTable` wants it. Of a long one only the pages around what is in sight
 * are kept: those passed by are let go, and read again when somebody comes back to them. Each page knows where it begins and
 * which one stood before it; where rows were added or removed between two of them meanwhile, those kept are read anew, in turn,
 * so that no row is missed or shown twice.
 */
import { type InfiniteData, type QueryKey, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

const PAGE_ITEMS = 100;
/** So many pages are kept; `KEPT_ROWS` is what they come to. */
const KEPT_PAGES = 10;

/** Of a list no more rows than these are held, and can be chosen at once. */
export const KEPT_ROWS = PAGE_ITEMS * KEPT_PAGES;

/** What one page is asked for. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
  readonly signal?: AbortSignal;
}

/** One page. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** Where a page begins: nothing of it for the first one. */
interface Start {
  readonly cursor?: string;
  /** Rows of all pages before it, as they were when it was reached. */
  readonly rowsBefore: number;
  readonly pageBefore?: Start;
}

type Pages<Item> = InfiniteData<ListPage<Item>, Start>;

/** What is kept of it. */
export interface CursorList<Item> {
  readonly items: readonly Item[];
  /** Rows that stand before them and are not kept. */
  readonly rowsBefore: number;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  readonly fetchMore: () => void;
  /** Reads the page before those that are kept, or, where that is far off, the one that holds the row. */
  readonly fetchBefore: (row: number) => void;
  readonly error: Error | null;
  /** Whether there is nothing at all. */
  readonly isEmpty: boolean;
}

function startAfter<Item>({ items, nextCursor }: ListPage<Item>, start: Start): Start | undefined {
  if (nextCursor === undefined) return undefined;
  return { cursor: nextCursor, rowsBefore: start.rowsBefore + items.length, pageBefore: start };
}

/** The beginning of the page that held a row, as far back as the chain reaches. */
function startOf(row: number, from: Start): Start {
  let start = from;
  while (start.pageBefore && start.rowsBefore > row) start = start.pageBefore;
  return start;
}

/** Each row once, also in the moment before torn pages are read anew. */
function rowsOf<Item extends { readonly id: string }>({ pages }: Pages<Item>): readonly Item[] {
  return [...new Map(pages.flatMap((page) => page.items.map((item) => [item.id, item]))).values()];
}

/** Whether a page no longer ends where the next one begins. */
function isTorn<Item>({ pages, pageParams }: Pages<Item>): boolean {
  return pageParams.some((start, at) => at > 0 && pages[at - 1]!.nextCursor !== start.cursor);
}

/**
 * Reads it.
 *
 * @param queryKey - Holds all filters: other filters are another list.
 * @param staleTime - For how long it counts as fresh, in ms; as all answers by default.
 */
export function useCursorList<Item extends { readonly id: string }>(
  queryKey: QueryKey,
  read: (request: PageRequest) => Promise<ListPage<Item>>,
  staleTime?: number,
): CursorList<Item> {
  const queries = useQueryClient();
  const readFrom = ({ cursor }: Start, signal?: AbortSignal) =>
    read({ limit: PAGE_ITEMS, ...(signal && { signal }), ...(cursor !== undefined && { cursor }) });
  const list = useInfiniteQuery<ListPage<Item>, Error, Pages<Item>, QueryKey, Start>({
    queryKey,
    queryFn: ({ pageParam, signal }) => readFrom(pageParam, signal),
    initialPageParam: { rowsBefore: 0 },
    getNextPageParam: (last, _pages, start) => startAfter(last, start),
    getPreviousPageParam: (_first, _pages, start) => start.pageBefore,
    maxPages: KEPT_PAGES,
    ...(staleTime !== undefined && { staleTime }),
  });
  const { data, error, hasNextPage, isFetching, fetchNextPage, fetchPreviousPage, refetch } = list;
  const leap = useMutation({
    mutationFn: async (start: Start) => {
      await queries.cancelQueries({ queryKey, exact: true });
      const page = await readFrom(start);
      queries.setQueryData<Pages<Item>>(queryKey, { pages: [page], pageParams: [start] });
    },
  });
  useEffect(() => {
    if (data && !isFetching && isTorn(data)) void refetch();
  }, [data, isFetching, refetch]);
  const items = useMemo(() => (data ? rowsOf(data) : []), [data]);
  const [first] = data?.pageParams ?? [];
  const rowsBefore = first?.rowsBefore ?? 0;
  return {
    items,
    rowsBefore,
    error: error ?? leap.error,
    isFetching: isFetching || leap.isPending,
    hasMore: hasNextPage,
    fetchMore: () => void fetchNextPage(),
    fetchBefore: (row) => {
      if (!first?.pageBefore) return;
      const start = startOf(row, first.pageBefore);
      if (start === first.pageBefore) void fetchPreviousPage();
      else leap.mutate(start);
    },
    isEmpty: data !== undefined && items.length === 0 && !hasNextPage,
  };
}
