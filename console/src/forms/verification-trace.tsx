/** What came of trying a credential, step by step. All of it was written by somebody else and is shown as text. */
import type { ApiComponents } from '@keyward/sdk';
import { Code, Group, List, Stack, Text } from '@mantine/core';
import { Icon, type IconName } from '../shell/icon.tsx';

type Verification = Pick<ApiComponents['schemas']['Verification'], 'verdict' | 'steps'>;

const marks: Readonly<Record<string, { readonly icon: IconName; readonly word: string; readonly colour: string }>> = {
  ok: { icon: 'check', word: 'Passed', colour: 'var(--mantine-color-teal-6)' },
  failed: { icon: 'cross', word: 'Failed', colour: 'var(--mantine-color-error)' },
  skipped: { icon: 'minus', word: 'Not done', colour: 'var(--mantine-color-dimmed)' },
};

const verdicts: Readonly<Record<string, string>> = {
  accepted: 'The API accepted it.',
  rejected: 'The API refused it.',
  unverified: 'Whether the API accepts it is not known.',
};

/** The verdict and its steps. */
export function VerificationTrace({ verification }: { readonly verification: Verification }) {
  const { verdict, steps } = verification;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {verdicts[verdict] ?? verdict}
      </Text>
      <List listStyleType="none" spacing={4} size="sm" aria-label="Steps">
        {steps.map(({ step, outcome, note, request }) => {
          const { icon, word, colour } = marks[outcome] ?? marks.skipped!;
          return (
            <List.Item key={`${step} ${note}`}>
              <Group gap={8} wrap="nowrap" align="flex-start">
                <span style={{ color: colour, flex: 'none' }} role="img" aria-label={word}>
                  <Icon name={icon} size={16} />
                </span>
                <div>
                  <Text size="sm" span>
                    <Text span fw={500}>
                      {step}
                    </Text>
                    : {note}
                  </Text>
                  {request && (
                    <Code block mt={4} tabIndex={0}>
                      {[
                        `${request.method} ${request.url}`,
                        ...request.headers.map(({ name, value }) => `${name}: ${value}`),
                      ].join('\n')}
                    </Code>
                  )}
                </div>
              </Group>
            </List.Item>
          );
        })}
      </List>
    </Stack>
  );
}
