/** Adding a credential: what for, and then its form. Both are in the address, so that a link can lead right to a form. */
import { Skeleton, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { AddForm } from './add-form.tsx';
import { useAddTarget } from './add-target.ts';
import { PickProvider } from './pick-provider.tsx';
import { useKind } from './use-kind.ts';

function InSolution() {
  const { solution } = useAddTarget();
  if (solution === undefined) return null;
  return (
    <>
      For the solution <span className="mono">{solution}</span>, where it goes before the organisation’s of the same
      key.
    </>
  );
}

const credentials = { label: 'Credentials', path: 'credentials' } as const;

/** The page. */
export function Page() {
  const { reference } = useOrganisation();
  const navigate = useNavigate();
  const [{ provider, type }, change] = usePageSearch(['provider', 'type']);
  const target = useAddTarget();
  const { title, icon, methods, error } = useKind({
    ...(provider !== undefined && { provider }),
    ...(type !== undefined && { type }),
  });
  const isChosen = provider !== undefined || type !== undefined;
  if (!isChosen) {
    return (
      <PageFrame
        key="pick"
        title="Add credential"
        trail={[credentials]}
        summary={
          <>
            What is it for? A provider knows which fields it takes and where they go. <InSolution />
          </>
        }
      >
        <PickProvider target={target} />
      </PageFrame>
    );
  }
  const list = `/organisations/${reference}/credentials`;
  return (
    <PageFrame
      key="form"
      title={title === undefined ? 'Add credential' : `Add credential: ${title}`}
      trail={[credentials, { label: 'Providers', path: 'credentials/new', search: { ...target } }]}
      summary={<InSolution />}
    >
      <ProblemAlert error={error} title="There is no such provider or type here" />
      {!methods && !error && (
        <Stack maw={640}>
          <Skeleton height={60} />
          <Skeleton height={60} />
        </Stack>
      )}
      {methods && (
        <AddForm
          key={provider ?? type}
          title={title ?? ''}
          icon={icon}
          methods={methods}
          {...(provider !== undefined && { provider })}
          type={type}
          target={target}
          onType={(chosen) => change({ type: chosen })}
          onSaved={({ id }) =>
            void navigate({ to: `${list}/${id}` as string, search: {} as never, ignoreBlocker: true })
          }
        />
      )}
    </PageFrame>
  );
}
