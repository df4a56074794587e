/** One use of a consumer: the step, what it works with, and the credential that it is given. */
import { Anchor, Button, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';
import { Icon } from '../../shell/icon.tsx';
import { componentsQuery } from '../credentials/queries.ts';
import { changedUse, type Use } from './consumer-draft.ts';
import { choiceQuery } from './queries.ts';

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
