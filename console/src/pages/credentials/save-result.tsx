/** Why a credential was not saved: the trace of the attempt, with the choice to save it all the same, or the error. */
import { KeywardError } from '@keyward/sdk';
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { VerificationTrace } from '../../forms/verification-trace.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import type { Save } from './use-save.ts';

function AgreementAlert({ save }: { readonly save: Save }) {
  const { agreement, start, drop } = save;
  if (!agreement) return null;
  const { mode, origins, placements } = agreement;
  return (
    <Alert role="alert" color="orange" variant="outline" title="This provider is your organisation’s own">
      <Text size="sm">The server says that its secrets may go here and nowhere else. Is that right?</Text>
      <List size="sm" my="xs">
        {[...origins, ...placements].map((each) => (
          <List.Item key={each}>
            <span className="mono">{each}</span>
          </List.Item>
        ))}
      </List>
      <Group>
        <Button size="xs" onClick={() => start(mode, { origins, placements })}>
          Yes, seal for these
        </Button>
        <Button size="xs" variant="default" onClick={drop}>
          No
        </Button>
      </Group>
    </Alert>
  );
}

/** What has become of a save that did not succeed. */
export function SaveResult({ save }: { readonly save: Save }) {
  const { error, start, isPending } = save;
  if (save.agreement) return <AgreementAlert save={save} />;
  if (isPending || !error) return null;
  if (!(error instanceof KeywardError) || !error.verification) {
    return <ProblemAlert error={error} title="It was not saved" />;
  }
  return (
    <Alert role="alert" color="orange" variant="outline" title="It was not saved: the test did not pass">
      <VerificationTrace verification={error.verification} />
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={() => start('record')}>
          Save anyway
        </Button>
      </Group>
    </Alert>
  );
}
