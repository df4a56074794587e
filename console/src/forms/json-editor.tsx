/**
 * A JSON document as text, with what is wrong with it marked where it stands. Loaded when it is first asked for. Its styles
 * carry the page's nonce; Tab moves on, as everywhere.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Violation } from './draft-json.ts';
import { editorTheme } from './editor-theme.ts';

export interface JsonEditorProps {
  readonly label: string;
  /** What it begins with; later changes are those of whoever types. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What is wrong with a document that is JSON. */
  readonly check: (text: string) => readonly Violation[];
  readonly nonce: string;
}

/** Where the last member of a JSON pointer stands; the beginning where it does not. */
function placeOf(text: string, path: string): { readonly from: number; readonly to: number } {
  const name = JSON.stringify(path.split('/').at(-1) ?? '');
  const from = text.indexOf(`${name}:`);
  return from < 0 ? { from: 0, to: Math.min(1, text.length) } : { from, to: from + name.length };
}

function extensionsOf({ label, onChange, check, nonce }: Omit<JsonEditorProps, 'text'>, isDark: boolean) {
  const parse = jsonParseLinter();
  const lint = (view: EditorView): readonly Diagnostic[] => {
    const broken = parse(view);
    if (broken.length > 0) return broken.map((each) => ({ ...each, message: 'This is not JSON.' }));
    const text = view.state.doc.toString();
    return check(text).map(({ path, message }) => ({
      ...placeOf(text, path),
      severity: 'error',
      message: `${path} ${message}`,
    }));
  };
  return [
    EditorView.cspNonce.of(nonce),
    lineNumbers(),
    history(),
    json(),
    bracketMatching(),
    ...(isDark ? [] : [syntaxHighlighting(defaultHighlightStyle)]),
    linter(lint, { delay: 200 }),
    lintGutter(),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    editorTheme(isDark),
  ];
}

/** The editor. */
export function JsonEditor({ text, ...props }: JsonEditorProps) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const place = useRef<HTMLDivElement>(null);
  const current = useRef({ text, props });
  current.current.props = props;
  useEffect(() => {
    const extensions = extensionsOf(
      {
        ...current.current.props,
        onChange: (changed) => {
          current.current.text = changed;
          current.current.props.onChange(changed);
        },
        check: (asked) => current.current.props.check(asked),
      },
      isDark,
    );
    const state = EditorState.create({ doc: current.current.text, extensions });
    const view = new EditorView({ state, parent: place.current! });
    return () => view.destroy();
  }, [isDark]);
  return <div ref={place} />;
}
