/** A text of several lines, or one too long for a field, with its button. */
import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';

/** Shows it. Where the browser copies nothing it can be selected: it has the focus by the keyboard too. */
export function CopyBlock({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" align="flex-end">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              onClick={copy}
              aria-label={copied ? `Copied: ${label}` : `Copy: ${label}`}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code
        block
        tabIndex={0}
        role="group"
        aria-label={label}
        style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
      >
        {value}
      </Code>
    </Stack>
  );
}
