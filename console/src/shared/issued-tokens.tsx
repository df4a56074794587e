/** What somebody who goes leaves behind: how many access tokens of theirs live, and whether they are to end too. */
import { Checkbox, Skeleton, Text } from '@mantine/core';
import { type QueryKey, useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../shell/problem-alert.tsx';

export interface IssuedTokensProps {
  readonly queryKey: QueryKey;
  /** Asks how many there are. */
  readonly count: () => Promise<{ readonly activeTokens: number }>;
  readonly isEnding: boolean;
  readonly onChange: (isEnding: boolean) => void;
}

/** The number and the choice. */
export function IssuedTokens({ queryKey, count, isEnding, onChange }: IssuedTokensProps) {
  const { data, error } = useQuery({ queryKey: [...queryKey, 'issued'], queryFn: count, staleTime: 0 });
  if (error) return <ProblemAlert error={error} title="It could not be read which tokens they issued" />;
  if (!data) return <Skeleton height={22} mt="sm" />;
  if (data.activeTokens === 0) {
    return (
      <Text size="sm" mt="sm">
        No access token that they issued lives.
      </Text>
    );
  }
  const tokens = data.activeTokens === 1 ? 'the access token' : `the ${data.activeTokens} access tokens`;
  return (
    <Checkbox
      mt="sm"
      label={`Revoke ${tokens} issued by them`}
      description="Counted with those that were made with these in turn. They stay otherwise; what runs on them ends within a second."
      checked={isEnding}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
