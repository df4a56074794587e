/** What the pages of logs have in common: filters in the address, a period among them, and a list that is read page by page. */
import { useState } from 'react';
import { type Organisation, useOrganisation } from '../session/organisation.tsx';
import { clearOf, periodOf } from './filters.tsx';
import { type PageSearch, usePageSearch } from './page-search.ts';
import { type CursorList, type ListPage, type PageRequest, useCursorList } from './use-cursor-list.ts';

/** How a log is read. */
export interface LogSource<Entry extends { readonly id: string }, Name extends string> {
  /** What its list is kept under. */
  readonly name: string;
  /** What narrows it; `from` and `to` are days of this place. */
  readonly filterNames: readonly (Name | 'from' | 'to')[];
  /** Reads one page; `asked` holds the filters as the API takes them. */
  readonly read: (client: Organisation['client'], asked: object & PageRequest) => Promise<ListPage<Entry>>;
}

export interface Log<Entry, Name extends string> {
  readonly filters: PageSearch<Name | 'from' | 'to'>;
  readonly change: (change: PageSearch<Name | 'from' | 'to'>) => void;
  readonly isNarrowed: boolean;
  /** Clears all filters; undefined where none is set. */
  readonly clear: (() => void) | undefined;
  readonly list: CursorList<Entry>;
  /** The entry that is looked at. */
  readonly open: Entry | undefined;
  readonly setOpen: (entry: Entry | undefined) => void;
}

/** Reads it. */
export function useLog<Entry extends { readonly id: string }, const Name extends string>(
  source: LogSource<Entry, Name>,
): Log<Entry, Name> {
  const { reference, client } = useOrganisation();
  const [filters, change] = usePageSearch(source.filterNames);
  const [open, setOpen] = useState<Entry>();
  const { from, to, ...rest } = filters;
  const asked = { ...rest, ...periodOf({ ...(from && { from }), ...(to && { to }) }) };
  const list = useCursorList([reference, source.name, asked], (page) => source.read(client, { ...asked, ...page }));
  const clear = clearOf(source.filterNames, filters, change);
  return { filters, change, isNarrowed: clear !== undefined, clear, list, open, setOpen };
}
