/** The second factor: whether there is one, and the ways to turn it on and off. */
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { Mark } from '../../shared/mark.tsx';
import { RemoveSecondFactor } from './remove-second-factor.tsx';
import { SetUpSecondFactor } from './set-up-second-factor.tsx';

/** The card. */
export function SecondFactorCard({ hasOne }: { readonly hasOne: boolean }) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [isAdding, adding] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['whoami'] });
    void queries.invalidateQueries({ queryKey: [place.reference] });
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  return (
    <Card withBorder component="section" aria-labelledby="factor-title">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="factor-title">
            Second factor
          </Title>
          <Mark tone={hasOne ? 'good' : 'off'} label={hasOne ? 'On' : 'Off'} />
        </Group>
        <Text size="sm">
          Codes of an authenticator app beside the password: a password that was read over your shoulder opens nothing.
        </Text>
        <Group>
          {!hasOne && <Button onClick={adding.open}>Turn on</Button>}
          {hasOne && (
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
