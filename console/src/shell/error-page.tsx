/** In place of a page that failed: why, and a way on. */
import { Button, Group, Stack } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { PageFrame } from './page.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** The error boundary's own page. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <PageFrame title="Something went wrong">
      <Stack>
        <ProblemAlert error={error} title="This page could not be shown" />
        <Group>
          <Button onClick={reset}>Try again</Button>
          <Button variant="default" component="a" href="/">
            Start page
          </Button>
        </Group>
      </Stack>
    </PageFrame>
  );
}
