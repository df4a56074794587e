/** The redirect URL to register at the vendor, and what would keep a consent from coming back to it. */
import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../session/organisation.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { Icon } from '../../shell/icon.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { redirectQuery } from './queries.ts';

/** Shows both. @param configuration - Its key or id. */
export function RedirectCheck({ configuration }: { readonly configuration: string }) {
  const place = useOrganisation();
  const { data, error } = useQuery(redirectQuery(place, configuration));
  if (error) return <ProblemAlert error={error} title="The redirect URL could not be checked" />;
  if (!data) return <Skeleton height={60} />;
  const { redirectUrl, findings } = data;
  return (
    <Stack gap="xs">
      <CopyField
        label="Redirect URL"
        value={redirectUrl}
        description="Register it at the vendor, to the letter, as the client’s redirect (or callback) URL."
      />
      {findings.map(({ code, severity, message, vendorLine, keywardLine }) => (
        <Alert
          key={code}
          color={severity === 'fails' ? 'red' : 'orange'}
          variant="outline"
          icon={<Icon name="warning" />}
          title={severity === 'fails' ? 'No consent can come back so' : 'To be checked'}
        >
          <Text size="sm">{message}</Text>
          {[vendorLine, keywardLine].map(
            (line) =>
              line !== undefined && (
                <Text key={line} size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
                  {line}
                </Text>
              ),
          )}
        </Alert>
      ))}
      {findings.length === 0 && (
        <Text size="xs" c="dimmed">
          It leads here: it agrees with the public URL and with how you have come to this page.
        </Text>
      )}
    </Stack>
  );
}
