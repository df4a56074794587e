/** Lets in who is signed in, and leads everybody else to the sign-in and from there back to where they were going. */
import { Box, Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Banners } from '../shell/banners.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import type { Who } from './organisation.tsx';
import { useServices, useSignal } from './services.ts';

const FRESH_MS = 60_000;

/** Something is on its way. */
export function Waiting() {
  return (
    <Center mih={240}>
      <Loader size="sm" aria-label="Loading" />
    </Center>
  );
}

function useWho() {
  const { client, session } = useServices();
  const asked = useQuery({ queryKey: ['whoami'], queryFn: () => client.whoami.get(), staleTime: FRESH_MS });
  const isIn = asked.isSuccess;
  useEffect(() => {
    if (isIn) session.set('open');
  }, [isIn, session]);
  return asked;
}

/** Shows what is inside to who is signed in. */
export function RequireSession({ children }: { readonly children: (who: Who) => ReactNode }) {
  const { session } = useServices();
  const { data: who, error } = useWho();
  const isOut = useSignal(session) === 'none';
  const navigate = useNavigate();
  useEffect(() => {
    if (!isOut) return;
    // As it is now: while the router is on its way this is still shown, at the next address.
    const next = location.pathname + location.search;
    void navigate({ to: '/sign-in' as string, search: { next } as never, replace: true });
  }, [isOut, navigate]);
  if (who) return children(who);
  if (!error || isOut) return <Waiting />;
  return (
    <Box p="lg">
      <Banners />
      <ProblemAlert error={error} />
    </Box>
  );
}
