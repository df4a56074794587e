/** How far a consent is, in words: the window, what to do where it was blocked or closed, and what came of it. */
import { Alert, Anchor, Button, Card, Group, Loader, Stack, Text } from '@mantine/core';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { sayFailure } from './say-failure.ts';
import { ScopeList } from './scope-list.tsx';
import type { ConsentState, useConsent } from './use-consent.ts';

type Consent = ReturnType<typeof useConsent>;

function WaitingCard({
  state,
  consent,
}: {
  readonly state: Extract<ConsentState, { step: 'waiting' }>;
  readonly consent: Consent;
}) {
  const { url, isBlocked } = state;
  if (isBlocked) {
    return (
      <Alert role="alert" color="orange" variant="outline" title="The browser blocked the window">
        <Text size="sm">
          Open the provider’s page by this link, in a tab of its own. This page goes on by itself when you have
          consented.
        </Text>
        <Group mt="sm">
          <Button component="a" href={url} target="_blank" rel="noopener noreferrer" size="xs">
            Open the provider’s page
          </Button>
          <Button size="xs" variant="default" onClick={consent.giveUp}>
            Not now
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <Card withBorder padding="md" role="status">
      <Group wrap="nowrap" align="flex-start">
        <Loader size="sm" aria-hidden="true" />
        <Stack gap="xs">
          <Text size="sm" fw={600}>
            Consent in the window that has opened
          </Text>
          <Text size="sm" c="dimmed">
            Sign in at the provider and allow the access. This page goes on by itself. If you have closed the window,
            open it again.
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={consent.reopen}>
              Open it again
            </Button>
            <Button size="xs" variant="default" onClick={consent.giveUp}>
              Not now
            </Button>
            <Anchor href={url} target="_blank" rel="noopener noreferrer" size="sm">
              or in a tab
            </Anchor>
          </Group>
        </Stack>
      </Group>
    </Card>
  );
}

function ConnectedCard({ state }: { readonly state: Extract<ConsentState, { step: 'connected' }> }) {
  const { connection, formerAccount } = state;
  const { account } = connection.verification;
  const isOther = account !== undefined && formerAccount !== undefined && account !== formerAccount;
  return (
    <Stack gap="sm">
      <Alert role="status" color="teal" variant="outline" title={account ? `Connected as ${account}` : 'Connected'}>
        <ScopeList scopes={connection.connection.scopes} />
      </Alert>
      {isOther && (
        <Alert role="alert" color="orange" variant="outline" title="This is another account than before">
          Before, it was {formerAccount}. Everything that uses this credential acts as {account} from now on. If that is
          not right, connect again with the other account.
        </Alert>
      )}
    </Stack>
  );
}

/** The card; nothing before it begins. */
export function ConsentCard({ consent }: { readonly consent: Consent }) {
  const { state } = consent;
  if (state.step === 'refused') return <ProblemAlert error={state.error} title="It could not be begun" />;
  if (state.step === 'waiting') return <WaitingCard state={state} consent={consent} />;
  if (state.step === 'connected') return <ConnectedCard state={state} />;
  if (state.step === 'failed') {
    return (
      <Alert role="alert" color="orange" variant="outline" title="It was not connected">
        {sayFailure(state.code)}
      </Alert>
    );
  }
  if (state.step === 'expired') {
    return (
      <Alert role="alert" color="orange" variant="outline" title="The time for the consent is over">
        Nothing was connected. Begin anew.
      </Alert>
    );
  }
  return null;
}
