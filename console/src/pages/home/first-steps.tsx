/** The three steps from nothing to a call, until all of them are made. */
import { Button, Card, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { Icon } from '../../shell/icon.tsx';
import { componentsQuery } from '../credentials/queries.ts';
import { tokensQuery } from './queries.ts';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly isDone: boolean;
  readonly isNext: boolean;
  readonly children: ReactNode;
  /** Below the organisation. */
  readonly path?: string;
  readonly action?: string;
}

function Step({ number, title, isDone, isNext, children, path, action }: StepProps) {
  const { reference } = useOrganisation();
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon variant={isDone ? 'filled' : 'default'} color="teal.9" radius="xl" size={26} aria-hidden>
        {isDone ? <Icon name="check" size={15} /> : number}
      </ThemeIcon>
      <Stack gap={4} miw={0}>
        <Text size="sm" fw={600}>
          {title}
          {isDone && ' (done)'}
        </Text>
        <Text size="sm" c="dimmed" maw={560}>
          {children}
        </Text>
        {isNext && path !== undefined && (
          <div>
            <Button component={Link} to={`/organisations/${reference}/${path}` as string} size="xs">
              {action}
            </Button>
          </div>
        )}
      </Stack>
    </Group>
  );
}

/** The card; nothing for who may not take the steps, and once they are taken. */
export function FirstSteps() {
  const place = useOrganisation();
  const isOn = place.mayEdit && place.role !== undefined;
  const components = useQuery({ ...componentsQuery(place), enabled: isOn });
  const tokens = useQuery({ ...tokensQuery(place), enabled: isOn });
  if (!components.data || !tokens.data || tokens.data.isUsed) return null;
  const hasCredential = components.data.length > 0;
  const hasToken = tokens.data.active > 0;
  return (
    <Card withBorder component="section" aria-labelledby="steps-title">
      <Stack gap="md">
        <Title order={2} id="steps-title">
          First steps
        </Title>
        <List listStyleType="none" spacing="md" aria-label="First steps">
          <List.Item>
            <Step
              number={1}
              title="Store a credential"
              isDone={hasCredential}
              isNext={!hasCredential}
              path="credentials/new"
              action="Add credential"
            >
              An API key, a password, a certificate. It is sealed in this browser for the API that it belongs to, and
              opened only where a request to that API leaves.
            </Step>
          </List.Item>
          <List.Item>
            <Step
              number={2}
              title="Make an access token"
              isDone={hasToken}
              isNext={hasCredential && !hasToken}
              path="access-tokens/new"
              action="Create token"
            >
              Your code shows this in place of the key. It says which credentials may be used, with which methods and
              paths, and is worth nothing anywhere else.
            </Step>
          </List.Item>
          <List.Item>
            <Step number={3} title="Call the API through Keyward" isDone={false} isNext={false}>
              Send your request to <span className="mono">/proxy/</span> and the credential’s key at the broker, the
              token where the API’s own key would stand. The dialog of a new token has a line to try it with. The first
              call appears under Requests.
            </Step>
          </List.Item>
        </List>
      </Stack>
    </Card>
  );
}
