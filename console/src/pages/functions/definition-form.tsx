/** The definition in the editor, and its saves: each is a new version, and only the latest one counts. */
import { KeywardError } from '@keyward/sdk';
import { Anchor, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { useServices } from '../../session/services.ts';
import { type Change, StaleAlert } from '../../shared/stale-alert.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { commonCredentialsQuery, ownCredentialsKey, type Solution, solutionPath } from '../solutions/queries.ts';
import { mayIn } from '../solutions/role.ts';
import { checkDefinition } from './check-definition.ts';
import { completeDefinition } from './complete-definition.ts';
import { BLANK, nameIn, withState, writeDefinition } from './definition-text.ts';
import { NameCredential } from './name-credential.tsx';
import { type FunctionDetails, type FunctionRecord, functionQuery, functionWritesKey } from './queries.ts';
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

function useSave(solution: Solution, base: FunctionRecord | undefined) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (text: string) => {
      const { functions } = place.client;
      if (base) return functions.replace(solution.id, base.name, text, { ifMatch: base.version });
      const name = nameIn(text);
      if (name === undefined) throw new KeywardError('function/invalid', 'It has no name yet.');
      await assertFree(place, solution, name);
      return functions.replace(solution.id, name, text);
    },
    onSuccess: async ({ name, version, state }) => {
      notifications.show({ message: `Saved: version ${version}, ${state}` });
      await queries.invalidateQueries({ queryKey: functionWritesKey(place) });
      if (base) return;
      await navigate({ to: `${solutionPath(place, solution)}/functions/${name}` as string, ignoreBlocker: true });
    },
  });
}

/** What somebody else has changed of it. */
function changesBetween(before: FunctionRecord, now: FunctionRecord): Change[] {
  const [was, is] = [before.definition, now.definition] as Readonly<Record<string, unknown>>[];
  const names = [...new Set([...Object.keys(was!), ...Object.keys(is!)])];
  const different = names.filter((name) => JSON.stringify(was![name]) !== JSON.stringify(is![name]));
  return different.map((name) => ({ name, was: was![name], is: is![name] }));
}

function isStale(error: Error | null): boolean {
  return error instanceof KeywardError && error.code === 'function/stale';
}

interface Shown {
  /** Another one is another editor. */
  readonly edition: number;
  readonly saved: string;
  /** What a save goes on top of: as it was when it was opened, whatever was read of it since. */
  readonly base: FunctionRecord | undefined;
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
  const { settings, queries } = useServices();
  const [{ edition, saved, base }, setShown] = useState<Shown>(() => {
    return { edition: 0, saved: found ? writeDefinition(found.definition) : BLANK, base: found };
  });
  const [text, setText] = useState(saved);
  const keysOf = useKeys(solution);
  const [complete] = useState(() => completeDefinition(keysOf));
  const save = useSave(solution, base);
  const mayEdit = mayIn(place, solution.id, 'editor');
  const isChanged = text !== saved;
  const show = (next: string, from: FunctionRecord | undefined) => {
    setText(next);
    setShown({ edition: edition + 1, saved: next, base: from });
  };
  const store = (next: string, isOther = false) =>
    save.mutate(next, {
      onSuccess: (stored) => (isOther ? show(next, stored) : setShown({ edition, saved: next, base: stored })),
    });
  const take = (now: FunctionRecord) => {
    show(writeDefinition(now.definition), now);
    save.reset();
  };
  // What was read anew is taken over while nothing is being changed; what is typed stays.
  if (found && base && !isChanged && !save.isPending && found.version > base.version) take(found);
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
      {base && isStale(save.error) ? (
        <StaleAlert<FunctionRecord>
          title="It was changed while you had it open"
          queryKey={[...functionWritesKey(place), 'since', base.id, base.version]}
          // What stands beside the editor is read with it.
          read={() => queries.fetchQuery({ ...functionQuery(place, solution.id, base.name), staleTime: 0 })}
          changesTo={(now) => changesBetween(base, now)}
          onKeep={(now) => {
            setShown({ edition, saved, base: now });
            save.reset();
          }}
          onTake={take}
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
              <Button variant="subtle" onClick={() => take(found)}>
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
