/** What is around every page of an organisation: who is signed in, the navigation, and what is wrong with the connection. */
import { AppShell, Box, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { isAtLeast, OrganisationProvider, useOrganisation } from '../session/organisation.tsx';
import { RequireSession, Waiting } from '../session/require-session.tsx';
import { SignInDialog } from '../session/sign-in-dialog.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Banners } from './banners.tsx';
import { Icon } from './icon.tsx';
import { type NavigationEntry, navigation } from './navigation.ts';

const HEADER_PX = 52;

function Entry({ entry, onFollow }: { readonly entry: NavigationEntry; readonly onFollow: () => void }) {
  const { label, path, icon } = entry;
  const { organisation } = useParams({ strict: false }) as { organisation: string };
  const { pathname } = useLocation();
  const home = `/organisations/${organisation}`;
  const to = path === '' ? home : `${home}/${path}`;
  const isHere = pathname === to || pathname === `${to}/` || (path !== '' && pathname.startsWith(`${to}/`));
  return (
    <NavLink
      component={Link}
      to={to}
      activeOptions={{ exact: path === '' }}
      label={label}
      leftSection={<Icon name={icon} />}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      variant="subtle"
      py={6}
      onClick={onFollow}
    />
  );
}

function Navigation({ onFollow }: { readonly onFollow: () => void }) {
  const { role } = useOrganisation();
  const isShown = ({ from }: NavigationEntry) => from === undefined || isAtLeast(role, from);
  return (
    <nav aria-label="Main">
      {navigation.map(({ title, entries }) => (
        <Box key={title ?? ''} mb="xs">
          {title !== undefined && entries.some(isShown) && (
            <Text size="xs" c="dimmed" fw={600} px="sm" pt={4}>
              {title}
            </Text>
          )}
          {entries.filter(isShown).map((entry) => (
            <Entry key={entry.path} entry={entry} onFollow={onFollow} />
          ))}
        </Box>
      ))}
      <NavLink
        component="a"
        href="/docs"
        target="_blank"
        label="API reference"
        leftSection={<Icon name="book" />}
        py={6}
      />
    </nav>
  );
}

function Inside() {
  const { who, name } = useOrganisation();
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
              {name}
            </Text>
          </Group>
          <AccountMenu who={who} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" zIndex={150} style={{ overflowY: 'auto' }}>
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

/** The shell, for who is signed in. */
export function Shell() {
  return (
    <RequireSession>
      {(who) => (
        <OrganisationProvider who={who}>
          <Inside />
        </OrganisationProvider>
      )}
    </RequireSession>
  );
}
