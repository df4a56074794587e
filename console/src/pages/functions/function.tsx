/** One function: its definition in an editor, and beside it what it names, sends, answers and was. */
import { Grid, Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { TabsInAddress } from '../../shared/tabs-in-address.tsx';
import { type Crumb, PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionQuery } from '../solutions/queries.ts';
import { CredentialsPanel } from './credentials-panel.tsx';
import { DefinitionForm } from './definition-form.tsx';
import { DryRunPanel } from './dry-run-panel.tsx';
import { InvokePanel } from './invoke-panel.tsx';
import { type FunctionDetails, functionQuery } from './queries.ts';
import { StateBadge } from './state-badge.tsx';
import { VersionsPanel } from './versions-panel.tsx';

const labels = { credentials: 'Credentials', 'dry-run': 'Dry run', invoke: 'Invoke', versions: 'Versions' };

const views = { credentials: CredentialsPanel, 'dry-run': DryRunPanel, invoke: InvokePanel, versions: VersionsPanel };

/** What each panel beside the editor is given. */
export interface PanelProps {
  readonly solution: Solution;
  readonly found: FunctionDetails;
}

function Beside({ solution, found }: PanelProps) {
  const show = (name: keyof typeof views) => {
    const View = views[name];
    return <View key={found.digest} solution={solution} found={found} />;
  };
  return <TabsInAddress labels={labels} show={show} />;
}

function trailOf({ id, name, slug }: Solution): readonly Crumb[] {
  const path = `solutions/${slug === 'new' ? id : slug}`;
  return [
    { label: 'Solutions', path: 'solutions' },
    { label: name, path },
    { label: 'Functions', path, search: { tab: 'functions' } },
  ];
}

function Standing({ found }: { readonly found: FunctionDetails }) {
  return (
    <Group gap={8} component="span">
      <StateBadge state={found.state} />
      <Text span size="sm">
        version {found.version}
      </Text>
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
    <PageFrame title={name ?? 'Add function'} trail={trailOf(solution)} summary={found && <Standing found={found} />}>
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
