/** What the last live check said, and a button for another one. */
import type { Credential } from '@keyward/sdk';
import { Button, Card, Collapse, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { VerificationTrace } from '../../../forms/verification-trace.tsx';
import { useOrganisation } from '../../../session/organisation.tsx';
import { Moment } from '../../../shared/moment.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { credentialQuery, credentialsKey } from '../queries.ts';

const words: Readonly<Record<string, string>> = { accepted: 'Accepted', rejected: 'Rejected', unverified: 'Not known' };

/** The card. */
export function VerifyCard({
  credential,
  isVerifiable,
  isLocked,
}: {
  readonly credential: Credential;
  readonly isVerifiable: boolean;
  readonly isLocked: boolean;
}) {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [isOpen, { toggle, open }] = useDisclosure(false);
  const verify = useMutation({
    mutationFn: () => place.client.credentials.verify(credential.id),
    onSuccess: (verified) => {
      open();
      queries.setQueryData(credentialQuery(place, credential.id).queryKey, verified);
      void queries.invalidateQueries({ queryKey: [...credentialsKey(place), 'list'] });
    },
  });
  const { verdict, checkedAt, account, steps } = credential.verification;
  return (
    <Card withBorder padding="sm" component="section" aria-label="Verification">
      <Group justify="space-between" wrap="nowrap">
        <div role="status">
          <Text size="sm" fw={600}>
            {checkedAt === undefined ? 'Never tried' : (words[verdict] ?? verdict)}
          </Text>
          <Text size="xs" c="dimmed">
            {checkedAt !== undefined && <Moment at={checkedAt} />}
            {account !== undefined && ` · ${account}`}
            {!isVerifiable && 'There is no harmless request to try it with.'}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          {steps.length > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
              {isOpen ? 'Hide steps' : 'Steps'}
            </Button>
          )}
          {isVerifiable && !isLocked && (
            <Button variant="default" size="xs" loading={verify.isPending} onClick={() => verify.mutate()}>
              Verify
            </Button>
          )}
        </Group>
      </Group>
      <ProblemAlert error={verify.error} title="It could not be tried" />
      <Collapse expanded={isOpen}>
        <div style={{ marginTop: 12 }}>
          <VerificationTrace verification={credential.verification} />
        </div>
      </Collapse>
    </Card>
  );
}
