/** Asks before a client's secret is sealed: where it may go was told by somebody else than the person who seals it. */
import { Alert, Button, Group, List, Text } from '@mantine/core';

/** The addresses, and yes or no. */
export function AgreeAlert({
  urls,
  onYes,
  onNo,
}: {
  readonly urls: readonly string[];
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  return (
    <Alert role="alert" color="orange" variant="outline" title="The secret is sealed for these addresses alone">
      <Text size="sm">Are they the vendor’s? Nothing else will ever be shown it.</Text>
      <List size="sm" my="xs">
        {urls.map((url) => (
          <List.Item key={url}>
            <span className="mono" style={{ overflowWrap: 'anywhere' }}>
              {url}
            </span>
          </List.Item>
        ))}
      </List>
      <Group>
        <Button size="xs" onClick={onYes}>
          Yes, seal and save
        </Button>
        <Button size="xs" variant="default" onClick={onNo}>
          No
        </Button>
      </Group>
    </Alert>
  );
}
