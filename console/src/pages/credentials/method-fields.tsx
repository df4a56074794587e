/** The fields of a method, those of open types too, and what stands above them. */
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Draft, withMembers, withValue } from '../../forms/draft.ts';
import type { FieldSpec, Values } from '../../forms/field-spec.ts';
import { SecretInput } from '../../forms/secret-input.tsx';
import { SpecFields } from '../../forms/spec-fields.tsx';
import { ComponentIcon, type IconDrawing } from '../../shared/component-icon.tsx';
import type { Method } from './catalogue.ts';

/** Icon, help and where to get the credential. */
export function MethodHead({
  method,
  title,
  icon,
}: {
  readonly method: Method;
  readonly title: string;
  readonly icon: IconDrawing | undefined;
}) {
  const { help, docsUrl } = method;
  return (
    <Group gap="sm" wrap="nowrap">
      <ComponentIcon icon={icon} title={title} size={40} />
      <Text size="sm" c="dimmed">
        {help ?? `${title}: ${method.title}.`}{' '}
        {docsUrl !== undefined && /^https:\/\//.test(docsUrl) && (
          <Anchor href={docsUrl} target="_blank" rel="noreferrer" inherit underline="always">
            Where to get it
          </Anchor>
        )}
      </Text>
    </Group>
  );
}

function specOf(name: string): FieldSpec {
  return {
    name,
    title: name,
    help: 'Sealed, like all fields of this type.',
    secret: true,
    required: true,
    multiline: true,
  };
}

function OpenFields({
  specs,
  secrets,
  onSecret,
  disabled,
}: {
  readonly specs: readonly FieldSpec[];
  readonly secrets: Values;
  readonly onSecret: (name: string, value: string | undefined) => void;
  readonly disabled: boolean;
}) {
  const [name, setName] = useState('');
  const own = Object.keys(secrets).filter((each) => !specs.some((spec) => spec.name === each));
  const add = () => {
    onSecret(name.trim(), '');
    setName('');
  };
  return (
    <Stack>
      {own.map((each) => (
        <div key={each}>
          <SecretInput
            spec={specOf(each)}
            value={secrets[each]}
            onChange={(value) => onSecret(each, value ?? '')}
            disabled={disabled}
          />
          <Button variant="subtle" size="compact-xs" onClick={() => onSecret(each, undefined)}>
            Take away {each}
          </Button>
        </div>
      ))}
      <Group align="flex-end">
        <TextInput
          label="Another field"
          placeholder="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add} disabled={!/^[A-Za-z0-9][\w.-]{0,127}$/.test(name.trim()) || disabled}>
          Add field
        </Button>
      </Group>
    </Stack>
  );
}

export interface MethodFieldsProps {
  readonly method: Method;
  readonly draft: Draft;
  readonly faults: Values;
  /** The plain ones are in the document then. */
  readonly onlySecrets: boolean;
  readonly takesSecrets: boolean;
  readonly onChange: (draft: Draft) => void;
}

/** The inputs. */
export function MethodFields({ method, draft, faults, onlySecrets, takesSecrets, onChange }: MethodFieldsProps) {
  const { input, secrets } = draft;
  const specs = onlySecrets ? method.fields.filter(({ secret }) => secret) : method.fields;
  const onSecret = (name: string, value: string | undefined) =>
    onChange({ input, secrets: withValue(secrets, name, value) });
  return (
    <Stack>
      <SpecFields
        specs={specs}
        values={input.fields}
        secrets={secrets}
        faults={faults}
        takesSecrets={takesSecrets}
        onValue={(name, value) => {
          onChange({ secrets, input: withMembers(input, { fields: withValue(input.fields, name, value) }) });
        }}
        onSecret={onSecret}
      />
      {method.openFields && (
        <OpenFields specs={method.fields} secrets={secrets} onSecret={onSecret} disabled={!takesSecrets} />
      )}
    </Stack>
  );
}
