/**
 * What every editor of a document shares: how it is put into the page and kept in step with whoever else writes the text, and
 * the keys, marks and looks of it. Its styles carry the page's nonce; Tab moves on, as everywhere.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { Annotation, EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { changeBetween } from './change-between.ts';
import { editorTheme } from './editor-theme.ts';

/** What is wrong, and where in the text. */
export interface TextFault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface CodeEditorProps {
  readonly label: string;
  /** What it holds. Where another text than it has told is given, what differs is replaced and the cursor stays. */
  readonly text: string;
  /** Whether such a replacement is out of what can be undone, and what it takes away with it. */
  readonly isFinal?: boolean;
  readonly onChange: (text: string) => void;
  readonly check: (text: string) => readonly TextFault[];
  readonly nonce: string;
  readonly isReadOnly?: boolean;
}

const CHECK_AFTER_MS = 200;
const SAY_AFTER_MS = 300;

/** Marks what was put in from outside, which is not told back. */
const fromOutside = Annotation.define<true>();

function faultsIn(view: EditorView, check: CodeEditorProps['check']): Diagnostic[] {
  const { length } = view.state.doc;
  return check(view.state.doc.toString()).map(({ from, to, message }) => ({
    from: Math.min(from, length),
    to: Math.min(to, length),
    severity: 'error',
    message,
  }));
}

function extensionsOf({ label, onChange, check, nonce, isReadOnly = false }: Omit<CodeEditorProps, 'text'>): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.readOnly.of(isReadOnly),
    lineNumbers(),
    history(),
    bracketMatching(),
    linter((view) => faultsIn(view, check), { delay: CHECK_AFTER_MS }),
    lintGutter(),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of(({ docChanged, transactions, state }) => {
      const isOwn = transactions.some((each) => each.docChanged && !each.annotation(fromOutside));
      if (docChanged && isOwn) onChange(state.doc.toString());
    }),
  ];
}

function useMounted(props: LanguageEditorProps) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const mounted = useRef<EditorView>(null);
  const current = useRef(props);
  current.current = props;
  const { isReadOnly = false, isFinal = false, text } = props;
  useEffect(() => {
    const { label, nonce, text: first, languageOf } = current.current;
    const extensions = [
      languageOf(isDark),
      extensionsOf({
        ...{ label, nonce, isReadOnly },
        onChange: (changed) => current.current.onChange(changed),
        check: (asked) => current.current.check(asked),
      }),
      editorTheme(isDark),
    ];
    const view = new EditorView({ state: EditorState.create({ doc: first, extensions }), parent: place.current! });
    mounted.current = view;
    return () => view.destroy();
  }, [isDark, isReadOnly]);
  useEffect(() => {
    const view = mounted.current;
    const changes = view && changeBetween(view.state.doc.toString(), text);
    const annotations = [fromOutside.of(true), Transaction.addToHistory.of(!isFinal)];
    if (changes) view.dispatch({ changes, annotations });
  }, [text, isFinal]);
  return place;
}

/** What is wrong first, by its line, for whoever does not see the marks. */
function FaultLine({ text, check }: Pick<CodeEditorProps, 'text' | 'check'>) {
  const [settled] = useDebouncedValue(text, SAY_AFTER_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is checked by differs no more than the text does
  const faults = useMemo(() => check(settled), [settled]);
  const [first] = faults;
  if (!first) {
    return (
      <Text size="xs" c="dimmed" role="status">
        Nothing is wrong with its form.
      </Text>
    );
  }
  const line = settled.slice(0, first.from).split('\n').length;
  return (
    <Text size="xs" c="var(--mantine-color-error)" role="status">
      Line {line}: {first.message}
      {faults.length > 1 && `, and ${faults.length - 1} more`}
    </Text>
  );
}

export interface LanguageEditorProps extends CodeEditorProps {
  /** What the language brings: its syntax and colours, and keys that go before those that all have. */
  readonly languageOf: (isDark: boolean) => Extension;
}

/** An editor, and below it what is wrong. */
export function CodeEditor(props: LanguageEditorProps) {
  const place = useMounted(props);
  return (
    <Stack gap={6}>
      <div ref={place} />
      <FaultLine text={props.text} check={props.check} />
    </Stack>
  );
}
