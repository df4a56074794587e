/**
 * The assignments of a `.env` file, as shells and the usual libraries write them: `NAME=value`, `export NAME=value`, values
 * bare or in `'`, `"` or `` ` ``, those in quotes over several lines. Between double quotes `\n` and `\r` are line ends;
 * everything else stands for itself, byte for byte, and no `$NAME` is replaced.
 */
import type { LeftOut } from './import-format.ts';

/** One variable. */
export interface Assignment {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

/** All lines. */
export interface DotenvLines {
  readonly assignments: readonly Assignment[];
  readonly left: readonly LeftOut[];
}

const START = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*/;
/** What may stand behind a closing quote. */
const REST = /^[ \t]*(?:#.*)?$/;

function bareValue(text: string): string {
  return (text.startsWith('#') ? '' : text.replace(/[ \t]#.*$/, '')).trim();
}

function withLineEnds(value: string, quote: string): string {
  if (quote !== '"') return value;
  return value.replace(/\\([nr])/g, (_, letter: string) => (letter === 'n' ? '\n' : '\r'));
}

/** Where the value ends that begins behind the quote; -1 where it never does. */
function endOf(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function lineEndFrom(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

interface Step {
  readonly next: number;
  readonly value?: string;
  readonly fault?: string;
}

/** @param at - Behind the equals sign. */
function valueAt(text: string, at: number): Step {
  const lineEnd = lineEndFrom(text, at);
  const quote = text[at] ?? '';
  if (!`'"\``.includes(quote) || quote === '') {
    return { next: lineEnd + 1, value: bareValue(text.slice(at, lineEnd).replace(/\r$/, '')) };
  }
  const end = endOf(text, at + 1, quote);
  if (end === -1) return { next: lineEnd + 1, fault: 'has a quote that is never closed' };
  const restEnd = lineEndFrom(text, end);
  const isClean = REST.test(text.slice(end + 1, restEnd).replace(/\r$/, ''));
  if (!isClean) return { next: restEnd + 1, fault: 'has something behind its closing quote' };
  return { next: restEnd + 1, value: withLineEnds(text.slice(at + 1, end), quote) };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

/** Reads all lines; what is no assignment is noted by its line alone. */
export function readDotenv(text: string): DotenvLines {
  const assignments: Assignment[] = [];
  const left: LeftOut[] = [];
  for (let at = 0, line = 1; at < text.length; ) {
    const lineText = text.slice(at, lineEndFrom(text, at));
    const start = START.exec(lineText);
    const isBlank = /^\s*(?:#[^\n]*)?$/.test(lineText);
    const step: Step = start
      ? valueAt(text, at + start[0].length)
      : { next: at + lineText.length + 1, ...(!isBlank && { fault: 'is no NAME=value' }) };
    if (step.fault) left.push({ place: `line ${line}`, kind: 'bad', reason: step.fault });
    else if (start) assignments.push({ line, name: start[1]!, value: step.value ?? '' });
    line += countLines(text.slice(at, step.next));
    at = step.next;
  }
  return { assignments, left };
}

/** Whether nearly every line is an assignment: the first that is neither blank nor a comment. */
export function isDotenvLike(text: string): boolean {
  const first = text.split('\n', 200).find((line) => !/^\s*(?:#[^\n]*)?$/.test(line));
  return first !== undefined && START.test(first);
}
