/** Identity providers: of the organisation, and for owners of the platform those of the installation; the open one beside them. */
import { Anchor, Badge, Button, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ProviderForm } from './provider-form.tsx';
import {
  groupOf,
  type IdentityProvider,
  mayManagePlatform,
  providersKey,
  providersQuery,
  type Scope,
} from './queries.ts';

const NEW = 'new';

const scopes = [
  { value: 'organisation', label: 'This organisation' },
  { value: 'installation', label: 'The installation' },
] as const;

const summaries: Readonly<Record<Scope, string>> = {
  organisation: 'OpenID Connect servers that sign people in to this organisation, and to nothing else.',
  installation: 'OpenID Connect servers that sign people in to all that they have.',
};

function columnsOf(open: (key: string) => void): readonly Column<IdentityProvider>[] {
  return [
    {
      title: 'Identity provider',
      cell: ({ key, title, issuer }) => (
        <Stack gap={0} miw={0}>
          <Anchor component="button" ta="left" fw={600} size="sm" truncate onClick={() => open(key)}>
            {title}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {issuer}
          </Text>
        </Stack>
      ),
    },
    {
      title: 'First sign-in',
      width: '120px',
      from: 'md',
      cell: ({ membership }) => <Text size="sm">{membership?.role ?? 'linked only'}</Text>,
    },
    {
      title: 'State',
      width: '96px',
      cell: ({ active }) => (
        <Badge variant="default" fw={500} tt="none">
          {active ? 'active' : 'off'}
        </Badge>
      ),
    },
  ];
}

/** The way is gone in a window of its own, which says at its end what would have come of it. */
function TestButton({ scope, provider }: { readonly scope: Scope; readonly provider: IdentityProvider }) {
  const place = useOrganisation();
  const testing = useMutation({
    mutationFn: async (opened: Window | null) => {
      const { authorizationUrl } = await groupOf(place, scope)
        .test(provider.id)
        .catch((error: unknown) => {
          opened?.close();
          throw error;
        });
      if (opened) opened.location.replace(authorizationUrl);
      else location.assign(authorizationUrl);
    },
  });
  return (
    <>
      <Button
        variant="default"
        loading={testing.isPending}
        onClick={() => testing.mutate(window.open('about:blank', '_blank', 'popup,width=560,height=720'))}
      >
        Test by signing in
      </Button>
      <ProblemAlert error={testing.error} title="It could not be tested" />
    </>
  );
}

interface OpenOneProps {
  readonly scope: Scope;
  readonly stored: IdentityProvider;
  readonly onClose: () => void;
}

function OpenOne({ scope, stored, onClose }: OpenOneProps) {
  const place = useOrganisation();
  const queries = useQueryClient();
  return (
    <Stack>
      <CopyField
        label="Redirect URL"
        description="To be registered at the provider, to the letter."
        value={stored.redirectUrl}
      />
      <ProviderForm
        key={`${stored.id} ${stored.version}`}
        scope={scope}
        stored={stored}
        onCancel={onClose}
        onSaved={() => notifications.show({ message: 'Saved' })}
      />
      <Group>
        <TestButton scope={scope} provider={stored} />
        <ConfirmButton
          label="Remove"
          title={`Remove ${stored.title}`}
          action="Remove for good"
          run={() => groupOf(place, scope).remove(stored.id, { ifMatch: stored.version })}
          onDone={() => {
            notifications.show({ message: `${stored.title} is removed` });
            void queries.invalidateQueries({ queryKey: providersKey(place, scope) });
            onClose();
          }}
        >
          Its secret and all links to it go with it, and the sessions that came by it end.{' '}
          <strong>This is final.</strong>
        </ConfirmButton>
      </Group>
    </Stack>
  );
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [{ open = '', of }, change] = usePageSearch(['open', 'of']);
  const mayBoth = mayManagePlatform(place);
  const scope: Scope = of === 'installation' && mayBoth ? 'installation' : 'organisation';
  const { data, error, isFetching } = useQuery(providersQuery(place, scope));
  const show = (key: string) => change({ open: key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is the same as long as the router is
  const columns = useMemo(() => columnsOf(show), []);
  const stored = data?.find(({ key, id }) => key === open || id === open);
  const close = () => change({ open: '' });
  const add = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => show(NEW)}>
      Add identity provider
    </Button>
  );
  return (
    <PageFrame title="Identity providers" summary={summaries[scope]} actions={add}>
      {mayBoth && (
        <SegmentedControl
          aria-label="Whose"
          data={[...scopes]}
          value={scope}
          onChange={(value) => change({ of: value === 'installation' ? value : '', open: '' })}
        />
      )}
      <ProblemAlert error={error} title="The list could not be read" />
      {data?.length === 0 && (
        <EmptyState title="No identity provider yet" action={add}>
          Register Keyward as a client of your OpenID Connect server, and people sign in with the account that they have
          there. The client secret is sealed in this browser.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <DataTable
          label="Identity providers"
          columns={columns}
          items={data}
          nameOf={({ title }) => title}
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
          title={stored ? stored.title : 'Add identity provider'}
        >
          {stored ? (
            <OpenOne scope={scope} stored={stored} onClose={close} />
          ) : (
            <ProviderForm scope={scope} onCancel={close} onSaved={({ key }) => show(key)} />
          )}
        </Drawer>
      )}
    </PageFrame>
  );
}
