/** A state: a mark in its colour, and always the word beside it. */
import { Group, Text, Tooltip } from '@mantine/core';

export type Tone = 'good' | 'warn' | 'bad' | 'off';

const colours: Readonly<Record<Tone, string>> = {
  good: 'var(--mantine-color-teal-6)',
  warn: 'var(--mantine-color-orange-6)',
  bad: 'var(--mantine-color-red-6)',
  off: 'var(--mantine-color-gray-5)',
};

export interface MarkProps {
  readonly tone: Tone;
  readonly label: string;
  /** What it means and what to do about it. */
  readonly hint?: string | undefined;
}

/** The mark and the word. */
export function Mark({ tone, label, hint }: MarkProps) {
  return (
    <Tooltip label={hint} multiline maw={280} openDelay={400} disabled={hint === undefined}>
      <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
        <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
          <circle
            cx="5"
            cy="5"
            r="4"
            fill={tone === 'off' ? 'none' : colours[tone]}
            stroke={colours[tone]}
            strokeWidth="1.5"
          />
        </svg>
        <Text component="span" size="sm">
          {label}
        </Text>
      </Group>
    </Tooltip>
  );
}
