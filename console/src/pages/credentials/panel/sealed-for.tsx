/** Where new secrets of a credential will go: to be seen by whoever enters them, before they are sealed for it. */
import type { Credential } from '@keyward/sdk';
import { Text } from '@mantine/core';

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (URL.parse(url)?.origin ?? url);
}

/** As it is stored, or as it follows from another base URL that is typed. */
function originsOf({ policy, baseUrl, allowedOrigins = [] }: Credential, typed: string | undefined): string[] {
  const isSame = originOf(baseUrl) === originOf(typed);
  const stored = isSame && policy ? Object.values(policy.roles).flatMap(({ origins }) => origins) : [];
  const own = [originOf(typed), ...allowedOrigins].filter((origin) => origin !== undefined);
  return [...new Set(stored.length > 0 ? stored : own)];
}

/** Says it; nothing where the provider alone decides it. @param baseUrl - As it stands in the form. */
export function SealedFor({
  credential,
  baseUrl,
}: {
  readonly credential: Credential;
  readonly baseUrl: string | undefined;
}) {
  const origins = originsOf(credential, baseUrl);
  if (origins.length === 0) return null;
  return (
    <Text size="sm" role="status" style={{ overflowWrap: 'anywhere' }}>
      What is entered is sealed for <span className="mono">{origins.join(' ')}</span> alone.
    </Text>
  );
}
