/** Keyward's own mark, as in the browser's tab, and its name. */
import { Group, Text } from '@mantine/core';

/** Shows both. @param isShort - The mark alone where there is little room. */
export function Brand({ isShort = false }: { readonly isShort?: boolean }) {
  return (
    <Group component="span" gap={8} wrap="nowrap">
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#3b5bdb" />
        <g fill="none" stroke="white" strokeWidth="3">
          <circle cx="12.5" cy="16" r="5" />
          <path d="M17.5 16h9v4.5M22.5 16v3.5" />
        </g>
      </svg>
      <Text component="span" fw={700} fz="md" {...(isShort && { visibleFrom: 'xs' })}>
        Keyward
      </Text>
    </Group>
  );
}
