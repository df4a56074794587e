/** What narrows a list, kept behind the `?` of the address: whoever is sent the link sees the same. */
import { Button, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useDisclosure, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { Icon, type IconName } from '../shell/icon.tsx';
import type { PageSearch } from './page-search.ts';

const WAIT_MS = 250;

export interface FilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly width?: number;
  /** Drawn before the text. */
  readonly icon?: IconName;
}

/** A text that is applied while it is typed. */
export function TextFilter({ label, value = '', onChange, width = 180, icon }: FilterProps) {
  const [typed, setTyped] = useState(value);
  const [applied, setApplied] = useState(value);
  if (applied !== value) {
    setApplied(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const apply = useDebouncedCallback((text: string) => onChange(text.trim()), WAIT_MS);
  const set = (text: string) => {
    setTyped(text);
    apply(text);
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      w={{ base: '100%', xs: width }}
      spellCheck={false}
      autoCapitalize="off"
      leftSection={icon && <Icon name={icon} size={16} />}
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
      rightSection={
        typed === '' ? undefined : <CloseButton size="sm" aria-label={`Clear: ${label}`} onClick={() => set('')} />
      }
    />
  );
}

/** One of several values. */
export function SelectFilter({
  label,
  value,
  onChange,
  width = 160,
  options,
}: FilterProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      w={{ base: '100%', xs: width }}
      clearable
      searchable={options.length > 8}
      clearButtonProps={{ 'aria-label': `Clear: ${label}` }}
      data={[...options]}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}

/** A day, as `2026-01-31`. */
export function DayFilter({ label, value = '', onChange, width = 150 }: FilterProps) {
  return (
    <TextInput
      aria-label={label}
      leftSection={label}
      leftSectionWidth={46}
      leftSectionProps={{ 'aria-hidden': true, style: { fontSize: 'var(--mantine-font-size-xs)' } }}
      type="date"
      w={{ base: '100%', xs: width + 46 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What takes all filters away; undefined where none is set. */
export function clearOf<Name extends string>(
  names: readonly Name[],
  filters: PageSearch<Name>,
  change: (none: PageSearch<Name>) => void,
): (() => void) | undefined {
  if (!names.some((name) => filters[name] !== undefined)) return undefined;
  return () => change(Object.fromEntries(names.map((name) => [name, ''])) as PageSearch<Name>);
}

/** Where days of this place begin and end, as the API takes instants; what is no day narrows nothing. */
export function periodOf({ from, to }: { readonly from?: string; readonly to?: string }): {
  from?: string;
  to?: string;
} {
  const instant = (day: string | undefined, time: string) => {
    const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}`);
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  };
  const [begin, end] = [instant(from, '00:00:00.000'), instant(to, '23:59:59.999')];
  return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { to: end }) };
}

/** Where there is no room for a row, the filters stand behind a button until one is set. */
const NARROW = '(max-width: 36em)';

/** The row of them. */
export function FilterRow({
  label,
  onClear,
  children,
}: {
  readonly label: string;
  /** Clears all; there where any is set. */
  readonly onClear: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const [isOpen, { open }] = useDisclosure(onClear !== undefined);
  if (isNarrow && !isOpen) {
    return (
      <div>
        <Button variant="default" size="xs" onClick={open} aria-expanded={false}>
          Filters
        </Button>
      </div>
    );
  }
  return (
    <Group gap="xs" role="search" aria-label={label}>
      {children}
      {onClear && (
        <Button variant="subtle" size="compact-sm" onClick={onClear}>
          Clear all
        </Button>
      )}
    </Group>
  );
}
