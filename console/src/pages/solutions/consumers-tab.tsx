/** What outside Keyward works with the credentials of a solution. */
import { Stack } from '@mantine/core';
import { ConsumerTable } from '../consumers/consumer-table.tsx';
import type { Solution } from './queries.ts';

/** The tab. */
export function ConsumersTab({ solution }: { readonly solution: Solution }) {
  return (
    <Stack>
      <ConsumerTable filters={{ solution: solution.slug }} />
    </Stack>
  );
}
