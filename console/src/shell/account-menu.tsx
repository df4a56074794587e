/** Who is signed in, the colours, and the way out. */
import { ActionIcon, Button, Group, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Who } from '../session/organisation.tsx';
import { useSignOut } from '../session/use-sign-out.ts';
import { Icon } from './icon.tsx';

function ColourSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const label = isDark ? 'Use light colours' : 'Use dark colours';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      <Icon name={isDark ? 'sun' : 'moon'} />
    </ActionIcon>
  );
}

/** The way back from a choice of colours. */
function SystemColours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (colorScheme === 'auto') return null;
  return (
    <Menu.Item leftSection={<Icon name="moon" size={16} />} onClick={() => setColorScheme('auto')}>
      Colours of the system
    </Menu.Item>
  );
}

/** The right end of the header. */
export function AccountMenu({ who }: { readonly who: Who }) {
  const signOut = useSignOut();
  const { organisation } = useParams({ strict: false }) as { organisation: string };
  return (
    <Group gap={4} wrap="nowrap">
      <ColourSchemeToggle />
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-sm" maw={160}>
            {who.person?.name || who.token.name || 'Account'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {who.person && <Menu.Label>{who.person.email}</Menu.Label>}
          {(who.memberships?.length ?? 0) > 1 && (
            <>
              {who.memberships?.map(({ organisation: { id, slug, name }, role }) => (
                <Menu.Item key={id} component={Link} to={`/organisations/${slug}` as string}>
                  {name ?? slug}
                  {role !== undefined && ` (${role})`}
                </Menu.Item>
              ))}
              <Menu.Divider />
            </>
          )}
          {who.person && (
            <Menu.Item
              component={Link}
              to={`/organisations/${organisation}/account` as string}
              leftSection={<Icon name="people" size={16} />}
            >
              Your account
            </Menu.Item>
          )}
          <SystemColours />
          <Menu.Item leftSection={<Icon name="leave" size={16} />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
