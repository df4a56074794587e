/** Consumers: what in other systems works with credentials, of each kind. */
import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { solutionChoiceQuery } from '../solutions/queries.ts';
import { AddConsumerButton, ConsumerTable } from './consumer-table.tsx';

const WAIT_MS = 250;

function TypedFilter({
  label,
  value,
  onChange,
  isSearch = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isSearch?: boolean;
}) {
  const [typed, setTyped] = useState(value);
  const apply = useDebouncedCallback(onChange, WAIT_MS);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      w={{ base: '100%', xs: isSearch ? 260 : 160 }}
      leftSection={isSearch ? <Icon name="search" size={16} /> : undefined}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        apply(event.currentTarget.value.trim());
      }}
    />
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [filters, change] = usePageSearch(['search', 'kind', 'solution']);
  const { data: solutions = [] } = useQuery(solutionChoiceQuery(place));
  return (
    <PageFrame
      title="Consumers"
      summary="Flows, rules and jobs of other systems, and the credentials that they say they use."
      actions={<AddConsumerButton />}
    >
      <Group gap="xs" role="search" aria-label="Consumers">
        <TypedFilter
          label="Search id or name"
          isSearch
          value={filters.search ?? ''}
          onChange={(search) => change({ search })}
        />
        <TypedFilter label="Kind: flow, rule…" value={filters.kind ?? ''} onChange={(kind) => change({ kind })} />
        <Select
          aria-label="Solution"
          placeholder="Solution"
          w={{ base: '100%', xs: 180 }}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': 'Clear: solution' }}
          data={solutions.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={filters.solution ?? null}
          onChange={(solution) => change({ solution: solution ?? '' })}
        />
      </Group>
      <ConsumerTable filters={filters} />
    </PageFrame>
  );
}
