/**
 * Where a secret is typed or pasted. What is in it stays in the memory of the page until it is sealed; browsers are asked
 * not to keep it. One that is stored is never shown, not as a mask either: there is a button to replace it.
 */
import { Button, Group, Input, PasswordInput, Text, Textarea } from '@mantine/core';
import { type ClipboardEvent, useId, useState } from 'react';
import type { FieldSpec } from './field-spec.ts';

export interface SecretInputProps {
  readonly spec: FieldSpec;
  /** Undefined: nothing was given. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly error?: string | undefined;
  /** Whether one is stored. */
  readonly isKept?: boolean;
  readonly disabled?: boolean;
}

function SavedSecret({
  spec,
  onReplace,
  disabled,
}: {
  readonly spec: FieldSpec;
  readonly onReplace: () => void;
  readonly disabled: boolean;
}) {
  const id = useId();
  return (
    <Input.Wrapper label={spec.title} labelElement="div" labelProps={{ id }} description={spec.help}>
      <Group gap="xs" mt={4}>
        <Text size="sm">Saved</Text>
        <Button
          variant="default"
          size="compact-sm"
          onClick={onReplace}
          disabled={disabled}
          aria-label={`Replace: ${spec.title}`}
        >
          Replace
        </Button>
      </Group>
    </Input.Wrapper>
  );
}

type Typed = HTMLInputElement | HTMLTextAreaElement;

/**
 * What is pasted over the whole of an input and has several lines: it is taken as it was copied, where one line would lose
 * its line ends and a text area would make line feeds of them.
 */
function linesPastedInto({ currentTarget, clipboardData }: ClipboardEvent<Typed>): string | undefined {
  const text = clipboardData.getData('text/plain');
  const { selectionStart, selectionEnd, value } = currentTarget;
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  return isWhole && /[\r\n]/.test(text.trim()) ? text : undefined;
}

/** The input, of one line or several. */
export function SecretInput({ spec, value, onChange, error, isKept = false, disabled = false }: SecretInputProps) {
  const { title, help, placeholder, required } = spec;
  const [hasLines, setHasLines] = useState(spec.multiline);
  if (isKept && value === undefined) {
    return <SavedSecret spec={spec} onReplace={() => onChange('')} disabled={disabled} />;
  }
  const undo = isKept && (
    <Button variant="subtle" size="compact-xs" mt={4} onClick={() => onChange(undefined)}>
      Keep the saved one
    </Button>
  );
  const shared = {
    label: title,
    description: help,
    placeholder: placeholder ?? '',
    withAsterisk: required,
    error: error === undefined ? undefined : `${title} ${error}`,
    value: value ?? '',
    disabled,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  const takeLines = (event: ClipboardEvent<Typed>) => {
    const text = linesPastedInto(event);
    if (text === undefined) return;
    event.preventDefault();
    setHasLines(true);
    onChange(text);
  };
  if (!hasLines) {
    return (
      <div>
        <PasswordInput
          {...shared}
          autoComplete="new-password"
          data-1p-ignore=""
          data-lpignore="true"
          visibilityToggleButtonProps={{ 'aria-label': `Show or hide: ${title}` }}
          onChange={(event) => onChange(event.currentTarget.value)}
          onPaste={takeLines}
        />
        {undo}
      </div>
    );
  }
  return (
    <div>
      <Textarea
        {...shared}
        autosize
        minRows={4}
        maxRows={12}
        classNames={{ input: 'mono' }}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={takeLines}
      />
      {value?.includes('\r') && (
        <Text size="xs" c="dimmed">
          Taken as it was copied, with Windows line ends.
        </Text>
      )}
      {undo}
    </div>
  );
}
