/** Address, password and, where the account has a second factor, its code. */
import { KeywardError } from '@keyward/sdk';
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useServices } from './services.ts';

function needsCode(error: Error | null): boolean {
  return error instanceof KeywardError && error.code === 'session/code-required';
}

/** The form. @param onSignedIn - Called once the session is there. */
export function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const { client } = useServices();
  const entering = useMutation({
    mutationFn: () => client.auth.signIn({ email, password, ...(code !== '' && { code: code.trim() }) }),
    onSuccess: onSignedIn,
    onError: (error) => setAsksCode((asked) => asked || needsCode(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {!needsCode(entering.error) && <ProblemAlert error={entering.error} title="You are not signed in" />}
        <TextInput
          label="Email address"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {asksCode && (
          <TextInput
            label="Code"
            description="Six digits of your authenticator app, or a backup code."
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={entering.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
