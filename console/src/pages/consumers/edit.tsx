/** Registers a consumer, or changes one: for each step a credential that it may be given, or a new one. */
import { Anchor, Button, Card, Group, Select, Skeleton, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { componentsQuery } from '../credentials/queries.ts';
import { solutionChoiceQuery } from '../solutions/queries.ts';
import { type Consumer, choiceQuery, consumerQuery, consumersKey } from './queries.ts';

interface Use {
  readonly credential: string;
  readonly step?: string;
  readonly component?: string;
}

interface Draft {
  readonly kind: string;
  readonly externalId: string;
  readonly name: string;
  readonly active: boolean;
  readonly solution: string;
  readonly link: string;
  readonly uses: readonly Use[];
}

const EMPTY: Draft = { kind: 'flow', externalId: '', name: '', active: true, solution: '', link: '', uses: [] };

function draftOf({ kind, externalId, name, active, solutionId = '', link = '', uses }: Consumer): Draft {
  return { kind, externalId, name, active, solution: solutionId, link, uses };
}

function changedUse({ step, component, credential }: Use, change: Partial<Use>): Use {
  const next = { step, component, credential, ...change };
  return {
    credential: next.credential ?? '',
    ...(next.step ? { step: next.step } : {}),
    ...(next.component ? { component: next.component } : {}),
  };
}

/** What is chosen among, or the way to a new one. */
function CredentialChoice({
  use,
  solution,
  onChange,
}: {
  readonly use: Use;
  readonly solution: string;
  readonly onChange: (use: Use) => void;
}) {
  const place = useOrganisation();
  const { component = '' } = use;
  const { data, isFetched } = useQuery({
    ...choiceQuery(place, { component, solution }),
    enabled: component !== '',
  });
  const keys = (data ?? []).map(({ key, name }) => ({
    value: key,
    label: name === undefined ? key : `${key} (${name})`,
  }));
  const isThere = keys.some(({ value }) => value === use.credential);
  const shown = use.credential === '' || isThere ? keys : [{ value: use.credential, label: use.credential }, ...keys];
  const search = { [/^[A-Z]/.test(component) ? 'type' : 'provider']: component, ...(solution !== '' && { solution }) };
  return (
    <div>
      <Select
        label="Credential"
        placeholder={component === '' ? 'Choose the component first' : 'Choose'}
        data={shown}
        value={use.credential === '' ? null : use.credential}
        searchable
        onChange={(credential) => onChange(changedUse(use, { credential: credential ?? '' }))}
      />
      {component !== '' && (
        <Text size="xs" mt={4} role="status">
          {isFetched && keys.length === 0 && 'There is none that it may be given. '}
          <Anchor
            component={Link}
            to={`/organisations/${place.reference}/credentials/new` as string}
            search={search as never}
            target="_blank"
            inherit
            underline="always"
          >
            Add a new one
          </Anchor>
        </Text>
      )}
    </div>
  );
}

function UseCard({
  use,
  at,
  solution,
  onChange,
  onRemove,
}: {
  readonly use: Use;
  readonly at: number;
  readonly solution: string;
  readonly onChange: (use: Use) => void;
  readonly onRemove: () => void;
}) {
  const place = useOrganisation();
  const { data: counts = [] } = useQuery(componentsQuery(place));
  const known = counts.map(({ component, title }) => ({ value: component, label: title ?? component }));
  const { component = '' } = use;
  const isKnown = component === '' || known.some(({ value }) => value === component);
  return (
    <Card withBorder padding="sm" component="section" aria-label={`Use ${at + 1}`}>
      <Group align="flex-start" gap="xs">
        <TextInput
          label="Step"
          w={{ base: '100%', xs: 170 }}
          maxLength={200}
          value={use.step ?? ''}
          onChange={(event) => onChange(changedUse(use, { step: event.currentTarget.value }))}
        />
        <Select
          label="Component"
          placeholder="What the step works with"
          w={{ base: '100%', xs: 190 }}
          searchable
          data={isKnown ? known : [{ value: component, label: component }, ...known]}
          value={component === '' ? null : component}
          onChange={(next) => onChange(changedUse(use, { component: next ?? '', credential: '' }))}
        />
        <Stack flex={1} miw={200} gap={0}>
          <CredentialChoice use={use} solution={solution} onChange={onChange} />
        </Stack>
        <Button variant="subtle" color="gray" size="xs" mt={26} onClick={onRemove} aria-label={`Remove use ${at + 1}`}>
          <Icon name="trash" size={16} />
        </Button>
      </Group>
    </Card>
  );
}

function useRegister(before: Consumer | undefined) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const done = async (message: string) => {
    void queries.invalidateQueries({ queryKey: consumersKey(place) });
    notifications.show({ message });
    await navigate({ to: `/organisations/${place.reference}/consumers` as string, ignoreBlocker: true });
  };
  const save = useMutation({
    mutationFn: ({ kind, externalId, name, active, solution, link, uses }: Draft) => {
      const body = { name, active, uses: [...uses], ...(solution && { solution }), ...(link && { link }) };
      return place.client.consumers.replace(kind, externalId, body, { ...(before && { ifMatch: before.version }) });
    },
    onSuccess: () => done('Registered'),
  });
  const remove = useMutation({
    mutationFn: ({ kind, externalId }: Draft) => place.client.consumers.remove(kind, externalId),
    onSuccess: () => done('Removed; its credentials stay'),
  });
  return { save, remove };
}

