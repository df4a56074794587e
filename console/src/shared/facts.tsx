/** What is to be known of one thing, as a table of names and values; what is not known has no row. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** One row. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Shows them. */
export function Facts({ facts, label }: { readonly facts: readonly Fact[]; readonly label?: string }) {
  const known = facts.filter(({ value }) => value !== undefined && value !== '');
  return (
    <Table layout="fixed" horizontalSpacing={0} aria-label={label}>
      <Table.Tbody>
        {known.map(({ name, value }) => (
          <Table.Tr key={name}>
            <Table.Th w={{ base: 104, xs: 150 }} scope="row" fw={400} c="dimmed" style={{ verticalAlign: 'top' }}>
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
