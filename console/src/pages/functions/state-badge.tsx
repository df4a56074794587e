/** Whether a function runs. */
import { Badge } from '@mantine/core';

/** The badge. */
export function StateBadge({ state }: { readonly state: string }) {
  const isActive = state === 'active';
  return (
    <Badge variant={isActive ? 'light' : 'default'} color="teal" c="var(--mantine-color-text)" tt="none" fw={500}>
      {state}
    </Badge>
  );
}