function Form({ before, solution }: { readonly before?: Consumer | undefined; readonly solution: string }) {
  const { mayEdit, ...place } = useOrganisation();
  const [start] = useState<Draft>(() => (before ? draftOf(before) : { ...EMPTY, solution }));
  const [draft, setDraft] = useState(start);
  const { data: solutions = [] } = useQuery(solutionChoiceQuery(place));
  const { save, remove } = useRegister(before);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const setUse = (at: number, use: Use | undefined) =>
    set({ uses: draft.uses.flatMap((each, index) => (index === at ? (use ? [use] : []) : [each])) });
  const isSound =
    draft.externalId !== '' && draft.name !== '' && draft.uses.every(({ credential }) => credential !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSound) save.mutate(draft);
  };
  const chosen = solutions.find(({ id, slug }) => id === draft.solution || slug === draft.solution);
  return (
    <form onSubmit={submit} aria-label="Consumer">
      <UnsavedGuard isOn={draft !== start && !save.isSuccess && !remove.isSuccess} />
      <fieldset disabled={!mayEdit} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack maw={760}>
          <Card withBorder padding="md">
            <Stack>
              <Group grow align="flex-start">
                <TextInput
                  label="Kind"
                  description="flow, rule, job …"
                  required
                  disabled={before !== undefined}
                  classNames={{ input: 'mono' }}
                  value={draft.kind}
                  onChange={(event) => set({ kind: event.currentTarget.value })}
                />
                <TextInput
                  label="Id"
                  description="Where it runs."
                  required
                  disabled={before !== undefined}
                  classNames={{ input: 'mono' }}
                  value={draft.externalId}
                  onChange={(event) => set({ externalId: event.currentTarget.value })}
                />
              </Group>
              <TextInput
                label="Name"
                required
                maxLength={200}
                value={draft.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
              <TextInput
                label="Link"
                description="To where it can be looked at; http or https."
                type="url"
                value={draft.link}
                onChange={(event) => set({ link: event.currentTarget.value })}
              />
              <Select
                label="Solution"
                description="In which its keys are looked up; the organisation without one."
                placeholder="The organisation"
                clearable
                clearButtonProps={{ 'aria-label': 'Clear: solution' }}
                data={solutions.map(({ id, name }) => ({ value: id, label: name }))}
                value={chosen?.id ?? null}
                onChange={(id) => set({ solution: id ?? '' })}
              />
              <Switch
                label="Active"
                description="One that is not active may name what is gone, and holds no deletion up."
                checked={draft.active}
                onChange={(event) => set({ active: event.currentTarget.checked })}
              />
            </Stack>
          </Card>
          <Title order={2}>Uses</Title>
          {draft.uses.map((use, at) => (
            <UseCard
              // biome-ignore lint/suspicious/noArrayIndexKey: a use has no name of its own
              key={at}
              use={use}
              at={at}
              solution={draft.solution}
              onChange={(next) => setUse(at, next)}
              onRemove={() => setUse(at, undefined)}
            />
          ))}
          {mayEdit && (
            <Group>
              <Button
                variant="default"
                size="xs"
                leftSection={<Icon name="plus" size={16} />}
                onClick={() => set({ uses: [...draft.uses, { credential: '' }] })}
              >
                Add a use
              </Button>
            </Group>
          )}
          <ProblemAlert error={save.error ?? remove.error} title="It was not saved" />
          {mayEdit && (
            <Group justify="space-between">
              <Button type="submit" disabled={!isSound || draft === start} loading={save.isPending}>
                {before ? 'Save' : 'Register'}
              </Button>
              {before && (
                <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate(draft)}>
                  Remove
                </Button>
              )}
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

/** The page; `kind` and `id` in its address name the one to change. */
export function Page() {
  const place = useOrganisation();
  const [{ kind = '', id = '', solution = '' }] = usePageSearch(['kind', 'id', 'solution']);
  const isNew = id === '';
  const { data, error } = useQuery({ ...consumerQuery(place, kind, id), enabled: !isNew });
  return (
    <PageFrame
      title={isNew ? 'Register consumer' : (data?.name ?? 'Consumer')}
      summary="Usually a system registers what it runs by itself, with PUT consumers/{kind}/{id}; this is the same by hand."
    >
      <ProblemAlert error={error} title="There is no such consumer" />
      {!isNew && !data && !error && <Skeleton height={240} maw={760} />}
      {(isNew || data) && <Form key={data?.version} before={data} solution={solution} />}
    </PageFrame>
  );
}
