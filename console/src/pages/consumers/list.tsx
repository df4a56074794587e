/** Consumers: what in other systems works with credentials, of each kind. */
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { clearOf, FilterRow, SelectFilter, TextFilter } from '../../shared/filters.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { PageFrame } from '../../shell/page.tsx';
import { solutionChoiceQuery } from '../solutions/queries.ts';
import { AddConsumerButton, ConsumerTable } from './consumer-table.tsx';

const filterNames = ['search', 'kind', 'solution'] as const;

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [filters, change] = usePageSearch(filterNames);
  const { data: solutions = [] } = useQuery(solutionChoiceQuery(place));
  return (
    <PageFrame
      title="Consumers"
      summary="Flows, rules and jobs of other systems, and the credentials that they say they use."
      actions={<AddConsumerButton />}
    >
      <FilterRow label="Consumers" onClear={clearOf(filterNames, filters, change)}>
        <TextFilter
          label="Search id or name"
          icon="search"
          width={260}
          value={filters.search}
          onChange={(search) => change({ search })}
        />
        <TextFilter label="Kind: flow, rule…" value={filters.kind} onChange={(kind) => change({ kind })} />
        <SelectFilter
          label="Solution"
          width={180}
          value={filters.solution}
          options={solutions.map(({ slug, name }) => ({ value: slug, label: name }))}
          onChange={(solution) => change({ solution })}
        />
      </FilterRow>
      <ConsumerTable filters={filters} />
    </PageFrame>
  );
}
