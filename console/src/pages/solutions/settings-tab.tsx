/** What a solution is called, what it is known by, and its end. */
import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { Moment } from '../../shared/moment.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { type Solution, solutionsKey } from './queries.ts';
import { mayIn } from './role.ts';

function Rename({ solution, mayEdit }: { readonly solution: Solution; readonly mayEdit: boolean }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [name, setName] = useState(solution.name);
  const rename = useMutation({
    mutationFn: () => place.client.solutions.update(solution.id, { name: name.trim() }, { ifMatch: solution.version }),
    onSuccess: () => {
      notifications.show({ message: 'Renamed' });
      return queries.invalidateQueries({ queryKey: solutionsKey(place) });
    },
    // Where somebody else has renamed it meanwhile: theirs is shown then, and a second try is made on it.
    onError: () => queries.invalidateQueries({ queryKey: solutionsKey(place) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <form onSubmit={submit} aria-label="Solution">
      <Stack>
        <TextInput
          label="Name"
          maxLength={200}
          disabled={!mayEdit}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Slug"
          description="In addresses, and in Keyward-Solution. Fixed."
          classNames={{ input: 'mono' }}
          disabled
          value={solution.slug}
        />
        <Text size="sm" c="dimmed">
          <span className="mono">{solution.id}</span>, made <Moment at={solution.createdAt} /> by{' '}
          <span className="mono">{solution.createdBy}</span>
        </Text>
        <ProblemAlert error={rename.error} title="It was not renamed" />
        {mayEdit && (
          <Group>
            <Button
              type="submit"
              disabled={name.trim() === '' || name.trim() === solution.name}
              loading={rename.isPending}
            >
              Rename
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function Remove({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => place.client.solutions.remove(solution.id),
    onSuccess: async () => {
      await navigate({ to: `/organisations/${place.reference}/solutions` as string });
      notifications.show({ message: `${solution.slug} is removed` });
      void queries.invalidateQueries({ queryKey: solutionsKey(place) });
    },
  });
  return (
    <Card withBorder padding="md" component="section" aria-label="Remove">
      <Stack gap="xs">
        <Title order={2}>Remove the solution</Title>
        <Text size="sm">
          Its functions go with it. As long as it has credentials or consumers it is not removed: remove or move these
          first.
        </Text>
        <TextInput
          label={`Type ${solution.slug} to remove it`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ProblemAlert error={remove.error} title="It was not removed" />
        <Group>
          <Button
            color="red"
            disabled={typed !== solution.slug}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            Remove for good
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** The tab. */
export function SettingsTab({ solution }: { readonly solution: Solution }) {
  const place = useOrganisation();
  const mayEdit = mayIn(place, solution.id, 'editor');
  return (
    <Stack maw={640} gap="lg">
      <Rename key={solution.version} solution={solution} mayEdit={mayEdit} />
      {mayEdit && <Remove solution={solution} />}
    </Stack>
  );
}
