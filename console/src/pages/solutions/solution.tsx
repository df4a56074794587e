/** One solution: what is left to fill in first, then what is in it. */
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { TabsInAddress } from '../../shared/tabs-in-address.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ChecklistTab } from './checklist-tab.tsx';
import { ConsumersTab } from './consumers-tab.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { CredentialsTab } from './credentials-tab.tsx';
import { FunctionsTab } from './functions-tab.tsx';
import { MembersTab } from './members-tab.tsx';
import { checklistQuery, type Solution, solutionQuery } from './queries.ts';
import { SettingsTab } from './settings-tab.tsx';
import { TemplateDialog } from './template-dialog.tsx';

const views = {
  checklist: ChecklistTab,
  credentials: CredentialsTab,
  functions: FunctionsTab,
  consumers: ConsumersTab,
  members: MembersTab,
  settings: SettingsTab,
};

function Actions({ solution }: { readonly solution: Solution }) {
  const { mayEdit } = useOrganisation();
  const [open, setOpen] = useState<'copy' | 'template'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button variant="default" onClick={() => setOpen('template')}>
        Template
      </Button>
      {mayEdit && <Button onClick={() => setOpen('copy')}>Copy solution</Button>}
      <CopyDialog solution={solution} isOpen={open === 'copy'} onClose={close} />
      <TemplateDialog solution={solution} isOpen={open === 'template'} onClose={close} />
    </>
  );
}

/** How many things are left to do, beside the word. */
function Left({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const { data } = useQuery(checklistQuery(place, solution.id));
  const left = data?.items.length ?? 0;
  return left > 0 ? <> ({left.toLocaleString('en')})</> : null;
}

function Inside({ solution }: { readonly solution: Solution }) {
  const labels = {
    checklist: (
      <>
        Checklist
        <Left solution={solution} />
      </>
    ),
    credentials: 'Credentials',
    functions: 'Functions',
    consumers: 'Consumers',
    members: 'Members',
    settings: 'Settings',
  };
  const show = (name: keyof typeof views) => {
    const View = views[name];
    return <View solution={solution} />;
  };
  return <TabsInAddress labels={labels} show={show} />;
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const { solution: reference = '' } = useParams({ strict: false }) as { solution?: string };
  const { data: solution, error } = useQuery(solutionQuery(place, reference));
  return (
    <PageFrame
      key={reference}
      title={solution?.name ?? 'Solution'}
      trail={[{ label: 'Solutions', path: 'solutions' }]}
      summary={solution && <span className="mono">{solution.slug}</span>}
      actions={solution && <Actions solution={solution} />}
    >
      {error && !solution && <ProblemAlert error={error} title="There is no such solution here" />}
      {!solution && !error && <Skeleton height={240} />}
      {solution && <Inside key={solution.id} solution={solution} />}
    </PageFrame>
  );
}
