/** One function: its definition in an editor, and beside it what it names, sends, answers and was. */
import { Anchor, Grid, Group, Skeleton, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionPath, solutionQuery } from '../solutions/queries.ts';
import { CredentialsPanel } from './credentials-panel.tsx';
import { DefinitionForm } from './definition-form.tsx';
import { DryRunPanel } from './dry-run-panel.tsx';
import { InvokePanel } from './invoke-panel.tsx';
import { type FunctionDetails, functionQuery } from './queries.ts';
import { StateBadge } from './state-badge.tsx';
import { VersionsPanel } from './versions-panel.tsx';

const tabs = {
  credentials: { label: 'Credentials', view: CredentialsPanel },
  'dry-run': { label: 'Dry run', view: DryRunPanel },
  invoke: { label: 'Invoke', view: InvokePanel },
  versions: { label: 'Versions', view: VersionsPanel },
} as const;

type TabName = keyof typeof tabs;

/** What each panel beside the editor is given. */
export interface PanelProps {
  readonly solution: Solution;
  readonly found: FunctionDetails;
}

function Beside({ solution, found }: PanelProps) {
  const [{ tab = 'credentials' }, change] = usePageSearch(['tab']);
  const open = Object.hasOwn(tabs, tab) ? (tab as TabName) : 'credentials';
  return (
    <Tabs
      value={open}
      onChange={(next) => change({ tab: next === 'credentials' || next === null ? '' : next })}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {Object.entries(tabs).map(([name, { label }]) => (
          <Tabs.Tab key={name} value={name} px="sm">
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {Object.entries(tabs).map(([name, { view: View }]) => (
        <Tabs.Panel key={name} value={name}>
          <View key={found.digest} solution={solution} found={found} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Crumbs({ solution, found }: { readonly solution: Solution; readonly found: FunctionDetails | undefined }) {
  const place = useOrganisation();
  const path = solutionPath(place, solution);
  return (
    <Group gap={8} component="span">
      <Anchor component={Link} to={path as string} search={{ tab: 'functions' } as never} inherit underline="always">
        {solution.name}
      </Anchor>
      {found && <StateBadge state={found.state} />}
      {found && (
        <Text span size="sm">
          version {found.version}
        </Text>
      )}
    </Group>
  );
}

function Inside({ solution, name }: { readonly solution: Solution; readonly name: string | undefined }) {
  const place = useOrganisation();
  const { data: found, error } = useQuery({
    ...functionQuery(place, solution.id, name ?? ''),
    enabled: name !== undefined,
  });
  const isThere = name === undefined || found !== undefined;
  return (
    <PageFrame title={name ?? 'Add function'} summary={<Crumbs solution={solution} found={found} />}>
      {error && !found && <ProblemAlert error={error} title="There is no such function here" />}
      {!isThere && !error && <Skeleton height={320} />}
      {isThere && (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: found ? 6 : 8 }}>
            <DefinitionForm key={found?.id ?? 'new'} solution={solution} found={found} />
          </Grid.Col>
          {found && (
            <Grid.Col span={{ base: 12, md: 6 }}>
              <Beside solution={solution} found={found} />
            </Grid.Col>
          )}
        </Grid>
      )}
    </PageFrame>
  );
}

/** The page; without a name in its address, that of a new function. */
export function Page() {
  const place = useOrganisation();
  const params = useParams({ strict: false }) as { solution?: string; function?: string };
  const { data: solution, error } = useQuery(solutionQuery(place, params.solution ?? ''));
  if (!solution) {
    return (
      <PageFrame title="Function">
        {error ? <ProblemAlert error={error} title="There is no such solution here" /> : <Skeleton height={320} />}
      </PageFrame>
    );
  }
  return <Inside key={params.function ?? ''} solution={solution} name={params.function} />;
}
