/** One access token: what it confers, which is fixed; its name, which is not; its new value and its end. */
import { Anchor, Badge, Button, Card, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { memberNames, solutionChoices } from '../../shared/choices.ts';
import { ConfirmButton } from '../../shared/confirm-button.tsx';
import { Facts } from '../../shared/facts.tsx';
import { exactly, Moment } from '../../shared/moment.tsx';
import { SidePanel } from '../../shared/side-panel.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { limitsInWords } from './limits.ts';
import { type AccessToken, type Grant, tokenQuery, tokensKey } from './queries.ts';
import { RotateDialog } from './rotate-dialog.tsx';
import { TokenState } from './token-state.tsx';

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <Group gap={4}>
      {words.map((word) => (
        <Badge key={word} variant="default" tt="none" fw={500} className="mono" maw="100%">
          {word}
        </Badge>
      ))}
    </Group>
  );
}

function GrantCard({ grant, number }: { readonly grant: Grant; readonly number: number }) {
  const { credentials, functions, methods, paths, release, expiresAt } = grant;
  const some = (words: readonly string[] | undefined) => words && words.length > 0 && <Words words={words} />;
  return (
    <Card withBorder padding="xs" component="section" aria-label={`Grant ${number}`}>
      <Facts
        facts={[
          { name: 'Credentials', value: some(credentials) || undefined },
          { name: 'Functions', value: some(functions) || undefined },
          { name: 'Methods', value: some(methods) || 'all' },
          { name: 'Paths', value: some(paths) || 'all' },
          { name: 'Hands out', value: some(release) || undefined },
          { name: 'Until', value: expiresAt && exactly(expiresAt) },
        ]}
      />
    </Card>
  );
}

function RenameForm({ token }: { readonly token: AccessToken }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [name, setName] = useState(token.name);
  const renaming = useMutation({
    mutationFn: () => place.client.accessTokens.update(token.id, { name }),
    onSuccess: () => {
      notifications.show({ message: 'Saved' });
      return queries.invalidateQueries({ queryKey: tokensKey(place) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    renaming.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label="Name"
          flex={1}
          maxLength={200}
          disabled={!place.mayEdit}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name === token.name} loading={renaming.isPending}>
          Rename
        </Button>
      </Group>
      <ProblemAlert error={renaming.error} title="It was not renamed" />
    </form>
  );
}

function Ends({ token }: { readonly token: AccessToken }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [isRotating, { open, close }] = useDisclosure(false);
  if (!place.mayEdit || token.state === 'revoked') return null;
  const refresh = () => {
    notifications.show({ message: 'The token is revoked' });
    void queries.invalidateQueries({ queryKey: tokensKey(place) });
  };
  return (
    <Group justify="space-between">
      <Button variant="default" onClick={open} disabled={token.state === 'expired'}>
        New value
      </Button>
      <ConfirmButton
        label="Revoke"
        title={`Revoke ${token.name || 'this token'}?`}
        run={() => place.client.accessTokens.remove(token.id)}
        onDone={refresh}
      >
        Whoever shows it is refused within a second, for good. Its record stays.
      </ConfirmButton>
      {isRotating && <RotateDialog token={token} onClose={close} />}
    </Group>
  );
}

function Inside({ token }: { readonly token: AccessToken }) {
  const place = useOrganisation();
  const { data: names } = useQuery(memberNames(place));
  const { data: solutions } = useQuery({ ...solutionChoices(place), enabled: token.solutions !== undefined });
  const { grants, role, createdBy, createdAt, lastUsedAt, expiresAt, previousValidUntil, revokedAt } = token;
  const limited = token.solutions?.map((id) => solutions?.find(({ value }) => value === id)?.label ?? id);
  return (
    <Stack>
      <RenameForm token={token} />
      <Facts
        label="The token"
        facts={[
          { name: 'Id', value: <span className="mono">{token.id}</span> },
          { name: 'Manages as', value: role ?? 'nothing: it uses, and does not manage' },
          { name: 'Limited to', value: limited && <Words words={limited} /> },
          { name: 'At most', value: limitsInWords(token.limits) },
          { name: 'Expires', value: expiresAt ? exactly(expiresAt) : 'never' },
          {
            name: 'Value before',
            value: previousValidUntil && (
              <>
                is good until <Moment at={previousValidUntil} />
              </>
            ),
          },
          { name: 'Revoked', value: revokedAt && exactly(revokedAt) },
          { name: 'Last used', value: <Moment at={lastUsedAt} none="never" /> },
          { name: 'Issued', value: exactly(createdAt) },
          { name: 'By', value: names?.get(createdBy) ?? <span className="mono">{createdBy}</span> },
        ]}
      />
      <section>
        <Title order={2} mb="xs">
          May use
        </Title>
        {grants.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing: a role manages credentials and carries no use of them.
          </Text>
        )}
        <Stack gap="xs">
          {grants.map((grant, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: grants of a token never change
            <GrantCard key={index} grant={grant} number={index + 1} />
          ))}
        </Stack>
      </section>
      {place.mayAdminister && (
        <List size="sm" listStyleType="none">
          <List.Item>
            <Anchor
              component={Link}
              size="sm"
              to={`/organisations/${place.reference}/requests` as string}
              search={{ token: token.id } as never}
            >
              Its requests
            </Anchor>
          </List.Item>
          <List.Item>
            <Anchor
              component={Link}
              size="sm"
              to={`/organisations/${place.reference}/audit` as string}
              search={{ actor: token.id } as never}
            >
              What was done with it
            </Anchor>
          </List.Item>
        </List>
      )}
      <Ends token={token} />
    </Stack>
  );
}

/** The panel. */
export function TokenPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: token, error, isPending } = useQuery(tokenQuery(useOrganisation(), id));
  const title = token ? (
    <Stack gap={0} miw={0}>
      <Text component="span" fw={600} truncate>
        {token.name || token.id}
      </Text>
      <TokenState token={token} />
    </Stack>
  ) : (
    'Access token'
  );
  return (
    <SidePanel title={title} onClose={onClose} error={error} isLoading={isPending}>
      {token && <Inside key={token.id} token={token} />}
    </SidePanel>
  );
}
