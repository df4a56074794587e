/** The identity providers that sign in to one's own account: linked and unlinked, confirmed with the password where there is one. */
import { KeywardError, type ResultOf } from '@keyward/sdk';
import { Button, Card, Group, List, Modal, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { useServices } from '../../session/services.ts';
import { type OfferedProvider, useOfferedProviders } from '../../session/sign-in-by.tsx';
import { Moment } from '../../shared/moment.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

type Identities = ResultOf<'identities.list'>;
type Identity = Identities['items'][number];

/** What the account has; asked for by every card that goes by it. */
export function useIdentities() {
  const { client } = useServices();
  return useQuery({ queryKey: ['identities'], queryFn: () => client.identities.list() });
}

interface Shown {
  readonly password?: string;
  readonly code?: string;
}

interface ConfirmProps {
  readonly title: string;
  readonly action: string;
  readonly text: string;
  readonly hasPassword: boolean;
  readonly run: (shown: Shown) => Promise<unknown>;
  readonly onClose: () => void;
}

/** The account's own person, once more. */
function ConfirmDialog({ title, action, text, hasPassword, run, onClose }: ConfirmProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const doing = useMutation({
    mutationFn: () => run({ ...(hasPassword && { password }), ...(code !== '' && { code: code.trim() }) }),
    onError: (error) => {
      if (error instanceof KeywardError && error.code === 'session/code-required') setAsksCode(true);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    doing.mutate();
  };
  const isAsking = doing.error instanceof KeywardError && doing.error.code === 'session/code-required';
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{text}</Text>
          {hasPassword && (
            <PasswordInput
              label="Your password"
              autoComplete="current-password"
              required
              data-autofocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          {asksCode && (
            <TextInput
              label="Code"
              description="Of the app, or a backup code."
              autoComplete="one-time-code"
              required
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          {!isAsking && <ProblemAlert error={doing.error} title="It was not done" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={doing.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function IdentityLine({ identity, hasPassword }: { readonly identity: Identity; readonly hasPassword: boolean }) {
  const { client } = useServices();
  const queries = useQueryClient();
  const [isUnlinking, setIsUnlinking] = useState(false);
  const { id, title, organisation, subject, isCurrent, usedAt } = identity;
  return (
    <Group justify="space-between" wrap="nowrap">
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={isCurrent ? 600 : 400}>
          {title}
          {organisation !== undefined && `, to ${organisation} alone`}
          {isCurrent && ' (this session)'}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          <span className="mono">{subject}</span> · used <Moment at={usedAt} />
        </Text>
      </Stack>
      <Button size="compact-sm" variant="default" aria-label={`Unlink ${title}`} onClick={() => setIsUnlinking(true)}>
        Unlink
      </Button>
      {isUnlinking && (
        <ConfirmDialog
          title={`Unlink ${title}`}
          action="Unlink"
          text="It signs in to this account no longer, and the sessions that came by it end."
          hasPassword={hasPassword}
          run={async (shown) => {
            await client.identities.unlink(id, shown);
            setIsUnlinking(false);
            await queries.invalidateQueries({ queryKey: ['identities'] });
            await queries.invalidateQueries({ queryKey: ['sessions'] });
          }}
          onClose={() => setIsUnlinking(false)}
        />
      )}
    </Group>
  );
}

function LinkButtons({ identities }: { readonly identities: Identities }) {
  const { client } = useServices();
  const { reference } = useOrganisation();
  const { data: offered = [] } = useOfferedProviders(reference);
  const [linking, setLinking] = useState<OfferedProvider>();
  const known = new Set(identities.items.map(({ identityProviderId }) => identityProviderId));
  const free = offered.filter(({ id }) => !known.has(id));
  return (
    <Group>
      {free.map((provider) => (
        <Button key={provider.id} variant="default" onClick={() => setLinking(provider)}>
          Link {provider.title}
        </Button>
      ))}
      {linking && (
        <ConfirmDialog
          title={`Link ${linking.title}`}
          action="Go on"
          text={
            linking.organisation === undefined
              ? `Whoever ${linking.title} signs in as you then is in this account.`
              : `Whoever ${linking.title} signs in as you then is you in ${linking.organisation}, and nowhere else. Those who administer it there could be, too.`
          }
          hasPassword={identities.hasPassword}
          run={async (shown) => {
            const { id: identityProvider, organisation } = linking;
            const wanted = { identityProvider, ...(organisation !== undefined && { organisation }), ...shown };
            const { authorizationUrl } = await client.identities.create({ ...wanted, returnPath: location.pathname });
            location.assign(authorizationUrl);
          }}
          onClose={() => setLinking(undefined)}
        />
      )}
    </Group>
  );
}

/** The card; nothing where nothing is linked and nobody offers anything. */
export function IdentitiesCard() {
  const { reference } = useOrganisation();
  const { data, error } = useIdentities();
  const { data: offered = [] } = useOfferedProviders(reference);
  if (!error && (!data || (data.items.length === 0 && offered.length === 0))) return null;
  return (
    <Card withBorder component="section" aria-labelledby="identities-title">
      <Stack gap="sm">
        <Title order={2} id="identities-title">
          Single sign-on
        </Title>
        <ProblemAlert error={error} title="The links could not be read" />
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed">
            No identity provider signs in to this account.
          </Text>
        )}
        {data && data.items.length > 0 && (
          <List
            listStyleType="none"
            spacing="sm"
            aria-label="Linked identity providers"
            styles={{ itemWrapper: { width: '100%' }, itemLabel: { width: '100%' } }}
          >
            {data.items.map((identity) => (
              <List.Item key={identity.id}>
                <IdentityLine identity={identity} hasPassword={data.hasPassword} />
              </List.Item>
            ))}
          </List>
        )}
        {data && !data.isLimited && <LinkButtons identities={data} />}
      </Stack>
    </Card>
  );
}
