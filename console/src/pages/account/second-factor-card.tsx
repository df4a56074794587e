/** The second factor: whether there is one, and the ways to turn it on and off. */
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { Mark } from '../../shared/mark.tsx';
import { membersKey } from '../members/queries.ts';
import { RemoveSecondFactor } from './remove-second-factor.tsx';
import { SetUpSecondFactor } from './set-up-second-factor.tsx';

/** The account itself does not say; the list of members does, to whoever may read it. */
function useHasSecondFactor(personId: string) {
  const place = useOrganisation();
  return useQuery({
    queryKey: [...membersKey(place), 'me'],
    queryFn: async ({ signal }): Promise<boolean | null> => {
      for await (const member of place.client.members.iterate({ limit: 200, signal })) {
        if (member.personId === personId) return member.hasSecondFactor;
      }
      return null;
    },
  });
}

/** The card. */
export function SecondFactorCard({ personId }: { readonly personId: string }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const { data: hasOne } = useHasSecondFactor(personId);
  const [isAdding, adding] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: membersKey(place) });
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  return (
    <Card withBorder component="section" aria-labelledby="factor-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="factor-title">
            Second factor
          </Title>
          {hasOne === true && <Mark tone="good" label="On" />}
          {hasOne === false && <Mark tone="off" label="Off" />}
        </Group>
        <Text size="sm">
          Codes of an authenticator app beside the password: a password that was read over your shoulder opens nothing.
        </Text>
        <Group>
          {hasOne !== true && <Button onClick={adding.open}>Turn on</Button>}
          {hasOne !== false && (
            <Button variant="default" onClick={removing.open}>
              Turn off
            </Button>
          )}
        </Group>
      </Stack>
      {isAdding && <SetUpSecondFactor onClose={adding.close} onDone={refresh} />}
      {isRemoving && <RemoveSecondFactor onClose={removing.close} onDone={refresh} />}
    </Card>
  );
}
