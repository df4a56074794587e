/** What is around every page of an organisation: who is signed in, the navigation, and what is wrong with the connection. */
import { AppShell, Box, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { OrganisationProvider, useOrganisation } from '../session/organisation.tsx';
import { RequireSession, Waiting } from '../session/require-session.tsx';
import { SecondFactorGate } from '../session/second-factor-gate.tsx';
import { SignInDialog } from '../session/sign-in-dialog.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Banners } from './banners.tsx';
import { Brand } from './brand.tsx';
import { Icon } from './icon.tsx';
import { type NavigationEntry, navigationFor } from './navigation.ts';
import { NoOrganisation } from './no-organisation.tsx';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts.tsx';

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
      leftSection={<Icon name={icon} size={17} />}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      variant="light"
      className={classes.entry}
      onClick={onFollow}
    />
  );
}

function Navigation({ onFollow }: { readonly onFollow: () => void }) {
  const place = useOrganisation();
  return (
    <nav aria-label="Main">
      {navigationFor(place).map(({ title, entries }) => (
        <Box key={title ?? ''} mb={6}>
          {title !== undefined && (
            <Text size="xs" c="dimmed" fw={600} px="sm" py={4}>
              {title}
            </Text>
          )}
          {entries.map((entry) => (
            <Entry key={entry.path} entry={entry} onFollow={onFollow} />
          ))}
        </Box>
      ))}
      <NavLink
        component="a"
        href="/docs"
        target="_blank"
        label="API reference"
        leftSection={<Icon name="book" size={17} />}
        rightSection={<Icon name="out" size={13} />}
        className={classes.entry}
      />
    </nav>
  );
}

function Content() {
  const { reference, isOurs } = useOrganisation();
  const { pathname } = useLocation();
  // One's own account is that of every organisation, and of none.
  if (!isOurs && !pathname.endsWith('/account')) return <NoOrganisation />;
  return (
    <Suspense fallback={<Waiting />}>
      {/* The same page of another organisation is another page: nothing that is chosen or typed goes over. */}
      <SecondFactorGate key={reference}>
        <Outlet />
      </SecondFactorGate>
    </Suspense>
  );
}

function Inside() {
  const { who, name } = useOrganisation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: HEADER_PX }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
      transitionDuration={0}
    >
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <Brand isShort />
            <Text component="span" c="dimmed" aria-hidden="true">
              /
            </Text>
            <Text component="span" c="dimmed" truncate title={name}>
              {name}
            </Text>
          </Group>
          <Group gap={4} wrap="nowrap">
            <Shortcuts />
            <AccountMenu who={who} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" zIndex={150} className={classes.aside}>
        <Navigation onFollow={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Banners />
        <Content />
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
