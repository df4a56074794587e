/** Labels, `customer=acme`, one tag each. */
import { TagsInput } from '@mantine/core';
import type { Values } from './field-spec.ts';

/** `customer=acme` as a name and a value; undefined for what is no label. */
export function parseLabel(text: string): readonly [string, string] | undefined {
  const [, name, value] = /^\s*([A-Za-z0-9][A-Za-z0-9._/-]{0,62})\s*=(.*)$/su.exec(text) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value.trim()];
}

/** The input; what is no label is not taken. */
export function LabelsInput({
  labels,
  onChange,
  disabled = false,
}: {
  readonly labels: Values;
  readonly onChange: (labels: Values) => void;
  readonly disabled?: boolean;
}) {
  const tags = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const take = (texts: readonly string[]) => {
    onChange(Object.fromEntries(texts.map(parseLabel).filter((each) => each !== undefined)));
  };
  return (
    <TagsInput
      label="Labels"
      description="Your own marks, to filter by: name=value, then Enter."
      placeholder={tags.length === 0 ? 'customer=acme' : ''}
      value={tags}
      onChange={take}
      disabled={disabled}
    />
  );
}
