/** From anywhere to a page or a credential: type a part of its name, choose by the arrow keys, Enter. */
import { Anchor, Combobox, Group, Kbd, Loader, Modal, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useOrganisation } from '../session/organisation.tsx';
import { Icon, type IconName } from './icon.tsx';
import { navigationFor } from './navigation.ts';

const WAIT_MS = 150;
const MOST = 8;

interface Place {
  /** Below the organisation. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon: IconName;
}

function usePages(typed: string): readonly Place[] {
  const place = useOrganisation();
  const { who, mayEdit } = place;
  const more: readonly (Place | false | undefined)[] = [
    mayEdit && { path: 'credentials/new', label: 'Add credential', icon: 'plus' },
    who.person && { path: 'account', label: 'Your account', icon: 'people' },
  ];
  const all = [...navigationFor(place).flatMap(({ entries }) => entries), ...more.filter((each) => !!each)];
  return all.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
}

function useCredentials(typed: string) {
  const { client, reference } = useOrganisation();
  const [search] = useDebouncedValue(typed, WAIT_MS);
  return useQuery({
    queryKey: [reference, 'credentials', 'jump', search],
    queryFn: async ({ signal }): Promise<readonly Place[]> => {
      const { items } = await client.credentials.list({ search, limit: MOST, sort: 'key', signal });
      return items.map(({ id, key, name }) => ({ path: `credentials/${id}`, label: key, hint: name, icon: 'key' }));
    },
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
}

function Option({ place }: { readonly place: Place }) {
  const { path, label, hint, icon } = place;
  return (
    <Combobox.Option value={path}>
      <Group gap="sm" wrap="nowrap">
        <Icon name={icon} size={16} />
        <Text size="sm" truncate>
          {label}
          {hint !== undefined && (
            <Text span inherit c="dimmed">
              {' '}
              {hint}
            </Text>
          )}
        </Text>
      </Group>
    </Combobox.Option>
  );
}

function Options({ pages, credentials }: Readonly<Record<'pages' | 'credentials', readonly Place[]>>) {
  const groups = [
    { label: 'Pages', places: pages },
    { label: 'Credentials', places: credentials },
  ].filter(({ places }) => places.length > 0);
  return groups.map(({ label, places }) => (
    <Combobox.Group key={label} label={label}>
      {places.map((place) => (
        <Option key={place.path} place={place} />
      ))}
    </Combobox.Group>
  ));
}

/** The dialog. */
export function Jump({ onClose, onSheet }: { readonly onClose: () => void; readonly onSheet: () => void }) {
  const { reference } = useOrganisation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ opened: true });
  const pages = usePages(typed.trim());
  const { data = [], isFetching } = useCredentials(typed.trim());
  const credentials = typed.trim() === '' ? [] : data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other options stand there
  useEffect(() => {
    combobox.selectFirstOption();
  }, [typed, data]);
  const go = (path: string) => {
    onClose();
    void navigate({ to: `/organisations/${reference}/${path}` as string, search: {} as never });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding="xs"
      yOffset="12vh"
      attributes={{ content: { 'aria-label': 'Jump to' } }}
    >
      <Combobox store={combobox} onOptionSubmit={go}>
        <Combobox.EventsTarget>
          <TextInput
            aria-label="Page or credential"
            placeholder="Page or credential"
            leftSection={<Icon name="search" size={16} />}
            rightSection={isFetching && <Loader size={14} />}
            spellCheck={false}
            autoCapitalize="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options aria-label="Pages and credentials" mah="50vh" mt="xs" style={{ overflowY: 'auto' }}>
          <Options pages={pages} credentials={credentials} />
          {pages.length + credentials.length === 0 && !isFetching && (
            <Combobox.Empty>Nothing is called so. Credentials are found by key, name and owner.</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox>
      <Group gap={6} mt="xs" px={4} visibleFrom="sm">
        <Kbd size="xs">↑</Kbd>
        <Kbd size="xs">↓</Kbd>
        <Text size="xs" c="dimmed" me="sm">
          choose
        </Text>
        <Kbd size="xs">Enter</Kbd>
        <Text size="xs" c="dimmed" flex={1}>
          open
        </Text>
        <Anchor component="button" type="button" size="xs" onClick={onSheet}>
          All shortcuts
        </Anchor>
      </Group>
    </Modal>
  );
}
