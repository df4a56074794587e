/** Issuing an access token: what it may use, what it may manage, for how long. What it confers is fixed from then on. */
import {
  Alert,
  Button,
  Card,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { isAtLeast, type Organisation, useOrganisation } from '../../session/organisation.tsx';
import { solutionChoices } from '../../shared/choices.ts';
import { usePageSearch } from '../../shared/page-search.ts';
import { UnsavedGuard } from '../../shared/unsaved-guard.tsx';
import { useWriteKey } from '../../shared/use-write-key.ts';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { emptyGrant, inputOf, mistakesOf, type TokenDraft } from './draft.ts';
import { GrantFields } from './grant-fields.tsx';
import { IssuedDialog } from './issued-dialog.tsx';
import { limitNames } from './limits.ts';
import { tokensKey } from './queries.ts';

const roles = [
  { value: 'user', label: 'user: reads' },
  { value: 'editor', label: 'editor: writes credentials, functions, tokens' },
  { value: 'admin', label: 'admin: settings, members, logs too' },
  { value: 'owner', label: 'owner: everything' },
] as const;

const limitLabels = { perSecond: 'A second', perMinute: 'A minute', concurrency: 'At once' } as const;

interface FieldsProps {
  readonly draft: TokenDraft;
  readonly set: (part: Partial<TokenDraft>) => void;
}

/** Nobody gives more than they have; the API refuses it, and it is not offered. */
function rolesFor({ role }: Organisation) {
  return roles.filter(({ value }) => isAtLeast(role, value));
}

function ManageFields({ draft, set }: FieldsProps) {
  const place = useOrganisation();
  const solutions = useQuery(solutionChoices(place));
  return (
    <Card withBorder component="section" aria-label="What it manages, and its bounds">
      <Stack gap="sm">
        <Title order={2}>Bounds</Title>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Expires"
            description="At the end of that day. Empty: never."
            type="date"
            value={draft.until}
            onChange={(event) => set({ until: event.currentTarget.value })}
          />
          <Select
            label="Manages as"
            description="A role uses nothing. Most tokens need none."
            placeholder="Nothing"
            data={rolesFor(place)}
            value={draft.role}
            onChange={(role) => set({ role })}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: manages as' }}
          />
        </SimpleGrid>
        {(solutions.data?.length ?? 0) > 0 && (
          <MultiSelect
            label="Solutions"
            description="Limits it to these; keys then mean what they mean there. None chosen: the whole organisation."
            data={solutions.data ?? []}
            value={[...draft.solutions]}
            onChange={(chosen) => set({ solutions: chosen })}
            searchable
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {limitNames.map((name) => (
            <NumberInput
              key={name}
              label={limitLabels[name]}
              placeholder="No limit"
              min={1}
              max={name === 'concurrency' ? 10_000 : 100_000}
              allowDecimal={false}
              value={draft.limits[name] ?? ''}
              onChange={(value) => {
                const limit = value === '' ? undefined : Number(value);
                set({ limits: { ...draft.limits, [name]: limit } });
              }}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function Grants({ draft, set }: FieldsProps) {
  const { grants } = draft;
  const next = Math.max(0, ...grants.map(({ number }) => number)) + 1;
  return (
    <Stack gap="sm">
      {grants.map((grant, index) => (
        <GrantFields
          key={grant.number}
          grant={grant}
          index={index}
          onChange={(changed) => set({ grants: grants.with(index, changed) })}
          onRemove={() => set({ grants: grants.toSpliced(index, 1) })}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => set({ grants: [...grants, emptyGrant(next)] })}>
          Add another grant
        </Button>
      </div>
    </Stack>
  );
}

function useIssue(draft: TokenDraft) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const idempotencyKey = useWriteKey(draft);
  return useMutation({
    mutationFn: () => place.client.accessTokens.create(inputOf(draft), { idempotencyKey }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tokensKey(place) }),
  });
}

/** The page. */
export function Page() {
  const { reference } = useOrganisation();
  const navigate = useNavigate();
  const [{ credential }] = usePageSearch(['credential']);
  const [first] = useState<TokenDraft>(() => {
    const grants = [emptyGrant(1, credential === undefined ? [] : [credential])];
    return { name: '', role: null, solutions: [], until: '', limits: {}, grants };
  });
  const [draft, setDraft] = useState(first);
  const [isTried, setIsTried] = useState(false);
  const issuing = useIssue(draft);
  const mistakes = mistakesOf(draft);
  const set = (part: Partial<TokenDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (mistakes.length === 0) issuing.mutate();
  };
  const issued = issuing.data;
  const leave = (id: string) =>
    void navigate({ to: `/organisations/${reference}/access-tokens/${id}` as string, search: {} as never });
  return (
    <PageFrame
      title="Create access token"
      trail={[{ label: 'Access tokens', path: 'access-tokens' }]}
      summary="What it confers is fixed from then on; it can be revoked at any time."
    >
      <form onSubmit={submit} aria-label="Access token">
        <Stack maw={720}>
          <UnsavedGuard isOn={draft !== first && !issued} />
          <TextInput
            label="Name"
            description="Who or what will show it."
            placeholder="Invoice sync"
            required
            maxLength={200}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Grants draft={draft} set={set} />
          <ManageFields draft={draft} set={set} />
          {isTried && mistakes.length > 0 && (
            <Alert role="alert" color="red" variant="outline">
              {mistakes.join(' ')}
            </Alert>
          )}
          <ProblemAlert error={issuing.error} title="No token was issued" />
          <Group>
            <Button type="submit" loading={issuing.isPending}>
              Create token
            </Button>
          </Group>
        </Stack>
      </form>
      {issued && <IssuedDialog issued={issued} onClose={() => leave(issued.id)} />}
    </PageFrame>
  );
}
