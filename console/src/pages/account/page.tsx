/** One's own account: password, second factor, and where one is signed in. */
import { Alert, Stack, Text } from '@mantine/core';
import { useOrganisation } from '../../session/organisation.tsx';
import { PageFrame } from '../../shell/page.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** The page. */
export function Page() {
  const { who } = useOrganisation();
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
        <PasswordCard />
        <SecondFactorCard personId={who.person.id} />
        <SessionsCard />
      </Stack>
    </PageFrame>
  );
}
