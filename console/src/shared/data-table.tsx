/**
 * A table of any length: of all rows only those in sight are in the page, and the next ones are fetched before they are
 * reached. A real table for assistive technology, which is told how many rows and where each stands.
 */
import { Button, Center, Checkbox, Loader, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, type Ref, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
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

/** Which rows are chosen, by id: they stay so when they are no longer held. */
export interface Selection<Item> {
  readonly chosen: ReadonlyMap<string, Item>;
  readonly change: (chosen: ReadonlyMap<string, Item>) => void;
}

export interface DataTableProps<Item extends { readonly id: string }> {
  /** What is in it, to assistive technology. */
  readonly label: string;
  /** The same ones each time: others draw every row anew. */
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  /** Rows before these that are not held; their places are kept. None by default. */
  readonly rowsBefore?: number;
  /** Name of a row, for its checkbox. */
  readonly nameOf: (item: Item) => string;
  readonly hasMore: boolean;
  readonly isFetching: boolean;
  readonly fetchMore: () => void;
  /** Reads rows that stand before those held. @param row - Counted from the beginning of the list. */
  readonly fetchBefore?: (row: number) => void;
  /** Why the last reading failed: nothing more is read then unless somebody asks. */
  readonly error?: Error | null;
  /** `createdAt`, or `-createdAt` for the other way round. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly selection?: Selection<Item>;
  /** The row that is open beside the table. */
  readonly openId?: string | undefined;
}

const ROW_PX = 53;
const WAITING_ROWS = 6;
/** So many rows before the last one the next page is fetched. */
const AHEAD = 100;

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
    const { current } = list;
    if (!current) return;
    const measure = () => setScrollMargin(Math.round(current.getBoundingClientRect().top + window.scrollY));
    measure();
    // What stands above it comes and goes.
    const observer = new ResizeObserver(measure);
    observer.observe(current.parentElement ?? current);
    return () => observer.disconnect();
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

interface RowProps<Item> {
  readonly item: Item;
  /** Counted from the beginning of the list. */
  readonly index: number;
  readonly columns: readonly Column<Item>[];
  readonly name: string;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  /** Absent where rows cannot be chosen. */
  readonly toggle: ((item: Item) => void) | undefined;
  readonly measure: Ref<HTMLTableRowElement>;
}

function PlainRow<Item>({ item, index, columns, name, isOpen, isChosen, toggle, measure }: RowProps<Item>) {
  return (
    <tr
      data-index={index}
      ref={measure}
      aria-rowindex={index + 2}
      data-open={isOpen || undefined}
      data-chosen={isChosen || undefined}
    >
      {toggle && (
        <td className={classes.check}>
          <Checkbox size="xs" aria-label={`Choose ${name}`} checked={isChosen} onChange={() => toggle(item)} />
        </td>
      )}
      {columns.map(({ title, cell, from = 'all' }) => (
        <td key={title} className={classes[from]}>
          {cell(item)}
        </td>
      ))}
    </tr>
  );
}

/** Drawn anew only when something of it has changed, and not for each step that is scrolled. */
const Row = memo(PlainRow) as typeof PlainRow;

/** The place of rows that are not in the page. One cell: spanning columns that are hidden would make room for them. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td className={classes.gap} style={{ height }} />
    </tr>
  );
}

/** A function that stays the same and does what it is told last. */
function useSteady<Args extends readonly unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const current = useRef(work);
  current.current = work;
  return useCallback((...args: Args) => current.current(...args), []);
}

/** Reads on in time: the next rows before the last one is in sight, and those let go before they are come back to. */
function useReading<Item extends { readonly id: string }>(
  { items, rowsBefore = 0, hasMore, isFetching, fetchMore, fetchBefore, error }: DataTableProps<Item>,
  shown: readonly { readonly index: number }[],
): void {
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  const lacksBefore = rowsBefore > 0 && first < rowsBefore + AHEAD && fetchBefore !== undefined;
  const lacksMore = hasMore && last >= rowsBefore + items.length - AHEAD;
  const isReady = !isFetching && !error;
  const readBefore = useSteady(() => fetchBefore?.(first));
  const readMore = useSteady(fetchMore);
  useEffect(() => {
    if (!isReady) return;
    if (lacksBefore) readBefore();
    else if (lacksMore) readMore();
  }, [isReady, lacksBefore, lacksMore, readBefore, readMore]);
}

function ChooseAll<Item extends { readonly id: string }>({
  items,
  selection: { chosen, change },
}: {
  readonly items: readonly Item[];
  readonly selection: Selection<Item>;
}) {
  const isAll = items.length > 0 && items.every(({ id }) => chosen.has(id));
  return (
    <Checkbox
      size="xs"
      aria-label="Choose all that are loaded"
      checked={isAll}
      indeterminate={!isAll && chosen.size > 0}
      onChange={() => change(new Map(isAll ? [] : items.map((item) => [item.id, item])))}
    />
  );
}

function Foot<Item extends { readonly id: string }>(props: DataTableProps<Item>) {
  const { items, rowsBefore = 0, hasMore, isFetching, fetchMore, sort, onSort } = props;
  return (
    <Center mih={40} role="status">
      {isFetching && <Loader size="xs" role="status" aria-label="Loading more" />}
      {!isFetching && hasMore && (
        <>
          <Button variant="subtle" size="xs" onClick={fetchMore}>
            Load more
          </Button>
          {sort !== undefined && onSort && (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => onSort(sort.startsWith('-') ? sort.slice(1) : `-${sort}`)}
            >
              Begin at the other end
            </Button>
          )}
        </>
      )}
      {!hasMore && (
        <Text size="xs" c="dimmed">
          {(rowsBefore + items.length).toLocaleString('en')} shown
        </Text>
      )}
    </Center>
  );
}

/** The table. */
export function DataTable<Item extends { readonly id: string }>(props: DataTableProps<Item>) {
  const { label, columns, items, rowsBefore = 0, nameOf, hasMore, selection, openId } = props;
  const count = rowsBefore + items.length;
  const { list, rows, scrollMargin } = useRows(count);
  const shown = rows.getVirtualItems();
  useReading(props, shown);
  const held = shown.filter(({ index }) => index >= rowsBefore && index < count);
  const before = (held[0]?.start ?? scrollMargin) - scrollMargin;
  const after = rows.getTotalSize() - ((held.at(-1)?.end ?? scrollMargin) - scrollMargin);
  const toggle = useSteady((item: Item) => {
    const next = new Map(selection?.chosen);
    if (!next.delete(item.id)) next.set(item.id, item);
    selection?.change(next);
  });
  return (
    <div ref={list} className={classes.frame} data-choosing={(selection && selection.chosen.size > 0) || undefined}>
      <table className={classes.table} aria-label={label} aria-rowcount={hasMore ? -1 : count + 1}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={classes.check}>
                <ChooseAll items={items} selection={selection} />
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
          {items.length === 0 && props.isFetching && (
            <WaitingRows columns={columns} {...(selection && { selection })} />
          )}
          <Gap height={before} />
          {held.map(({ index }) => {
            const item = items[index - rowsBefore]!;
            return (
              <Row
                key={item.id}
                item={item}
                index={index}
                columns={columns}
                name={nameOf(item)}
                isOpen={item.id === openId}
                isChosen={selection?.chosen.has(item.id) ?? false}
                toggle={selection && toggle}
                measure={rows.measureElement}
              />
            );
          })}
          <Gap height={after} />
        </tbody>
      </table>
      <Foot {...props} />
    </div>
  );
}
