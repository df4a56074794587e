/** What was granted, held against what was asked for. */
import { Badge, Group, Text } from '@mantine/core';
import { Icon } from '../../shell/icon.tsx';
import type { Connection } from './queries.ts';

/** The list; of a provider that names no scopes it says so. */
export function ScopeList({ scopes }: { readonly scopes: Connection['connection']['scopes'] }) {
  const { granted, missing } = scopes;
  if (granted.length + missing.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The provider named no scopes.
      </Text>
    );
  }
  return (
    <Group gap={6} component="ul" p={0} m={0} aria-label="Scopes" style={{ listStyle: 'none' }}>
      {granted.map((scope) => (
        <li key={scope}>
          <Badge variant="default" tt="none" fw={400} leftSection={<Icon name="check" size={12} />}>
            {scope} granted
          </Badge>
        </li>
      ))}
      {missing.map((scope) => (
        <li key={scope}>
          <Badge variant="default" tt="none" fw={600} leftSection={<Icon name="warning" size={12} />}>
            {scope} not granted
          </Badge>
        </li>
      ))}
    </Group>
  );
}
