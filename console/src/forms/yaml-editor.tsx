/**
 * A YAML document as text: what is wrong is marked where it stands, and what may stand there is offered. Loaded when it is
 * first asked for. Its styles carry the page's nonce; Tab moves on unless an offer is open, Control and Space asks for one.
 */
import {
  acceptCompletion,
  autocompletion,
  type CompletionSource,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags as tagNames } from '@lezer/highlight';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editor-theme.ts';

/** What is wrong, and where in the text. */
export interface TextFault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface YamlEditorProps {
  readonly label: string;
  /** What it begins with; later changes are those of whoever types. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly check: (text: string) => readonly TextFault[];
  readonly complete: CompletionSource;
  readonly nonce: string;
  readonly isReadOnly?: boolean;
}

/** Two colours are enough, and both are seen on either background. */
function colours(isDark: boolean) {
  const [name, value] = isDark ? ['#91a7ff', '#8ce99a'] : ['#364fc7', '#1b6e3c'];
  const { propertyName, string, comment, number, bool } = tagNames;
  return HighlightStyle.define([
    { tag: propertyName, color: name },
    { tag: [string, number, bool], color: value },
    { tag: comment, color: 'var(--mantine-color-dimmed)' },
  ]);
}

function extensionsOf(
  { label, onChange, check, complete, nonce, isReadOnly = false }: Omit<YamlEditorProps, 'text'>,
  isDark: boolean,
) {
  const lint = (view: EditorView) => {
    const { length } = view.state.doc;
    return check(view.state.doc.toString()).map(({ from, to, message }) => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: 'error' as const,
      message,
    }));
  };
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.readOnly.of(isReadOnly),
    lineNumbers(),
    history(),
    yaml(),
    bracketMatching(),
    syntaxHighlighting(colours(isDark)),
    linter(lint, { delay: 200 }),
    lintGutter(),
    autocompletion({ override: [complete], icons: false }),
    keymap.of([
      { key: 'Tab', run: (view) => completionStatus(view.state) === 'active' && acceptCompletion(view) },
      ...completionKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...lintKeymap,
    ]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    editorTheme(isDark),
  ];
}

/** The editor. */
export function YamlEditor({ text, ...props }: YamlEditorProps) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const current = useRef({ text, props });
  current.current.props = props;
  const { isReadOnly } = props;
  useEffect(() => {
    const now = current.current;
    const extensions = extensionsOf(
      {
        ...now.props,
        ...(isReadOnly !== undefined && { isReadOnly }),
        onChange: (changed) => {
          now.text = changed;
          now.props.onChange(changed);
        },
        check: (asked) => now.props.check(asked),
        complete: (context) => now.props.complete(context),
      },
      isDark,
    );
    const view = new EditorView({ state: EditorState.create({ doc: now.text, extensions }), parent: place.current! });
    return () => view.destroy();
  }, [isDark, isReadOnly]);
  return <div ref={place} />;
}
