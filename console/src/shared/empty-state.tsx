/** What stands where there is nothing: why, and what to do about it. */
import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Shows it. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Card withBorder padding="xl">
      <Stack align="center" gap="xs" ta="center">
        <Title order={2}>{title}</Title>
        <Text c="dimmed" maw={460}>
          {children}
        </Text>
        {action}
      </Stack>
    </Card>
  );
}
