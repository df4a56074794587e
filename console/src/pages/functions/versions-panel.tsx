/** The versions of a function: only the latest runs, each can be looked at and put back by copying it. */
import { Accordion, Button, Code, CopyButton, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { Moment } from '../../shared/moment.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { writeDefinition } from './definition-text.ts';
import type { PanelProps } from './function.tsx';
import { versionsQuery } from './queries.ts';
import { StateBadge } from './state-badge.tsx';

/** The panel. */
export function VersionsPanel({ solution, found }: PanelProps) {
  const place = useOrganisation();
  const { data, error } = useQuery(versionsQuery(place, solution.id, found.name));
  if (error) return <ProblemAlert error={error} title="The versions could not be read" />;
  if (!data) return <Skeleton height={120} />;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        Only the latest runs. A hundred are kept.
      </Text>
      <Accordion variant="separated" order={2}>
        {data.map(({ version, state, definition, updatedAt, updatedBy }) => (
          <Accordion.Item key={version} value={String(version)}>
            <Accordion.Control>
              <Group gap={8}>
                <Text size="sm" fw={600}>
                  Version {version}
                </Text>
                <StateBadge state={state} />
                <Text size="xs" c="dimmed">
                  <Moment at={updatedAt} /> by <span className="mono">{updatedBy}</span>
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Code block tabIndex={0} aria-label={`Definition of version ${version}`}>
                {writeDefinition(definition)}
              </Code>
              <Group mt="xs">
                <CopyButton value={writeDefinition(definition)}>
                  {({ copied, copy }) => (
                    <Button variant="default" size="xs" onClick={copy}>
                      {copied ? 'Copied' : 'Copy'}
                    </Button>
                  )}
                </CopyButton>
              </Group>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}
