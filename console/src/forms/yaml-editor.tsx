/**
 * A YAML document as text: what is wrong is marked where it stands, and what may stand there is offered. Loaded when it is
 * first asked for. Tab takes an offer where one is open, Control and Space asks for one.
 */
import {
  acceptCompletion,
  autocompletion,
  type CompletionSource,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { keymap } from '@codemirror/view';
import { tags as tagNames } from '@lezer/highlight';
import { useRef } from 'react';
import { CodeEditor, type CodeEditorProps } from './code-editor.tsx';

export interface YamlEditorProps extends CodeEditorProps {
  readonly complete: CompletionSource;
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

/** The editor. */
export function YamlEditor({ complete, ...props }: YamlEditorProps) {
  const source = useRef(complete);
  source.current = complete;
  const languageOf = (isDark: boolean) => [
    yaml(),
    syntaxHighlighting(colours(isDark)),
    autocompletion({ override: [(context) => source.current(context)], icons: false }),
    keymap.of([
      { key: 'Tab', run: (view) => completionStatus(view.state) === 'active' && acceptCompletion(view) },
      ...completionKeymap,
    ]),
  ];
  return <CodeEditor {...props} languageOf={languageOf} />;
}
