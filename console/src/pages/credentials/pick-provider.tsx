/** The first step of adding: what it is for. Typed into, or gone through with the arrow keys. */
import { Badge, Group, Select, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ComponentIcon, type IconDrawing } from '../../shared/component-icon.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Icon } from '../../shell/icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import type { AddTarget } from './add-target.ts';
import { type CredentialType, type ProviderSummary, providersQuery, typesQuery } from './catalogue.ts';
import classes from './pick-provider.module.css';
import type { KindChoice } from './use-kind.ts';

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly icon?: IconDrawing | undefined;
  readonly search: KindChoice;
  readonly words: string;
  readonly categories: readonly string[];
}

function choiceOfProvider({ name, title, description = '', categories, icon }: ProviderSummary): Choice {
  const words = `${name} ${title} ${description}`.toLowerCase();
  return { key: name, title, about: categories.join(', '), icon, search: { provider: name }, words, categories };
}

function choiceOfType({ name, title, description }: CredentialType): Choice {
  const words = `${name} ${title} ${description}`.toLowerCase();
  return { key: name, title, about: description, search: { type: name }, words, categories: [] };
}

function useChoices() {
  const place = useOrganisation();
  const providers = useQuery(providersQuery(place));
  const types = useQuery(typesQuery(place));
  return {
    providers: useMemo(() => providers.data?.map(choiceOfProvider), [providers.data]),
    types: useMemo(
      () => types.data?.filter(({ name, isConnected }) => !isConnected || name === 'OAuth2').map(choiceOfType),
      [types.data],
    ),
    error: providers.error ?? types.error,
  };
}

const BY_COLUMN: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Moves among the links; from the search into them, and out of the first one back. */
function moveFocus(event: KeyboardEvent<HTMLElement>, frame: HTMLElement | null): void {
  const links = [...(frame?.querySelectorAll<HTMLElement>('[data-choice]') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0 && event.key !== 'ArrowDown') return;
  const columns = links.filter(({ offsetTop }) => offsetTop === links[Math.max(at, 0)]?.offsetTop).length || 1;
  const step = BY_COLUMN[event.key] ?? { ArrowDown: at < 0 ? 1 : columns, ArrowUp: -columns }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  if (at + step < 0) frame?.querySelector('input')?.focus();
  else links[Math.min(at + step, links.length - 1)]?.focus();
}

function ChoiceBody({ choice: { title, about, icon } }: { readonly choice: Choice }) {
  return (
    <>
      <ComponentIcon icon={icon} title={title} size={32} />
      <span className={classes.words}>
        <span className={classes.name}>{title}</span>
        <span className={classes.about}>{about}</span>
      </span>
    </>
  );
}

export interface PickProviderProps {
  /** For whom a credential is added. */
  readonly target: AddTarget;
  /** Told what is chosen; a choice is a link to its form by default. */
  readonly onPick?: (kind: KindChoice) => void;
}

function Choices({
  title,
  choices,
  target,
  onPick,
}: PickProviderProps & { readonly title: string; readonly choices: readonly Choice[] }) {
  const { reference } = useOrganisation();
  if (choices.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} mb="xs">
        {title}{' '}
        <Text span c="dimmed" size="sm" fw={400}>
          {choices.length}
        </Text>
      </Title>
      <ul className={classes.grid}>
        {choices.map((choice) => (
          <li key={choice.key}>
            {onPick ? (
              <UnstyledButton className={classes.choice} data-choice onClick={() => onPick(choice.search)}>
                <ChoiceBody choice={choice} />
              </UnstyledButton>
            ) : (
              <Link
                className={classes.choice}
                data-choice
                to={`/organisations/${reference}/credentials/new` as string}
                search={{ ...target, ...choice.search } as never}
              >
                <ChoiceBody choice={choice} />
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The picker. */
export function PickProvider(props: PickProviderProps) {
  const { providers, types, error } = useChoices();
  const [typed, setTyped] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const wanted = useDeferredValue(typed.trim().toLowerCase());
  const frame = useRef<HTMLDivElement>(null);
  const isFit = ({ words, categories }: Choice) =>
    words.includes(wanted) && (category === null || categories.includes(category));
  const fit = providers?.filter(isFit) ?? [];
  const fitTypes = types?.filter(isFit) ?? [];
  const all = useMemo(() => [...new Set(providers?.flatMap(({ categories }) => categories))].sort(), [providers]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the links and the input inside
    <div ref={frame} onKeyDown={(event) => moveFocus(event, frame.current)}>
      <Stack>
        <ProblemAlert error={error} title="The providers could not be read" />
        <Group gap="xs">
          <TextInput
            aria-label="Search providers"
            placeholder="Search providers"
            w={{ base: '100%', xs: 320 }}
            leftSection={<Icon name="search" size={16} />}
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') frame.current?.querySelector<HTMLElement>('[data-choice]')?.click();
            }}
          />
          <Select
            aria-label="Category"
            placeholder="Category"
            w={{ base: '100%', xs: 180 }}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear: category' }}
            data={all}
            value={category}
            onChange={setCategory}
          />
          <Badge variant="default" tt="none" fw={400} role="status">
            {fit.length + fitTypes.length} to choose from
          </Badge>
        </Group>
        {providers && types && fit.length + fitTypes.length === 0 && (
          <EmptyState title="No provider is called that">
            Clear the search, and choose a type for an API that has no provider yet.
          </EmptyState>
        )}
        <Choices {...props} title="Any other API" choices={wanted === '' && category === null ? fitTypes : []} />
        <Choices {...props} title="Providers" choices={fit} />
        <Choices {...props} title="Types" choices={wanted === '' && category === null ? [] : fitTypes} />
      </Stack>
    </div>
  );
}
