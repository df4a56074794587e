/** What narrows the list of credentials. */
import { clearOf, FilterRow, SelectFilter, TextFilter } from '../../shared/filters.tsx';
import type { PageSearch } from '../../shared/page-search.ts';
import type { ComponentCount } from './queries.ts';

/** Names of the filters as they stand in the address. */
export const filterNames = ['search', 'component', 'status', 'verdict', 'owner', 'label'] as const;

type Filters = PageSearch<(typeof filterNames)[number]>;

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

/** The row of them. */
export function CredentialFilters({
  filters,
  change,
  components,
}: {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  readonly components: readonly ComponentCount[];
}) {
  const options = components.map(({ component, title, credentials }) => {
    return { value: component, label: `${title ?? component} (${credentials.toLocaleString('en')})` };
  });
  return (
    <FilterRow label="Credentials" onClear={clearOf(filterNames, filters, change)}>
      <TextFilter
        label="Search key, name, owner"
        icon="search"
        width={280}
        value={filters.search}
        onChange={(search) => change({ search })}
      />
      <SelectFilter
        label="Component"
        width={180}
        value={filters.component}
        options={options}
        onChange={(component) => change({ component })}
      />
      <SelectFilter
        label="Status"
        width={150}
        value={filters.status}
        options={statuses}
        onChange={(status) => change({ status })}
      />
      <SelectFilter
        label="Last check"
        width={150}
        value={filters.verdict}
        options={verdicts}
        onChange={(verdict) => change({ verdict })}
      />
      <TextFilter label="Owner" width={140} value={filters.owner} onChange={(owner) => change({ owner })} />
      <TextFilter label="Label: key=value" width={140} value={filters.label} onChange={(label) => change({ label })} />
    </FilterRow>
  );
}
