/** Registers a consumer, or changes one: for each step a credential that it may be given, or a new one. */
import { KeywardError } from '@keyward/sdk';
import { Button, Card, Group, Select, Skeleton, Stack, Switch, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { sayDone } from '../../shared/say-done.tsx';
import { type Change, StaleAlert } from '../../shared/stale-alert.tsx';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { solutionChoiceQuery } from '../solutions/queries.ts';
import { type ConsumerDraft, consumerDraftOf, emptyConsumer, type Use } from './consumer-draft.ts';
import { type Consumer, consumerQuery, consumersKey } from './queries.ts';
import { UseCard } from './use-card.tsx';

function useRegister(before: Consumer | undefined) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => queries.invalidateQueries({ queryKey: consumersKey(place) });
  const leave = async () => {
    void refresh();
    await navigate({ to: `/organisations/${place.reference}/consumers` as string, ignoreBlocker: true });
  };
  const replace = (draft: ConsumerDraft, ifMatch?: number) => {
    const { kind, externalId, name, active, solution, link, uses } = draft;
    const body = { name, active, uses: [...uses], ...(solution && { solution }), ...(link && { link }) };
    return place.client.consumers.replace(kind, externalId, body, ifMatch === undefined ? {} : { ifMatch });
  };
  const save = useMutation({
    mutationFn: (draft: ConsumerDraft) => replace(draft, before?.version),
    onSuccess: ({ name }) => {
      notifications.show({ message: before ? `${name} is saved` : `${name} is registered` });
      return leave();
    },
  });
  const remove = useMutation({
    mutationFn: ({ kind, externalId }: Consumer) => place.client.consumers.remove(kind, externalId),
    onSuccess: (_, removed) => {
      sayDone(`${removed.name} is removed; its credentials stay`, async () => {
        await replace(consumerDraftOf(removed));
        await refresh();
      });
      return leave();
    },
  });
  return { save, remove };
}

function changesBetween(before: ConsumerDraft, after: ConsumerDraft): Change[] {
  const names = Object.keys(before) as (keyof ConsumerDraft)[];
  const different = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return different.map((name) => ({ name, was: before[name], is: after[name] }));
}

function Form({ found, solution }: { readonly found?: Consumer | undefined; readonly solution: string }) {
  const { mayEdit, ...place } = useOrganisation();
  const [before, setBefore] = useState(found);
  const [start, setStart] = useState<ConsumerDraft>(() =>
    found ? consumerDraftOf(found) : { ...emptyConsumer, solution },
  );
  const [draft, setDraft] = useState(start);
  const { data: solutions = [] } = useQuery(solutionChoiceQuery(place));
  const { save, remove } = useRegister(before);
  const set = (change: Partial<ConsumerDraft>) => setDraft({ ...draft, ...change });
  const setUse = (at: number, use: Use | undefined) =>
    set({ uses: draft.uses.flatMap((each, index) => (index === at ? (use ? [use] : []) : [each])) });
  const isSound =
    draft.externalId !== '' && draft.name !== '' && draft.uses.every(({ credential }) => credential !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSound) save.mutate(draft);
  };
  const mine = changesBetween(start, draft);
  const begin = (now: Consumer, next: Partial<ConsumerDraft> = {}) => {
    setBefore(now);
    setStart(consumerDraftOf(now));
    setDraft({ ...consumerDraftOf(now), ...next });
  };
  const goOn = (now: Consumer, next?: Partial<ConsumerDraft>) => {
    begin(now, next);
    save.reset();
  };
  // What was read anew is taken over while nothing is being changed; what is typed stays.
  if (found && before && mine.length === 0 && found.version > before.version) begin(found);
  const isStale = before !== undefined && save.error instanceof KeywardError && save.error.code === 'consumer/stale';
  const chosen = solutions.find(({ id, slug }) => id === draft.solution || slug === draft.solution);
  return (
    <form onSubmit={submit} aria-label="Consumer">
      <UnsavedGuard isOn={mine.length > 0 && !save.isSuccess && !remove.isSuccess} />
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
          {isStale ? (
            <StaleAlert<Consumer>
              title="It was changed while you had it open"
              queryKey={[...consumersKey(place), 'since', before.kind, before.externalId, before.version]}
              read={() => place.client.consumers.get(before.kind, before.externalId)}
              changesTo={(now) => changesBetween(start, consumerDraftOf(now))}
              onKeep={(now) => goOn(now, Object.fromEntries(mine.map(({ name, is }) => [name, is])))}
              onTake={(now) => goOn(now)}
            />
          ) : (
            <ProblemAlert error={save.error ?? remove.error} title="It was not saved" />
          )}
          {mayEdit && (
            <Group justify="space-between">
              <Button type="submit" disabled={!isSound || isStale || mine.length === 0} loading={save.isPending}>
                {before ? 'Save' : 'Register'}
              </Button>
              {before && (
                <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate(before)}>
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
      trail={[{ label: 'Consumers', path: 'consumers' }]}
      summary="Usually a system registers what it runs by itself, with PUT consumers/{kind}/{id}; this is the same by hand."
    >
      <ProblemAlert error={error} title="There is no such consumer" />
      {!isNew && !data && !error && <Skeleton height={240} maw={760} />}
      {(isNew || data) && <Form key={`${kind} ${id}`} found={data} solution={solution} />}
    </PageFrame>
  );
}
