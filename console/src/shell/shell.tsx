/** What is around every page of an organisation: who is signed in, the navigation, and what is wrong with the connection. */
import { AppShell, Box, Burger, Center, Group, Loader, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { OrganisationProvider, type Who } from '../session/organisation.tsx';
import { useServices, useSignal } from '../session/services.ts';
import { SignInDialog } from '../session/sign-in-dialog.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Banners } from './banners.tsx';
import { Icon } from './icon.tsx';
import { navigation } from './navigation.ts';
import { ProblemAlert } from './problem-alert.tsx';

const HEADER_PX = 52;

function useWho() {
  const { client, session } = useServices();
  const asked = useQuery({ queryKey: ['whoami'], queryFn: () => client.whoami.get(), staleTime: 60_000 });
  const isIn = asked.isSuccess;
  useEffect(() => {
    if (isIn) session.set('open');
  }, [isIn, session]);
  return asked;
}

function Waiting() {
  return (
    <Center mih={240}>
      <Loader size="sm" aria-label="Loading" />
    </Center>
  );
}

function Navigation({ onFollow }: { readonly onFollow: () => void }) {
  const { organisation } = useParams({ strict: false }) as { organisation: string };
  const { pathname } = useLocation();
  return (
    <nav aria-label="Main">
      {navigation.map(({ label, path, icon }) => {
        const to = `/organisations/${organisation}/${path}`;
        const isHere = pathname === to || pathname.startsWith(`${to}/`);
        return (
          <NavLink
            key={path}
            component={Link}
            to={to}
            label={label}
            leftSection={<Icon name={icon} />}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            variant="subtle"
            onClick={onFollow}
          />
        );
      })}
      <NavLink component="a" href="/docs" target="_blank" label="API reference" leftSection={<Icon name="book" />} />
    </nav>
  );
}

function Inside({ who }: { readonly who: Who }) {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: HEADER_PX }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
      transitionDuration={0}
    >
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <Text component="span" fw={700} fz="md">
              Keyward
            </Text>
            <Text component="span" c="dimmed" truncate>
              {who.organisation?.name ?? who.organisation?.slug ?? ''}
            </Text>
          </Group>
          <AccountMenu who={who} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" zIndex={150}>
        <Navigation onFollow={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Banners />
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <SignInDialog />
    </AppShell>
  );
}

/** Lets in who is signed in; leads everybody else to the sign-in. */
export function Shell() {
  const { session } = useServices();
  const { data: who, error } = useWho();
  const state = useSignal(session);
  const navigate = useNavigate();
  useEffect(() => {
    if (state !== 'none') return;
    // As it is now: while the router is on its way this is still shown, at the next address.
    const next = location.pathname + location.search;
    void navigate({ to: '/sign-in' as string, search: { next } as never, replace: true });
  }, [state, navigate]);
  if (who) {
    return (
      <OrganisationProvider who={who}>
        <Inside who={who} />
      </OrganisationProvider>
    );
  }
  if (!error || state === 'none') return <Waiting />;
  return (
    <Box p="lg">
      <Banners />
      <ProblemAlert error={error} />
    </Box>
  );
}
