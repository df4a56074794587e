/** Another password. Every other session ends. */
import { Button, Card, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useServices } from '../../session/services.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

/** The card. */
export function PasswordCard({ hasPassword }: { readonly hasPassword: boolean }) {
  const { client } = useServices();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changing = useMutation({
    mutationFn: () => client.auth.password({ ...(hasPassword && { current }), next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      notifications.show({ message: 'The password is changed; every other session has ended' });
      void queries.invalidateQueries({ queryKey: ['identities'] });
      return queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate();
  };
  return (
    <Card withBorder component="section" aria-labelledby="password-title">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} id="password-title">
            Password
          </Title>
          {hasPassword ? (
            <PasswordInput
              label="Current password"
              autoComplete="current-password"
              required
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          ) : (
            <Text size="sm" c="dimmed">
              The account has none: you sign in by an identity provider. It can be set within ten minutes of a sign-in.
            </Text>
          )}
          <PasswordInput
            label="New password"
            description="At least 12 characters; anything may be in it. Your other sessions end."
            autoComplete="new-password"
            required
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <ProblemAlert error={changing.error} title="The password stays" />
          <Group>
            <Button type="submit" variant="default" loading={changing.isPending}>
              {hasPassword ? 'Change password' : 'Set password'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
