/** One use of a consumer: the step, what it works with, and the credential that it is given. */
import { Button, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { Icon } from '../../shell/icon.tsx';
import { componentsQuery } from '../credentials/queries.ts';
import { kindOfComponent } from '../credentials/use-kind.ts';
import { changedUse, type Use } from './consumer-draft.ts';
import { choiceQuery } from './queries.ts';

const AddInPlace = lazy(async () => ({ default: (await import('../credentials/add-in-place.tsx')).AddInPlace }));

/** What is chosen among, or a new one, which the use is given once it is saved. */
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
  const queries = useQueryClient();
  const [isAdding, { open, close }] = useDisclosure(false);
  const choice = choiceQuery(place, { component, solution });
  const { data, isFetched } = useQuery({ ...choice, enabled: component !== '' });
  const keys = (data ?? []).map(({ key, name }) => ({
    value: key,
    label: name === undefined ? key : `${key} (${name})`,
  }));
  const isThere = keys.some(({ value }) => value === use.credential);
  const shown = use.credential === '' || isThere ? keys : [{ value: use.credential, label: use.credential }, ...keys];
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
        <Group gap="xs" mt={4}>
          <Button variant="default" size="compact-xs" onClick={open}>
            Add a new one
          </Button>
          <Text size="xs" role="status">
            {isFetched && keys.length === 0 && 'There is none that it may be given.'}
          </Text>
        </Group>
      )}
      {isAdding && (
        <Suspense>
          <AddInPlace
            kind={kindOfComponent(component)}
            target={solution === '' ? {} : { solution }}
            onClose={close}
            onSaved={({ key }) => {
              void queries.invalidateQueries({ queryKey: choice.queryKey });
              onChange(changedUse(use, { credential: key }));
              close();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The card. */
export function UseCard({
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
