/** Tabs of which the open one stands behind the `?` of the address; the first stands there by its absence. */
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageSearch } from './page-search.ts';

export interface TabsInAddressProps<Name extends string> {
  /** What each is called, in their order. */
  readonly labels: Readonly<Record<Name, ReactNode>>;
  /** What the open one shows; the others are not there. */
  readonly show: (name: Name) => ReactNode;
}

/** The tabs. */
export function TabsInAddress<Name extends string>({ labels, show }: TabsInAddressProps<Name>) {
  const names = Object.keys(labels) as Name[];
  const first = names[0]!;
  const [{ tab = first }, change] = usePageSearch(['tab']);
  const open = names.find((name) => name === tab) ?? first;
  return (
    <Tabs
      value={open}
      onChange={(next) => change({ tab: next === first || next === null ? '' : next })}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {names.map((name) => (
          <Tabs.Tab key={name} value={name} px="sm">
            {labels[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {names.map((name) => (
        <Tabs.Panel key={name} value={name}>
          {name === open && show(name)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
