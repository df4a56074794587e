/** The fields of a credential as inputs: each as its description wants it, those alone that are used beside the others. */
import { Anchor, Select, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldSpec, usedFields, type Values } from './field-spec.ts';
import { SecretInput } from './secret-input.tsx';

export interface SpecFieldsProps {
  readonly specs: readonly FieldSpec[];
  readonly values: Values;
  readonly secrets: Values;
  /** Secret fields that are stored. */
  readonly kept?: ReadonlySet<string>;
  readonly faults: Values;
  /** Undefined takes the value away. */
  readonly onValue: (name: string, value: string | undefined) => void;
  readonly onSecret: (name: string, value: string | undefined) => void;
  readonly disabled?: boolean;
  /** Whether secrets can be given here at all. */
  readonly takesSecrets: boolean;
}

function helpOf({ help, docsUrl, title }: FieldSpec): ReactNode {
  if (docsUrl === undefined || !/^https:\/\//.test(docsUrl)) return help;
  return (
    <>
      {help}{' '}
      <Anchor
        href={docsUrl}
        target="_blank"
        rel="noreferrer"
        inherit
        underline="always"
        aria-label={`More about ${title}`}
      >
        More
      </Anchor>
    </>
  );
}

function PlainField({
  spec,
  value,
  fault,
  onChange,
  disabled,
}: {
  readonly spec: FieldSpec;
  readonly value: string | undefined;
  readonly fault: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly disabled: boolean;
}) {
  const { title, placeholder, example, required, multiline, format, maxLength } = spec;
  const shared = {
    label: title,
    description: helpOf(spec),
    withAsterisk: required,
    error: fault === undefined ? undefined : `${title} ${fault}`,
    disabled,
  };
  if (spec.enum) {
    return (
      <Select
        {...shared}
        data={spec.enum}
        allowDeselect={!required}
        value={value ?? spec.default ?? null}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  }
  const text = {
    ...shared,
    placeholder: placeholder ?? (example === undefined ? '' : `e.g. ${example}`),
    value: value ?? spec.default ?? '',
    spellCheck: false,
    autoComplete: 'off',
    ...(maxLength !== undefined && { maxLength }),
  };
  if (multiline)
    return <Textarea {...text} autosize minRows={3} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <TextInput
      {...text}
      inputMode={format === 'integer' ? 'numeric' : format === 'url' ? 'url' : 'text'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The inputs, in the order of the specs. */
export function SpecFields(props: SpecFieldsProps) {
  const { specs, values, secrets, kept, faults, onValue, onSecret, disabled = false, takesSecrets } = props;
  return usedFields(specs, values).map((spec) => {
    const { name } = spec;
    if (!spec.secret) {
      return (
        <div key={name} data-field={name}>
          <PlainField
            spec={spec}
            value={values[name]}
            fault={faults[name]}
            onChange={(value) => onValue(name, value)}
            disabled={disabled}
          />
        </div>
      );
    }
    return (
      <div key={name} data-field={name}>
        <SecretInput
          spec={spec}
          value={secrets[name]}
          onChange={(value) => onSecret(name, value)}
          error={faults[name]}
          isKept={kept?.has(name) ?? false}
          disabled={disabled || !takesSecrets}
        />
        {spec.docsUrl !== undefined && /^https:\/\//.test(spec.docsUrl) && (
          <Text size="xs">
            <Anchor
              href={spec.docsUrl}
              target="_blank"
              rel="noreferrer"
              inherit
              aria-label={`More about ${spec.title}`}
            >
              Where to find it
            </Anchor>
          </Text>
        )}
      </div>
    );
  });
}
