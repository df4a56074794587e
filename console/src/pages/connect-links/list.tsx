/** Connect links: for people without an account, who fill in one credential, once. All that were made, and what became of them. */
import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EmptyState } from '../../shared/empty-state.tsx';
import { Mark, type MarkProps } from '../../shared/mark.tsx';
import { Moment } from '../../shared/moment.tsx';
import { usePageSearch } from '../../shared/page-search.ts';
import { useCursorList } from '../../shared/use-cursor-list.ts';
import { Icon } from '../../shell/icon.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { LinkForm, MadeLink } from './link-form.tsx';
import { type ConnectLink, connectLinksKey, type MadeConnectLink } from './queries.ts';

const NEW = 'new';

const states: Readonly<Record<ConnectLink['status'], MarkProps>> = {
  open: { label: 'Open', tone: 'warn', hint: 'Nobody has used it yet.' },
  used: { label: 'Used', tone: 'good' },
  revoked: { label: 'Withdrawn', tone: 'off' },
  expired: { label: 'Ended', tone: 'off', hint: 'Nobody used it in time. Make another one.' },
  exhausted: {
    label: 'Tried too often',
    tone: 'bad',
    hint: 'What was entered was refused too often. Make another one.',
  },
};

function KeyCell({ link, organisation }: { readonly link: ConnectLink; readonly organisation: string }) {
  const { key, credentialId, provider, type, status } = link;
  return (
    <Stack gap={0} miw={0}>
      {status === 'used' ? (
        <Anchor
          component={Link}
          to={`/organisations/${organisation}/credentials/${credentialId}` as string}
          className="mono"
          fw={600}
          size="sm"
          truncate
        >
          {key}
        </Anchor>
      ) : (
        <Text className="mono" fw={600} size="sm" truncate>
          {key}
        </Text>
      )}
      <Text size="xs" c="dimmed" truncate>
        {provider ?? type}
      </Text>
    </Stack>
  );
}

function WithdrawButton({ link }: { readonly link: ConnectLink }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  if (link.status !== 'open') return null;
  return (
    <ConfirmButton
      label="Withdraw"
      name={`Withdraw the link for ${link.key}`}
      title={`Withdraw the link for ${link.key}`}
      action="Withdraw it"
      size="compact-sm"
      run={() => place.client.connectLinks.remove(link.id)}
      onDone={() => {
        notifications.show({ message: `The link for ${link.key} opens nothing any more` });
        void queries.invalidateQueries({ queryKey: connectLinksKey(place) });
      }}
    >
      Whoever has its address can do nothing with it from then on.
    </ConfirmButton>
  );
}

function columnsOf(organisation: string): readonly Column<ConnectLink>[] {
  return [
    { title: 'Fills in', cell: (link) => <KeyCell link={link} organisation={organisation} /> },
    { title: 'State', width: '120px', cell: ({ status }) => <Mark {...states[status]} /> },
    { title: 'Ends', width: '112px', from: 'md', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
    { title: 'Made', width: '112px', from: 'md', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { title: 'Tries', width: '72px', from: 'lg', cell: ({ tries }) => <Text size="sm">{tries}</Text> },
    { title: 'Withdraw', width: '108px', cell: (link) => <WithdrawButton link={link} /> },
  ];
}

/** The page. */
export function Page() {
  const place = useOrganisation();
  const [{ open, credential }, change] = usePageSearch(['open', 'credential']);
  const [made, setMade] = useState<MadeConnectLink>();
  const list = useCursorList([...connectLinksKey(place), 'list'], (page) => place.client.connectLinks.list(page));
  const columns = useMemo(() => columnsOf(place.reference), [place.reference]);
  const close = () => {
    setMade(undefined);
    change({ open: '', credential: '' });
  };
  const add = place.mayEdit && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: NEW })}>
      Make a link
    </Button>
  );
  return (
    <PageFrame
      title="Connect links"
      summary="Somebody without an account fills in one credential by such a link, once. What they enter is sealed in their browser."
      actions={add}
    >
      <ProblemAlert error={list.error} title="The list could not be read" />
      {list.isEmpty ? (
        <EmptyState title="No link yet" action={add}>
          Make one for a customer or a colleague who holds the account, instead of having a password sent to you.
        </EmptyState>
      ) : (
        <DataTable label="Connect links" columns={columns} nameOf={({ key }) => key} {...list} />
      )}
      {open === NEW && (
        <Modal
          opened
          onClose={close}
          size="lg"
          title={made ? 'The link is made' : 'Make a connect link'}
          closeOnClickOutside={false}
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          {made ? (
            <MadeLink made={made} onDone={close} />
          ) : (
            <LinkForm {...(credential !== undefined && { credential })} onMade={setMade} onCancel={close} />
          )}
        </Modal>
      )}
    </PageFrame>
  );
}
