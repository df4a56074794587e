/** What each key does, for whoever asks. */
import { Group, Kbd, Modal, Stack, Switch, Text } from '@mantine/core';
import { isMac, useKeysOn } from './keys.ts';

const shortcuts: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: [isMac ? '⌘' : 'Ctrl', 'K'], does: 'Jump to a page or a credential' },
  { keys: ['/'], does: 'Search or filter this list' },
  { keys: ['Enter'], does: 'Open what has the focus' },
  { keys: ['Esc'], does: 'Close the panel or dialog' },
  { keys: ['?'], does: 'Show this sheet' },
];

/** The sheet. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const [isOn, setIsOn] = useKeysOn();
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="xs" component="ul" m={0} p={0}>
        {shortcuts.map(({ keys, does }) => (
          <Group key={does} component="li" justify="space-between" wrap="nowrap">
            <Text size="sm">{does}</Text>
            <Group gap={4} wrap="nowrap">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
      <Switch
        mt="lg"
        label="Shortcuts of a single key"
        description="Off, only those with Control or Command do anything."
        checked={isOn}
        onChange={(event) => setIsOn(event.currentTarget.checked)}
      />
    </Modal>
  );
}
