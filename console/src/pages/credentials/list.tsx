/** Credentials: all of them, found, sorted and filtered; the one that the address names is open beside them. */

import type { Credential } from '@keyward/sdk';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { useCloseTo } from '../../shared/side-panel.tsx';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { columnsOf } from './columns.tsx';
import { CredentialFilters, filterNames } from './filters.tsx';
import { componentsQuery, credentialsKey, type ListRequest } from './queries.ts';
import { kindOfComponent } from './use-kind.ts';

const CredentialPanel = lazy(async () => ({ default: (await import('./panel/panel.tsx')).CredentialPanel }));

const none: ReadonlyMap<string, Credential> = new Map();

const searchNames = [...filterNames, 'sort'] as const;

function AddButton({ component }: { readonly component?: string | undefined }) {
  const { reference, mayEdit } = useOrganisation();
  if (!mayEdit) return null;
  const search = component === undefined ? {} : kindOfComponent(component);
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

/** What is chosen, as it is now where it is held; other filters begin anew. */
function useChosen(items: readonly Credential[], filters: object) {
  const shown = JSON.stringify(filters);
  const [{ of, chosen }, set] = useState({ of: shown, chosen: none });
  const current = of === shown ? chosen : none;
  const held = useMemo(() => new Map(current.size > 0 ? items.map((item) => [item.id, item]) : []), [items, current]);
  return {
    chosen: current,
    change: (next: ReadonlyMap<string, Credential>) => set({ of: shown, chosen: next }),
    now: [...current.values()].map((item) => held.get(item.id) ?? item),
  };
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const { credential: openId } = useParams({ strict: false }) as { credential?: string };
  const [{ sort = '-createdAt', ...filters }, change] = usePageSearch(searchNames);
  const asked = { ...filters, sort } as ListRequest;
  const list = useCursorList([...credentialsKey(place), 'list', asked], (page) =>
    place.client.credentials.list({ ...asked, ...page }),
  );
  const { chosen, change: choose, now } = useChosen(list.items, filters);
  const { data: components = [] } = useQuery(componentsQuery(place));
  const byName = useMemo(() => new Map(components.map((one) => [one.component, one])), [components]);
  const columns = useMemo(
    () => columnsOf({ organisation: place.reference, mayEdit: place.mayEdit, components: byName }),
    [byName, place.reference, place.mayEdit],
  );
  const close = useCloseTo('credentials');
  return (
    <PageFrame title="Credentials" actions={<AddButton component={filters.component} />}>
      <CredentialFilters filters={filters} change={change} components={components} />
      <ProblemAlert error={list.error} title="The list could not be read" />
      {place.mayEdit && <BulkBar chosen={now} onClear={() => choose(none)} />}
      {list.isEmpty ? (
        <Nothing isNarrowed={Object.keys(filters).length > 0} component={filters.component} />
      ) : (
        <DataTable
          label="Credentials"
          columns={columns}
          nameOf={({ key }) => key}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          {...(place.mayEdit && { selection: { chosen, change: choose } })}
          openId={openId}
          {...list}
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
