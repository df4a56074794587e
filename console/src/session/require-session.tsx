/**
 * Lets in who is signed in, and leads everybody else to the sign-in and from there back to where they were going. A page is
 * one person's: where somebody else turns out to be signed in, in this window or in another one, it is loaded anew.
 */
import { Box, Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { Banners } from '../shell/banners.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import type { Who } from './organisation.tsx';
import { useServices, useSignal, whoKey } from './services.ts';

const FRESH_MS = 60_000;

/** Something is on its way. */
export function Waiting() {
  return (
    <Center mih={240}>
      <Loader size="sm" role="status" aria-label="Loading" />
    </Center>
  );
}

function useWho() {
  const { client, session } = useServices();
  const asked = useQuery({
    queryKey: whoKey,
    queryFn: () => client.whoami.get(),
    staleTime: FRESH_MS,
    // In another window somebody else may have signed in meanwhile.
    refetchOnWindowFocus: 'always',
  });
  const isIn = asked.isSuccess;
  useEffect(() => {
    if (isIn) session.set('open');
  }, [isIn, session]);
  return asked;
}

function idOf({ person, token }: Who): string {
  return person?.id ?? token.id;
}

/** Whether it is another one than whom this page was shown to: nothing that was read or typed here is for them. */
function useIsOther(who: Who | undefined): boolean {
  const [first, setFirst] = useState<string>();
  if (who && first === undefined) setFirst(idOf(who));
  const isOther = who !== undefined && first !== undefined && first !== idOf(who);
  useEffect(() => {
    if (isOther) location.replace('/');
  }, [isOther]);
  return isOther;
}

/** Shows what is inside to who is signed in. */
export function RequireSession({ children }: { readonly children: (who: Who) => ReactNode }) {
  const { session } = useServices();
  const { data: who, error } = useWho();
  const isOther = useIsOther(who);
  const isOut = useSignal(session) === 'none';
  const navigate = useNavigate();
  useEffect(() => {
    if (!isOut) return;
    // As it is now: while the router is on its way this is still shown, at the next address.
    const next = location.pathname + location.search;
    void navigate({ to: '/sign-in' as string, search: { next } as never, replace: true });
  }, [isOut, navigate]);
  if (isOther) return <Waiting />;
  if (who) return children(who);
  if (!error || isOut) return <Waiting />;
  return (
    <Box p="lg">
      <Banners />
      <ProblemAlert error={error} />
    </Box>
  );
}
