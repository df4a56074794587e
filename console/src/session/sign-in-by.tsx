/**
 * Single sign-on: a button for each identity provider. The provider's pages are opened in this window, or over a page whose
 * session has ended in another one, so that nothing typed is lost.
 */
import { type KeywardClient, KeywardError, type ResultOf } from '@keyward/sdk';
import { Button, Divider, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useServices } from './services.ts';
import { hearSignedOn, SIGNED_ON_PATH } from './signed-on-channel.ts';

type SignInBy = ResultOf<'auth.identityProviders'>['items'][number];

/** One of the installation, or of the organisation that is named. */
export interface OfferedProvider extends SignInBy {
  readonly organisation?: string;
}

/** Those of the installation, and of an organisation by its slug. */
export function useOfferedProviders(organisation: string | undefined) {
  const { client } = useServices();
  return useQuery({
    queryKey: ['sign-in-by', organisation ?? ''],
    queryFn: async (): Promise<OfferedProvider[]> => {
      const common = await client.auth.identityProviders({});
      if (organisation === undefined) return common.items;
      const own = await client.auth.identityProviders({ organisation });
      return [...common.items, ...own.items.map((each) => ({ ...each, organisation }))];
    },
  });
}

/** Where it goes on; at the console's own page where that address may not be gone on to. */
async function begin(client: KeywardClient, { id, organisation }: OfferedProvider, returnPath: string) {
  const wanted = { identityProvider: id, ...(organisation !== undefined && { organisation }) };
  try {
    return await client.auth.singleSignOn({ ...wanted, returnPath });
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'request/return-refused') throw error;
    return client.auth.singleSignOn(wanted);
  }
}

const WINDOW = 'popup,width=560,height=720';

export interface SignInByProps {
  /** Slug of the organisation whose providers are offered too. */
  readonly organisation?: string | undefined;
  /** Path where this window goes on; absent: another window is opened, and `onSignedIn` called. */
  readonly next?: string;
  readonly onSignedIn?: () => void;
}

/** The buttons; nothing where nobody offers any. */
export function SignInByProviders({ organisation, next, onSignedIn }: SignInByProps) {
  const { client } = useServices();
  const { data: offered = [] } = useOfferedProviders(organisation);
  const opened = useRef<Window | null>(null);
  const heard = useRef(onSignedIn);
  heard.current = onSignedIn;
  useEffect(() => hearSignedOn(() => heard.current?.()), []);
  const beginning = useMutation({
    mutationFn: (provider: OfferedProvider) => begin(client, provider, next ?? SIGNED_ON_PATH),
    onSuccess: ({ authorizationUrl }) => {
      if (opened.current) opened.current.location.replace(authorizationUrl);
      else location.assign(authorizationUrl);
    },
    onError: () => opened.current?.close(),
  });
  const start = (provider: OfferedProvider) => {
    // At once: browsers let a click open windows, and nothing later.
    if (next === undefined) opened.current = window.open('about:blank', '_blank', WINDOW);
    if (opened.current) opened.current.opener = null;
    else if (next === undefined) return;
    beginning.mutate(provider);
  };
  if (offered.length === 0) return null;
  return (
    <Stack gap="xs">
      <Divider label="or" labelPosition="center" />
      {offered.map((provider) => (
        <Button
          key={provider.id}
          variant="default"
          loading={beginning.isPending && beginning.variables.id === provider.id}
          onClick={() => start(provider)}
        >
          Sign in with {provider.title}
        </Button>
      ))}
      {next === undefined && (
        <Text size="xs" c="dimmed">
          Opens a window of its own; allow it where the browser asks.
        </Text>
      )}
      <ProblemAlert error={beginning.error} title="It could not be begun" />
    </Stack>
  );
}
