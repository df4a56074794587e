/** The definition in the editor, and its saves: each is a new version, and only the latest one counts. */
import { KeywardError } from '@keyward/sdk';
import { Alert, Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { useServices } from '../../session/services.ts';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { commonCredentialsQuery, ownCredentialsKey, type Solution, solutionPath } from '../solutions/queries.ts';
import { mayIn } from '../solutions/role.ts';
import { checkDefinition } from './check-definition.ts';
import { completeDefinition } from './complete-definition.ts';
import { BLANK, nameIn, withState, writeDefinition } from './definition-text.ts';
import { NameCredential } from './name-credential.tsx';
import { type FunctionDetails, functionQuery, functionWritesKey } from './queries.ts';
import { RemoveFunction } from './remove-function.tsx';

const YamlEditor = lazy(async () => ({ default: (await import('../../forms/yaml-editor.tsx')).YamlEditor }));

/** What may be named: the solution's own keys, and the organisation's. */
function useKeys(solution: Solution): () => readonly string[] {
  const place = useOrganisation();
  const { data: own } = useQuery({
    queryKey: [...ownCredentialsKey(place, solution.id), 'first'],
    queryFn: async ({ signal }) => {
      const page = await place.client.credentials.list({ solution: solution.id, sort: 'key', limit: 200, signal });
      return page.items.map(({ key }) => key);
    },
  });
  const { data: common } = useQuery(commonCredentialsQuery(place));
  const keys = useRef<readonly string[]>([]);
  keys.current = [...new Set([...(own ?? []), ...(common?.byKey.keys() ?? [])])].sort();
  return () => keys.current;
}

/** A new function must not replace one that is there. */
async function assertFree({ client }: Organisation, solution: Solution, name: string): Promise<void> {
  const taken = await client.functions.get(solution.id, name).catch((error: unknown) => {
    if (error instanceof KeywardError && error.code === 'function/not-found') return undefined;
    throw error;
  });
  if (taken) throw new KeywardError('function/stale', 'The solution has a function of this name already.');
}

function useSave(solution: Solution, found: FunctionDetails | undefined) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (text: string) => {
      const { functions } = place.client;
      if (found) return functions.replace(solution.id, found.name, text, { ifMatch: found.version });
      const name = nameIn(text);
      if (name === undefined) throw new KeywardError('function/invalid', 'It has no name yet.');
      await assertFree(place, solution, name);
      return functions.replace(solution.id, name, text);
    },
    onSuccess: async ({ name, version, state }) => {
      notifications.show({ message: `Saved: version ${version}, ${state}` });
      await queries.invalidateQueries({ queryKey: functionWritesKey(place) });
      if (found) return;
      await navigate({ to: `${solutionPath(place, solution)}/functions/${name}` as string, ignoreBlocker: true });
    },
  });
}

function StaleFunction({
  solution,
  found,
  onKeep,
  onTake,
}: {
  readonly solution: Solution;
  readonly found: FunctionDetails;
  readonly onKeep: () => void;
  readonly onTake: (now: FunctionDetails) => void;
}) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: () => queries.fetchQuery({ ...functionQuery(place, solution.id, found.name), staleTime: 0 }),
  });
  return (
    <Alert role="alert" color="orange" variant="outline" title="It was changed while you had it open">
      <Text size="sm">What you have typed stays until you say what is to become of it.</Text>
      <Group mt="sm">
        <Button size="xs" loading={read.isPending} onClick={() => read.mutate(undefined, { onSuccess: onKeep })}>
          Keep mine on top
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={read.isPending}
          onClick={() => read.mutate(undefined, { onSuccess: onTake })}
        >
          Take theirs
        </Button>
      </Group>
    </Alert>
  );
}

function isStale(error: Error | null): boolean {
  return error instanceof KeywardError && error.code === 'function/stale';
}

interface Shown {
  /** Another one is another editor. */
  readonly edition: number;
  readonly saved: string;
}

/** The form. */
export function DefinitionForm({
  solution,
  found,
}: {
  readonly solution: Solution;
  readonly found: FunctionDetails | undefined;
}) {
  const place = useOrganisation();
  const { settings } = useServices();
  const [{ edition, saved }, setShown] = useState<Shown>(() => {
    return { edition: 0, saved: found ? writeDefinition(found.definition) : BLANK };
  });
  const [text, setText] = useState(saved);
  const keysOf = useKeys(solution);
  const [complete] = useState(() => completeDefinition(keysOf));
  const save = useSave(solution, found);
  const mayEdit = mayIn(place, solution.id, 'editor');
  const isChanged = text !== saved;
  const show = (next: string) => {
    setText(next);
    setShown({ edition: edition + 1, saved: next });
  };
  const store = (next: string, isOther = false) =>
    save.mutate(next, { onSuccess: () => (isOther ? show(next) : setShown({ edition, saved: next })) });
  const other = found?.state === 'active' ? 'draft' : 'active';
  return (
    <Stack gap="xs">
      <UnsavedGuard isOn={isChanged && !save.isPending} />
      <Suspense fallback={<Skeleton height={320} />}>
        <YamlEditor
          key={edition}
          label="Definition in YAML"
          text={text}
          onChange={setText}
          check={checkDefinition}
          complete={complete}
          nonce={settings.nonce}
          isReadOnly={!mayEdit}
        />
      </Suspense>
      {found && isStale(save.error) ? (
        <StaleFunction
          solution={solution}
          found={found}
          onKeep={save.reset}
          onTake={(now) => {
            show(writeDefinition(now.definition));
            save.reset();
          }}
        />
      ) : (
        <ProblemAlert error={save.error} title="It was not saved" />
      )}
      {mayEdit && (
        <Group justify="space-between">
          <Group gap="xs">
            <Button disabled={found && !isChanged} loading={save.isPending} onClick={() => store(text)}>
              {found ? 'Save' : 'Add function'}
            </Button>
            {found && (
              <Button variant="default" disabled={save.isPending} onClick={() => store(withState(text, other), true)}>
                {other === 'active' ? 'Activate' : 'Make it a draft'}
              </Button>
            )}
            {found && isChanged && (
              <Button variant="subtle" onClick={() => show(writeDefinition(found.definition))}>
                Discard
              </Button>
            )}
          </Group>
          <NameCredential solution={solution} text={text} keys={keysOf()} onChange={setText} />
          {found && <RemoveFunction solution={solution} found={found} />}
        </Group>
      )}
      <Text size="xs" c="dimmed">
        Control and Space offers what may stand at a place. Kept is what it says, not its layout or comments. A changed
        one needs a new access token; activating alone does not.{' '}
        <Anchor href="/docs" target="_blank" inherit underline="always">
          Reference
        </Anchor>
      </Text>
    </Stack>
  );
}
