/** What narrows the list, kept in the address: a link to a filtered list shows the same to somebody else. */
import { Button, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { PageSearch } from '../../shared/page-search.ts';
import { Icon } from '../../shell/icon.tsx';
import type { ComponentCount } from './queries.ts';

/** Names of the filters as they stand in the address. */
export const filterNames = ['search', 'component', 'status', 'verdict', 'owner', 'label'] as const;

export type Filters = PageSearch<(typeof filterNames)[number]>;

export interface FiltersProps {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  readonly components: readonly ComponentCount[];
}

const statuses = [
  { value: 'valid', label: 'Complete' },
  { value: 'incomplete', label: 'Incomplete' },
  { value: 'invalid', label: 'Invalid' },
  { value: 'reconnect_required', label: 'To be reconnected' },
  { value: 'expired', label: 'Expired' },
  { value: 'deleted', label: 'Removed' },
];

const verdicts = [
  { value: 'accepted', label: 'Verified' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'unverified', label: 'Not tried, or unclear' },
];

const WAIT_MS = 250;

function TypedFilter({
  name,
  label,
  filters,
  change,
}: Omit<FiltersProps, 'components'> & { readonly name: 'search' | 'owner' | 'label'; readonly label: string }) {
  const [typed, setTyped] = useState(filters[name] ?? '');
  const [applied, setApplied] = useState(filters[name]);
  if (applied !== filters[name]) {
    setApplied(filters[name]);
    if ((filters[name] ?? '') !== typed.trim()) setTyped(filters[name] ?? '');
  }
  const apply = useDebouncedCallback((text: string) => change({ [name]: text.trim() }), WAIT_MS);
  const set = (text: string) => {
    setTyped(text);
    apply(text);
  };
  const isSearch = name === 'search';
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      w={{ base: '100%', xs: isSearch ? 280 : 140 }}
      leftSection={isSearch ? <Icon name="search" size={16} /> : undefined}
      rightSection={
        typed === '' ? undefined : <CloseButton size="sm" aria-label={`Clear: ${label}`} onClick={() => set('')} />
      }
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

/** The row of filters. */
export function FilterRow({ filters, change, components }: FiltersProps) {
  const isNarrowed = filterNames.some((name) => filters[name] !== undefined);
  const clear = () => change(Object.fromEntries(filterNames.map((name) => [name, ''])));
  const options = components.map(({ component, title, credentials }) => {
    return { value: component, label: `${title ?? component} (${credentials})` };
  });
  return (
    <Group gap="xs" role="search" aria-label="Credentials">
      <TypedFilter name="search" label="Search key, name, owner" filters={filters} change={change} />
      <Select
        aria-label="Component"
        placeholder="Component"
        w={{ base: '100%', xs: 180 }}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear: component' }}
        data={options}
        value={filters.component ?? null}
        onChange={(component) => change({ component: component ?? '' })}
      />
      <Select
        aria-label="Status"
        placeholder="Status"
        w={{ base: '100%', xs: 150 }}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear: status' }}
        data={statuses}
        value={filters.status ?? null}
        onChange={(status) => change({ status: status ?? '' })}
      />
      <Select
        aria-label="Last check"
        placeholder="Last check"
        w={{ base: '100%', xs: 150 }}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear: last check' }}
        data={verdicts}
        value={filters.verdict ?? null}
        onChange={(verdict) => change({ verdict: verdict ?? '' })}
      />
      <TypedFilter name="owner" label="Owner" filters={filters} change={change} />
      <TypedFilter name="label" label="Label: key=value" filters={filters} change={change} />
      {isNarrowed && (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          Clear all
        </Button>
      )}
    </Group>
  );
}
