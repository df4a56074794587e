/** One account beside the list: what it is a member of, what of it lives, a link for a new password, and its end. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { Facts } from '../../shared/facts.tsx';
import { IssuedTokens } from '../../shared/issued-tokens.tsx';
import { Mark } from '../../shared/mark.tsx';
import { Moment } from '../../shared/moment.tsx';
import { ShownOnce } from '../../shared/shown-once.tsx';
import { SidePanel } from '../../shared/side-panel.tsx';
import { accountQuery, accountsKey, type Person, type PersonDetail, platformKey } from './queries.ts';

/** In a word. */
export function AccountState({ state }: Pick<Person, 'state'>) {
  return <Mark tone={state === 'active' ? 'good' : 'off'} label={state === 'active' ? 'Active' : 'Deactivated'} />;
}

function useChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: accountsKey });
    void queries.invalidateQueries({ queryKey: platformKey });
  };
}

function Reset({ person: { id, name, email } }: { readonly person: PersonDetail }) {
  const { client } = useOrganisation();
  const [link, setLink] = useState<string>();
  const [made, setMade] = useState<string>();
  return (
    <>
      <ConfirmButton
        label="New password"
        variant="default"
        title={`Make a link for a new password of ${name || email}?`}
        action="Make the link"
        run={async () => setMade((await client.platformPeople.reset(id, {})).link)}
        onDone={() => setLink('shown')}
      >
        Whoever has the link can sign in as {email}. It is good once, for a day. With its use the second factor is gone
        and every session ends; the logs of their organisations have both.
      </ConfirmButton>
      {link !== undefined && made !== undefined && (
        <ShownOnce
          title="The link for a new password"
          warning={`Hand it to ${name || email} by a way that nobody else reads: it is not shown again.`}
          onClose={() => {
            setLink(undefined);
            setMade(undefined);
          }}
        >
          <CopyField label="Link" value={`${location.origin}/join#${made}`} />
        </ShownOnce>
      )}
    </>
  );
}

function Deactivate({ person: { id, name, email, activeTokens } }: { readonly person: PersonDetail }) {
  const { client } = useOrganisation();
  const onChanged = useChanged();
  const [isEnding, setIsEnding] = useState(false);
  return (
    <ConfirmButton
      label="Deactivate"
      title={`Deactivate ${name || email}?`}
      run={() => client.platformPeople.deactivate(id, { tokens: isEnding ? 'revoke' : 'keep' })}
      onDone={() => {
        notifications.show({ message: `${name || email} can sign in no more` });
        onChanged();
      }}
    >
      Every session ends within a second, links that they made are withdrawn, and nobody signs in with the account until
      it is reactivated. What they are a member of they stay.
      <IssuedTokens
        queryKey={[...accountsKey, id]}
        count={async () => ({ activeTokens })}
        isEnding={isEnding}
        onChange={setIsEnding}
      />
    </ConfirmButton>
  );
}

function Reactivate({ person: { id, name, email } }: { readonly person: PersonDetail }) {
  const { client } = useOrganisation();
  const onChanged = useChanged();
  return (
    <ConfirmButton
      label="Reactivate"
      variant="default"
      title={`Reactivate ${name || email}?`}
      run={() => client.platformPeople.reactivate(id, {})}
      onDone={() => {
        notifications.show({ message: `${name || email} can sign in again` });
        onChanged();
      }}
    >
      They sign in with the password that they had, and manage what they are a member of.
    </ConfirmButton>
  );
}

function Actions({ person }: { readonly person: PersonDetail }) {
  const { who, reference } = useOrganisation();
  if (person.id === who.person?.id) {
    return (
      <Group>
        <Text size="sm">This is you: your own password and second factor are changed on the page of your account.</Text>
        <Button component="a" variant="default" href={`/organisations/${reference}/account`}>
          Your account
        </Button>
      </Group>
    );
  }
  if (person.state === 'deactivated') return <Reactivate person={person} />;
  return (
    <Group>
      <Reset person={person} />
      <Deactivate person={person} />
    </Group>
  );
}

function rolesOf({ role, solutions }: PersonDetail['memberships'][number]): string {
  const there = Object.values(solutions as Readonly<Record<string, string>>);
  const inSolutions =
    there.length === 0 ? undefined : `${[...new Set(there)].join(', ')} in ${there.length} of its solutions`;
  return [role, inSolutions].filter(Boolean).join(', ');
}

/** The panel. */
export function AccountPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: person, error, isPending } = useQuery(accountQuery(useOrganisation(), id));
  return (
    <SidePanel title={person?.name || person?.email || 'Account'} onClose={onClose} error={error} isLoading={isPending}>
      {person && (
        <Stack>
          <Facts
            label="Account"
            facts={[
              { name: 'Email address', value: person.email },
              { name: 'State', value: <AccountState state={person.state} /> },
              { name: 'Deactivated', value: person.deactivatedAt && <Moment at={person.deactivatedAt} /> },
              { name: 'Second factor', value: person.hasSecondFactor ? 'yes' : 'no' },
              { name: 'Platform', value: person.platformRole },
              ...person.memberships.map((each) => ({
                name: each.organisation.name ?? each.organisation.slug,
                value: rolesOf(each),
              })),
              { name: 'Sessions', value: person.sessions },
              { name: 'Access tokens', value: person.activeTokens },
              { name: 'Since', value: <Moment at={person.createdAt} /> },
            ]}
          />
          <Actions person={person} />
        </Stack>
      )}
    </SidePanel>
  );
}
