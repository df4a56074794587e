/** A JSON document as text, with what is wrong with it marked where it stands. Loaded when it is first asked for. */
import { json, jsonLanguage } from '@codemirror/lang-json';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { CodeEditor, type CodeEditorProps, type TextFault } from './code-editor.tsx';
import type { Violation } from './draft-json.ts';

export interface JsonEditorProps extends Omit<CodeEditorProps, 'check'> {
  /** What is wrong with a document, by JSON pointers; an empty one where it is not JSON at all. */
  readonly check: (text: string) => readonly Violation[];
}

const languageOf = (isDark: boolean) => [json(), isDark ? [] : syntaxHighlighting(defaultHighlightStyle)];

/** Where it stops being JSON. The browsers' own messages would quote what stands there. */
function brokenAt(text: string): number {
  let found: number | undefined;
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (type.isError) found ??= from;
    },
  });
  return found ?? 0;
}

/** Where the last member of a JSON pointer stands; the beginning where it does not. */
function placeOf(text: string, path: string): Pick<TextFault, 'from' | 'to'> {
  if (path === '') {
    const from = brokenAt(text);
    return { from, to: Math.min(from + 1, text.length) };
  }
  const name = JSON.stringify(path.split('/').at(-1) ?? '');
  const from = text.indexOf(`${name}:`);
  return from < 0 ? { from: 0, to: Math.min(1, text.length) } : { from, to: from + name.length };
}

/** The editor. */
export function JsonEditor({ check, ...props }: JsonEditorProps) {
  const faultsIn = (text: string): TextFault[] =>
    check(text).map(({ path, message }) => ({ ...placeOf(text, path), message: `${path} ${message}`.trim() }));
  return <CodeEditor {...props} check={faultsIn} languageOf={languageOf} />;
}
