/** Inputs for the parameters of a function; what is typed becomes the type that the definition says, and nothing is guessed. */
import { JsonInput, Select, Stack, Text, TextInput } from '@mantine/core';
import type { Definition, Parameter } from './queries.ts';

/** What was typed, by name. */
export type Typed = Readonly<Record<string, string>>;

/** The parameters that a caller gives. */
function givenParameters({ parameters = {} }: Definition): [name: string, parameter: Parameter][] {
  return Object.entries(parameters).filter(([, { type }]) => type !== 'credential');
}

function valueGiven(typed: string, { type, enum: choice }: Parameter): unknown {
  const chosen = choice?.find((each) => String(each) === typed);
  if (chosen !== undefined) return chosen;
  if (type === 'string') return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    // The API says what is wrong with it, at its path.
    return typed;
  }
}

/** The parameters of an invocation: those that were left empty are left out. */
export function parametersOf(definition: Definition, typed: Typed): Record<string, unknown> {
  return Object.fromEntries(
    givenParameters(definition).flatMap(([name, parameter]) => {
      const text = typed[name] ?? '';
      return text === '' ? [] : [[name, valueGiven(text, parameter)]];
    }),
  );
}

function aboutOf({ description, type, location, default: preset }: Parameter): string {
  const kind = `${type} in the ${location}`;
  const otherwise = preset === undefined ? '' : `; ${JSON.stringify(preset)} if left empty`;
  return description === undefined ? `${kind}${otherwise}` : `${description} (${kind}${otherwise})`;
}

function Field({
  name,
  parameter,
  value,
  onChange,
}: {
  readonly name: string;
  readonly parameter: Parameter;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { type, required, enum: choice } = parameter;
  const shared = { label: name, description: aboutOf(parameter), withAsterisk: required ?? false };
  const choices = type === 'boolean' ? ['true', 'false'] : choice?.map(String);
  if (choices) {
    return (
      <Select
        {...shared}
        data={choices}
        placeholder={parameter.default === undefined ? '' : String(parameter.default)}
        value={value === '' ? null : value}
        clearable
        clearButtonProps={{ 'aria-label': `Clear: ${name}` }}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  }
  if (type === 'object' || type === 'array') {
    return (
      <JsonInput {...shared} autosize minRows={2} value={value} onChange={onChange} classNames={{ input: 'mono' }} />
    );
  }
  return (
    <TextInput
      {...shared}
      inputMode={type === 'string' ? 'text' : 'decimal'}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The inputs. */
export function ParameterFields({
  definition,
  typed,
  onChange,
}: {
  readonly definition: Definition;
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}) {
  const given = givenParameters(definition);
  if (given.length === 0) return <Text size="sm">It takes no parameter.</Text>;
  return (
    <Stack gap="xs">
      {given.map(([name, parameter]) => (
        <Field
          key={name}
          name={name}
          parameter={parameter}
          value={typed[name] ?? ''}
          onChange={(text) => onChange({ ...typed, [name]: text })}
        />
      ))}
    </Stack>
  );
}
