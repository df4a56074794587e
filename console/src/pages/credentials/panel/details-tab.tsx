/** What is to be known of a credential and not to be changed in its form: ids, times, and where its secrets may go. */
import type { Credential } from '@keyward/sdk';
import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Fact, Facts } from '../../../shared/facts.tsx';
import { Moment } from '../../../shared/moment.tsx';

function mono(text: string | undefined): ReactNode {
  return text === undefined ? undefined : <span className="mono">{text}</span>;
}

function rowsOf(credential: Credential): Fact[] {
  const { id, key, type, provider, solutionId, version, createdAt, createdBy, updatedAt, updatedBy } = credential;
  const { lastUsedAt, expiresAt, rateLimitedUntil, reason } = credential;
  return [
    { name: 'Id', value: mono(id) },
    { name: 'Key', value: mono(key) },
    { name: 'Type', value: type },
    { name: 'Provider', value: provider },
    { name: 'Solution', value: mono(solutionId) ?? 'of the organisation' },
    { name: 'Not used because', value: mono(reason) },
    { name: 'Version', value: version },
    {
      name: 'Created',
      value: (
        <>
          <Moment at={createdAt} /> by {mono(createdBy)}
        </>
      ),
    },
    {
      name: 'Changed',
      value: (
        <>
          <Moment at={updatedAt} /> by {mono(updatedBy)}
        </>
      ),
    },
    { name: 'Last used', value: <Moment at={lastUsedAt} none="never" /> },
    { name: 'Expires', value: <Moment at={expiresAt} none="never" /> },
    { name: 'Its API asks to wait until', value: rateLimitedUntil && <Moment at={rateLimitedUntil} /> },
  ];
}

function policyRows({ policy }: Credential): Fact[] {
  if (!policy) return [];
  const roles = Object.entries(policy.roles).flatMap(([role, { origins, placements }]) => [
    { name: `Goes to (${role})`, value: mono(origins.join(' ')) },
    { name: `Placed in (${role})`, value: mono(placements.join(' ')) },
  ]);
  return [
    ...roles,
    { name: 'Answers are searched for it', value: policy.scrub },
    { name: 'Released to', value: policy.release.join(', ') || 'nobody' },
  ];
}

/** The tab. */
export function DetailsTab({ credential }: { readonly credential: Credential }) {
  const policy = policyRows(credential);
  return (
    <Stack>
      <Facts facts={rowsOf(credential)} />
      {policy.length > 0 && (
        <section>
          <Title order={2} mb="xs">
            Sealed with its secrets
          </Title>
          <Facts facts={policy} />
        </section>
      )}
    </Stack>
  );
}
