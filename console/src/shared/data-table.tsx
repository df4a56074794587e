/**
 * A table of any length: of all rows only those in sight are in the page, and the next ones are fetched before they are
 * reached. A real table for assistive technology, which is told how many rows and where each stands.
 */
import { Button, Center, Checkbox, Loader, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './data-table.module.css';

/** One column. */
export interface Column<Item> {
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** The API's name to sort by; the column is not sortable without. */
  readonly sort?: string;
  /** Shown from this width of the window on: `md` 62em, `lg` 75em; always by default. */
  readonly from?: 'md' | 'lg';
  readonly width?: string;
}

/** Which rows are chosen, by id. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly change: (chosen: ReadonlySet<string>) => void;
}

export interface DataTableProps<Item extends { readonly id: string }> {
  /** What is in it, to assistive technology. */
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  /** Name of a row, for its checkbox. */
  readonly nameOf: (item: Item) => string;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  readonly fetchMore: () => void;
  /** `createdAt`, or `-createdAt` for the other way round. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly selection?: Selection;
  /** The row that is open beside the table. */
  readonly openId?: string | undefined;
}

const ROW_PX = 53;
const WAITING_ROWS = 6;
/** So many rows before the last one the next page is fetched. */
const AHEAD = 40;

function Heading<Item extends { readonly id: string }>({
  column,
  sort,
  onSort,
}: { readonly column: Column<Item> } & Pick<DataTableProps<Item>, 'sort' | 'onSort'>) {
  const { title, sort: name, from = 'all', width } = column;
  const style = width === undefined ? undefined : { width };
  if (name === undefined || !onSort) {
    return (
      <th scope="col" className={classes[from]} style={style}>
        {title}
      </th>
    );
  }
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none';
  return (
    <th scope="col" className={classes[from]} style={style} aria-sort={direction}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(direction === 'descending' ? name : `-${name}`)}>
        {title}
        <span aria-hidden="true">{{ ascending: ' ↑', descending: ' ↓', none: '' }[direction]}</span>
      </UnstyledButton>
    </th>
  );
}

function useRows(count: number) {
  const list = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(Math.round(top + window.scrollY));
  }, []);
  const rows = useWindowVirtualizer({ count, estimateSize: () => ROW_PX, overscan: 12, scrollMargin });
  return { list, rows, scrollMargin };
}

/** Rows that are on their way, as high as they will be: nothing jumps when they come. */
function WaitingRows<Item extends { readonly id: string }>(props: Pick<DataTableProps<Item>, 'columns' | 'selection'>) {
  const { columns, selection } = props;
  return Array.from({ length: WAITING_ROWS }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: nothing tells them apart
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row has no focus
    <tr key={row} aria-hidden="true">
      {selection && <td className={classes.check} />}
      {columns.map(({ title, from = 'all' }, column) => (
        <td key={title} className={classes[from]}>
          <Skeleton height={10} width={column === 0 ? `${70 - (row % 3) * 12}%` : '55%'} />
        </td>
      ))}
    </tr>
  ));
}

/** The table. */
export function DataTable<Item extends { readonly id: string }>(props: DataTableProps<Item>) {
  const { label, columns, items, nameOf, hasMore, isFetching, fetchMore, selection, openId } = props;
  const { list, rows, scrollMargin } = useRows(items.length);
  const shown = rows.getVirtualItems();
  const lastIndex = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isFetching && lastIndex >= items.length - AHEAD) fetchMore();
  }, [hasMore, isFetching, lastIndex, items.length, fetchMore]);
  const before = (shown[0]?.start ?? scrollMargin) - scrollMargin;
  const after = rows.getTotalSize() - ((shown.at(-1)?.end ?? scrollMargin) - scrollMargin);
  const toggle = (id: string) => selection?.change(selection.chosen.symmetricDifference(new Set([id])));
  const isAll = items.length > 0 && selection?.chosen.size === items.length;
  return (
    <div ref={list} className={classes.frame}>
      <table className={classes.table} aria-label={label} aria-rowcount={hasMore ? -1 : items.length + 1}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={classes.check}>
                <Checkbox
                  size="xs"
                  aria-label="Choose all that are loaded"
                  checked={isAll}
                  indeterminate={!isAll && selection.chosen.size > 0}
                  onChange={() => selection.change(new Set(isAll ? [] : items.map(({ id }) => id)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading
                key={column.title}
                column={column}
                {...(props.sort !== undefined && { sort: props.sort })}
                {...(props.onSort && { onSort: props.onSort })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.length === 0 && isFetching && <WaitingRows columns={columns} {...(selection && { selection })} />}
          {/* One cell: spanning columns that are hidden would make room for them. */}
          {before > 0 && (
            <tr>
              <td style={{ height: before, padding: 0 }} />
            </tr>
          )}
          {shown.map(({ index }) => {
            const item = items[index]!;
            const isChosen = selection?.chosen.has(item.id) ?? false;
            return (
              <tr
                key={item.id}
                data-index={index}
                ref={rows.measureElement}
                aria-rowindex={index + 2}
                data-open={item.id === openId || undefined}
                data-chosen={isChosen || undefined}
              >
                {selection && (
                  <td className={classes.check}>
                    <Checkbox
                      size="xs"
                      aria-label={`Choose ${nameOf(item)}`}
                      checked={isChosen}
                      onChange={() => toggle(item.id)}
                    />
                  </td>
                )}
                {columns.map(({ title, cell, from = 'all' }) => (
                  <td key={title} className={classes[from]}>
                    {cell(item)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && (
            <tr>
              <td style={{ height: after, padding: 0 }} />
            </tr>
          )}
        </tbody>
      </table>
      <Center mih={40} role="status">
        {isFetching && <Loader size="xs" aria-label="Loading more" />}
        {!isFetching && hasMore && (
          <Button variant="subtle" size="xs" onClick={fetchMore}>
            Load more
          </Button>
        )}
        {!hasMore && (
          <Text size="xs" c="dimmed">
            {items.length.toLocaleString('en')} shown
          </Text>
        )}
      </Center>
    </div>
  );
}
