/**
 * /join#…: a one-time link. It makes the first person's account, makes somebody a member, or lets them choose a new
 * password. The link's token stands behind the `#`, which is never sent as part of an address.
 */
import { KeywardError, type ResultOf } from '@keyward/sdk';
import { Alert, Anchor, Button, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useHash } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useServices } from '../../session/services.ts';
import { OuterPage } from '../../shell/outer-page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';

type LinkShown = ResultOf<'auth.link'>;

const titles = { invitation: 'Join', 'set-up': 'Set up Keyward', reset: 'Choose a new password' } as const;

function introductionOf({ kind, organisation, role }: LinkShown): string {
  if (kind === 'set-up') return 'Make the first account. It owns this installation.';
  if (kind === 'reset') return 'Your other sessions end, and a second factor is removed.';
  const where = organisation === undefined ? 'this installation' : organisation.name;
  return `You are invited to ${where}${role === undefined ? '' : ` as ${role}`}.`;
}

interface Typed {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly code: string;
}

function JoinForm({ link, shown }: { readonly link: string; readonly shown: LinkShown }) {
  const navigate = useNavigate();
  const { client, session, queries } = useServices();
  const [typed, setTyped] = useState<Typed>({ email: shown.email ?? '', name: '', password: '', code: '' });
  const [isNew, setIsNew] = useState(true);
  const { email, name, password, code } = typed;
  const asksName = isNew && shown.kind !== 'reset';
  const joining = useMutation({
    mutationFn: () =>
      client.auth.accept({
        link,
        email,
        password,
        ...(asksName && { name }),
        ...(code !== '' && { code: code.trim() }),
      }),
    onSuccess: () => {
      queries.clear();
      session.set('unknown');
      void navigate({ to: '/', replace: true });
    },
  });
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const asksCode = !isNew && joining.error instanceof KeywardError && joining.error.code === 'session/code-required';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    joining.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <ProblemAlert error={joining.error} />
        {shown.kind === 'invitation' && (
          <SegmentedControl
            aria-label="Account"
            data={[
              { value: 'new', label: 'New account' },
              { value: 'known', label: 'I have an account' },
            ]}
            value={isNew ? 'new' : 'known'}
            onChange={(value) => setIsNew(value === 'new')}
          />
        )}
        <TextInput
          label="Email address"
          type="email"
          autoComplete="username"
          required
          readOnly={shown.email !== undefined}
          value={email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        {asksName && (
          <TextInput
            label="Name"
            autoComplete="name"
            required
            value={name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
        <PasswordInput
          label={isNew ? 'New password' : 'Password'}
          description={isNew ? 'At least 12 characters; anything may be in it.' : undefined}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          required
          value={password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        {(asksCode || code !== '') && (
          <TextInput
            label="Code"
            description="Six digits of your authenticator app, or a backup code."
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => set({ code: event.currentTarget.value })}
          />
        )}
        <Button type="submit" loading={joining.isPending}>
          {isNew ? titles[shown.kind] : 'Sign in and join'}
        </Button>
      </Stack>
    </form>
  );
}

/** The page. */
export function Page() {
  const { client } = useServices();
  // Another link that is pasted into the same window changes nothing but this.
  const [hash] = useHash({ getInitialValueInEffect: false });
  const link = hash.replace(/^#/, '');
  const asked = useQuery({ queryKey: ['link', link], queryFn: () => client.auth.link({ link }), enabled: link !== '' });
  const title = asked.data ? titles[asked.data.kind] : 'One-time link';
  return (
    <OuterPage title={title}>
      {link === '' && <Alert color="orange">The address holds no link. Open it as you were given it.</Alert>}
      <ProblemAlert error={asked.error} title="This link does not work" />
      {asked.error && (
        <Text size="sm">
          Ask whoever sent it for another one. Who has an account can <Anchor href="/sign-in">sign in</Anchor>.
        </Text>
      )}
      {asked.data && <Text size="sm">{introductionOf(asked.data)}</Text>}
      {asked.data && <JoinForm key={link} link={link} shown={asked.data} />}
    </OuterPage>
  );
}
