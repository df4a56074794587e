/** Credentials: all of them, found, sorted and filtered; the one that the address names is open beside them. */
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { columnsOf } from './columns.tsx';
import { FilterRow, filterNames } from './filters.tsx';
import { componentsQuery, type ListRequest, listQuery } from './queries.ts';

const CredentialPanel = lazy(async () => ({ default: (await import('./panel/panel.tsx')).CredentialPanel }));

const searchNames = [...filterNames, 'sort'] as const;

function AddButton({ component }: { readonly component?: string | undefined }) {
  const { reference, mayEdit } = useOrganisation();
  if (!mayEdit) return null;
  // A type begins with a capital letter; every provider's name is in small ones.
  const search = component === undefined ? {} : { [/^[A-Z]/.test(component) ? 'type' : 'provider']: component };
  return (
    <Button
      component={Link}
      to={`/organisations/${reference}/credentials/new` as string}
      search={search as never}
      leftSection={<Icon name="plus" size={16} />}
    >
      Add credential
    </Button>
  );
}

function Nothing({ isNarrowed, component }: { readonly isNarrowed: boolean; readonly component: string | undefined }) {
  if (isNarrowed) return <EmptyState title="No credential fits">Change or clear the filters.</EmptyState>;
  return (
    <EmptyState title="No credential yet" action={<AddButton component={component} />}>
      A credential is what an API wants to see: a key, a password, a certificate. It is sealed in this browser, and
      opened only where requests leave.
    </EmptyState>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const navigate = useNavigate();
  const { credential: openId } = useParams({ strict: false }) as { credential?: string };
  const [{ sort = '-createdAt', ...filters }, change] = usePageSearch(searchNames);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const asked = useInfiniteQuery(listQuery(place, { ...filters, sort } as ListRequest));
  const { data: components = [] } = useQuery(componentsQuery(place));
  const byName = useMemo(() => new Map(components.map((one) => [one.component, one])), [components]);
  const columns = useMemo(
    () => columnsOf({ organisation: place.reference, mayEdit: place.mayEdit, components: byName }),
    [byName, place.reference, place.mayEdit],
  );
  const items = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
  const chosenItems = items.filter(({ id }) => chosen.has(id));
  const close = () =>
    void navigate({
      to: `/organisations/${place.reference}/credentials` as string,
      search: (({ tab: _tab, ...rest }: Record<string, unknown>) => rest) as never,
    });
  return (
    <PageFrame title="Credentials" actions={<AddButton component={filters.component} />}>
      <FilterRow filters={filters} change={change} components={components} />
      <ProblemAlert error={asked.error} title="The list could not be read" />
      {place.mayEdit && <BulkBar chosen={chosenItems} onClear={() => setChosen(new Set())} />}
      {asked.isSuccess && items.length === 0 ? (
        <Nothing isNarrowed={Object.keys(filters).length > 0} component={filters.component} />
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
          {...(place.mayEdit && { selection: { chosen, change: setChosen } })}
          openId={openId}
        />
      )}
      {openId !== undefined && (
        <Suspense>
          <CredentialPanel key={openId} id={openId} components={byName} onClose={close} />
        </Suspense>
      )}
    </PageFrame>
  );
}
