/** An error for people: what is wrong, why, and the request's id for whoever reads the log. All of it is shown as text. */
import { KeywardError } from '@keyward/sdk';
import { Alert, List, Text } from '@mantine/core';
import { Icon } from './icon.tsx';

function reasonOf(error: unknown): string {
  if (!(error instanceof KeywardError)) return 'The console made a mistake. Reloading the page may help.';
  if (error.code === 'client/unreachable') return 'Keyward does not answer.';
  return [error.title ?? error.message, error.detail].filter(Boolean).join('. ');
}

/** Shows one; nothing without an error. */
export function ProblemAlert({ error, title }: { readonly error: unknown; readonly title?: string }) {
  if (!error) return null;
  const known = error instanceof KeywardError ? error : undefined;
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<Icon name="warning" />}
      title={title ?? 'That did not work'}
    >
      <Text size="sm">{reasonOf(error)}</Text>
      {known && known.errors.length > 0 && (
        <List size="sm" mt={4}>
          {known.errors.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <span className="mono">{path}</span> {message}
            </List.Item>
          ))}
        </List>
      )}
      {known && (
        <Text size="xs" c="dimmed" mt={4}>
          <span className="mono">{known.code}</span>
          {known.requestId !== undefined && (
            <>
              {' · request '}
              <span className="mono">{known.requestId}</span>
            </>
          )}
        </Text>
      )}
    </Alert>
  );
}
