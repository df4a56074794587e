/** One's own account: password, second factor, and where one is signed in. */
import { Alert, Stack, Text } from '@mantine/core';
import { useOrganisation } from '../../session/organisation.tsx';
import { useNeedsSecondFactor } from '../../session/second-factor-gate.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { IdentitiesCard, useIdentities } from './identities-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** The page. */
export function Page() {
  const { who } = useOrganisation();
  const needsOne = useNeedsSecondFactor();
  const { data } = useIdentities();
  if (!who.person) {
    return (
      <PageFrame title="Your account">
        <Alert color="orange" variant="outline">
          You are here with an access token, which is no account.
        </Alert>
      </PageFrame>
    );
  }
  return (
    <PageFrame title="Your account" summary={<Text span>{who.person.email}</Text>}>
      <Stack maw={720}>
        {needsOne && (
          <Alert color="orange" variant="outline" title="This organisation requires a second factor">
            Turn one on below. Until then you reach nothing here but this page.
          </Alert>
        )}
        {data?.isLimited && (
          <Alert color="blue" variant="outline">
            You came by the identity provider of an organisation: this session reaches that organisation alone. To
            change the account, sign in with its password or by a provider of the installation.
          </Alert>
        )}
        {!data?.isLimited && <PasswordCard hasPassword={data?.hasPassword ?? true} />}
        {!data?.isLimited && (data?.hasPassword ?? true) && <SecondFactorCard hasOne={who.person.hasSecondFactor} />}
        <IdentitiesCard />
        <SessionsCard />
      </Stack>
    </PageFrame>
  );
}
