/** Connecting once more what is there: filled in with what it was asked for before; key, references and client stay. */
import type { Credential } from '@keyward/sdk';
import { Button, Group, Modal, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { ConsentCard } from './consent-card.tsx';
import type { Connection } from './queries.ts';
import { useConsent } from './use-consent.ts';

export interface ReconnectDialogProps {
  readonly credential: Credential;
  readonly connection: Connection;
  readonly onClose: () => void;
}

/** What the policy follows from, named: one that was never vouched for needs it. */
function targetOf({ provider, baseUrl, allowedOrigins }: Credential) {
  if (provider !== undefined) return { provider };
  return { ...(baseUrl !== undefined && { baseUrl }), ...(allowedOrigins && { allowedOrigins }) };
}

/** The dialog. */
export function ReconnectDialog({ credential, connection, onClose }: ReconnectDialogProps) {
  const { client } = useOrganisation();
  const consent = useConsent();
  const { asked } = connection.connection.scopes;
  const [scopes, setScopes] = useState<string[]>([...asked]);
  const { account } = credential.verification;
  const { step } = consent.state;
  const needsConsent = connection.connection.grant !== 'client_credentials';
  const begin = () =>
    void consent.begin((flow) => {
      const body = { ...targetOf(credential), ...(needsConsent && flow), ...(scopes.length > 0 && { scopes }) };
      return client.connections.reconnect(credential.id, body);
    }, needsConsent);
  const isBusy = step === 'starting' || step === 'waiting';
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Connect ${credential.key} again`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          {account === undefined ? 'It has no account yet.' : `Sign in as ${account} to keep the account.`} The tokens
          that are there go on until new ones have come.
        </Text>
        <TagsInput
          label="Scopes"
          description="What the provider is asked to allow."
          value={scopes}
          onChange={setScopes}
          disabled={isBusy || step === 'connected'}
          splitChars={[' ', ',']}
        />
        <ConsentCard consent={consent} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {step === 'connected' ? 'Done' : 'Cancel'}
          </Button>
          {step !== 'connected' && (
            <Button onClick={begin} loading={step === 'starting'} disabled={step === 'waiting'} data-autofocus>
              {needsConsent ? 'Open the provider’s page' : 'Obtain new tokens'}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
