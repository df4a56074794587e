/** Credentials: all of them, found, sorted and filtered; the one that the address names is open beside them. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { columnsOf } from './columns.tsx';
import { FilterRow, filterNames } from './filters.tsx';
import { componentsQuery, type ListRequest, listQuery } from './queries.ts';

const searchNames = [...filterNames, 'sort'] as const;

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [{ sort = '-createdAt', ...filters }, change] = usePageSearch(searchNames);
  const asked = useInfiniteQuery(listQuery(place, { ...filters, sort } as ListRequest));
  const { data: components = [] } = useQuery(componentsQuery(place));
  const columns = useMemo(() => {
    const byName = new Map(components.map((one) => [one.component, one]));
    return columnsOf({ organisation: place.reference, components: byName });
  }, [components, place.reference]);
  const items = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
  const isEmpty = asked.isSuccess && items.length === 0;
  return (
    <PageFrame title="Credentials">
      <FilterRow filters={filters} change={change} components={components} />
      <ProblemAlert error={asked.error} title="The list could not be read" />
      {isEmpty ? (
        <EmptyState title="No credential fits">Change or clear the filters.</EmptyState>
      ) : (
        <DataTable
          label="Credentials"
          columns={columns}
          items={items}
          nameOf={({ key }) => key}
          hasMore={asked.hasNextPage}
          isFetching={asked.isFetching}
          fetchMore={asked.fetchNextPage}
          sort={sort}
          onSort={(next) => change({ sort: next })}
        />
      )}
    </PageFrame>
  );
}
