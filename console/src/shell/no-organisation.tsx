/** In place of every page of an organisation that whoever is signed in is no member of: where they are one, or what to do. */
import { Anchor, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../session/organisation.tsx';
import { PageFrame } from './page.tsx';

/** The page. */
export function NoOrganisation() {
  const { who, reference } = useOrganisation();
  const { memberships = [], person } = who;
  return (
    <PageFrame title="Not an organisation of yours">
      <Stack gap="xs" maw={640}>
        <Text>
          There is no organisation <span className="mono">{reference}</span>, or {person?.email} is no member of it.
        </Text>
        {memberships.length === 0 ? (
          <Text>You are a member of none. Ask an administrator for an invitation: a link that is good once.</Text>
        ) : (
          <>
            <Text>You are a member of</Text>
            <List aria-label="Your organisations">
              {memberships.map(({ organisation: { id, slug, name } }) => (
                <List.Item key={id}>
                  <Anchor component={Link} to={`/organisations/${slug}` as string}>
                    {name ?? slug}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </>
        )}
      </Stack>
    </PageFrame>
  );
}
