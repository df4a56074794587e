/** Says to owners and admins without a second factor that a password alone opens everything here. */
import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOrganisation } from '../../session/organisation.tsx';

/** The hint; nothing for anybody else. */
export function SecondFactorHint() {
  const { who, reference, mayAdminister } = useOrganisation();
  const isLacking = who.person?.hasSecondFactor === false && who.session?.cameBy === 'password';
  if (!mayAdminister || !isLacking) return null;
  return (
    <Alert color="orange" variant="outline" title="Your account has no second factor" role="note">
      <Text size="sm">
        Whoever learns your password manages all of this.{' '}
        <Anchor component={Link} to={`/organisations/${reference}/account` as string} size="sm" underline="always">
          Turn on a second factor
        </Anchor>
      </Text>
    </Alert>
  );
}
