/** OAuth configurations: the organisation's clients at authorisation servers; the one that the address names is open beside them. */
import { Anchor, Badge, Button, Drawer, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Moment } from '../../shared/moment.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ClientForm } from './client-form.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { type Configuration, configurationsQuery, mayManageOAuth } from './queries.ts';
import { RedirectCheck } from './redirect-check.tsx';

const NEW = 'new';

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}

function columnsOf(reference: string, open: (key: string) => void): readonly Column<Configuration>[] {
  return [
    {
      title: 'OAuth client',
      cell: ({ key, name, provider, tokenUrl }) => (
        <Stack gap={0} miw={0}>
          <Anchor component="button" ta="left" className="mono" fw={600} size="sm" truncate onClick={() => open(key)}>
            {key}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {[name, provider ?? hostOf(tokenUrl)].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
      ),
    },
    {
      title: 'Connections',
      width: '112px',
      cell: ({ key, connections }) =>
        connections === 0 ? (
          <Text size="sm" c="dimmed">
            –
          </Text>
        ) : (
          <Badge variant="default" fw={500} tt="none" aria-label={`${connections} connections by ${key}`}>
            {connections.toLocaleString('en')}
          </Badge>
        ),
    },
    {
      title: 'Client ID',
      from: 'md',
      width: '30%',
      cell: ({ clientId }) => (
        <Text size="sm" className="mono" truncate>
          {clientId}
        </Text>
      ),
    },
    { title: 'Changed', from: 'md', width: '112px', cell: ({ updatedAt }) => <Moment at={updatedAt} /> },
    {
      title: 'Connect',
      from: 'md',
      width: '104px',
      cell: ({ key, provider }) => (
        <Anchor
          component={Link}
          size="sm"
          aria-label={`Connect by ${key}`}
          to={`/organisations/${reference}/credentials/new` as string}
          search={(provider === undefined ? { type: 'OAuth2' } : { provider, type: 'OAuth2' }) as never}
        >
          Connect
        </Anchor>
      ),
    },
  ];
}

function OpenOne({ stored, onClose }: { readonly stored: Configuration; readonly onClose: () => void }) {
  const place = useOrganisation();
  const [isDeleting, setIsDeleting] = useState(false);
  if (!mayManageOAuth(place)) {
    return (
      <Stack>
        <RedirectCheck configuration={stored.id} />
        <Text size="sm">Who administers the organisation may change it.</Text>
      </Stack>
    );
  }
  return (
    <Stack>
      <ClientForm
        key={stored.id}
        stored={stored}
        onCancel={onClose}
        onSaved={() => {
          notifications.show({ message: `${stored.key} is saved` });
          onClose();
        }}
      />
      <div>
        <Button variant="subtle" color="red" onClick={() => setIsDeleting(true)}>
          Delete
        </Button>
      </div>
      {isDeleting && <DeleteDialog configuration={stored} onClose={() => setIsDeleting(false)} onDeleted={onClose} />}
    </Stack>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [{ open = '' }, change] = usePageSearch(['open']);
  const { data, error, isFetching } = useQuery(configurationsQuery(place));
  const show = (key: string) => change({ open: key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is the same as long as the router is
  const columns = useMemo(() => columnsOf(place.reference, show), [place.reference]);
  const stored = data?.find(({ key, id }) => key === open || id === open);
  const close = () => change({ open: '' });
  const add = mayManageOAuth(place) && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => show(NEW)}>
      Add OAuth client
    </Button>
  );
  return (
    <PageFrame
      title="OAuth clients"
      summary="What this organisation has registered at providers. Connections are made by these, so that nobody handles a client secret twice."
      actions={add}
    >
      <ProblemAlert error={error} title="The list could not be read" />
      {data?.length === 0 && (
        <EmptyState title="No OAuth client yet" action={add}>
          Register Keyward as a client at a provider, and keep the client’s id and secret here. The secret is sealed in
          this browser, for the provider’s token URL alone.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <DataTable
          label="OAuth clients"
          columns={columns}
          items={data}
          nameOf={({ key }) => key}
          hasMore={false}
          isFetching={isFetching}
          fetchMore={() => undefined}
          openId={stored?.id}
        />
      )}
      {(open === NEW || stored) && (
        <Drawer
          opened
          onClose={close}
          position="right"
          size={620}
          overlayProps={{ backgroundOpacity: 0.15 }}
          closeButtonProps={{ 'aria-label': 'Close' }}
          title={stored ? (stored.name ?? stored.key) : 'Add OAuth client'}
        >
          {stored ? (
            <OpenOne stored={stored} onClose={close} />
          ) : (
            <ClientForm onCancel={close} onSaved={({ key }) => show(key)} />
          )}
        </Drawer>
      )}
    </PageFrame>
  );
}
