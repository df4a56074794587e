/**
 * Plays a script of commands, as `where-used.txt` describes the form: a story that a person can read, of which every line
 * is run and held against what it prints.
 */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command, Outcome } from './cli-session.ts';

const SESSION = join(import.meta.dirname, 'cli-session.ts');
const WITHIN_MS = 60_000;

/** What a script is played with. */
export interface Stage {
  /** Where its files are written. */
  readonly folder: string;
  /** Of every command. */
  readonly env: Readonly<Record<string, string>>;
  /** By name: `${NAME}` stands for them. */
  readonly values: Readonly<Record<string, () => string>>;
  /** Commands that are none of `keyward`: each gives what it would print. */
  readonly others: Readonly<Record<string, () => string>>;
  /** Told what is kept under a name. */
  readonly onKept: (name: string, text: string) => void;
}

interface Step {
  readonly line: number;
  readonly text: string;
  readonly below: readonly string[];
}

const COMMAND = /^(?:(?<keep>[A-Z_]+)=)?\$(?<again>~?)(?<fails>!?) (?<command>.+)$/;
const WORD = /(?:[^\s']|'[^']*')+/g;

function stepsOf(script: string): Step[] {
  const steps: { line: number; text: string; below: string[] }[] = [];
  for (const [index, text] of script.split('\n').entries()) {
    const isBelow = /^(?:>| {2})/.test(text);
    if (isBelow) steps.at(-1)?.below.push(text.replace(/^(?:> ?| {2})/, ''));
    else if (/^(?:file |[A-Z_]*=?\$)/.test(text)) steps.push({ line: index + 1, text, below: [] });
    else assert.match(text, /^(?:#.*)?$/, `line ${index + 1} is neither a step nor a remark`);
  }
  return steps;
}

/** Each expected line in its order, others may stand between. */
function matches(output: string, expected: readonly string[]): boolean {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return expected.every((wanted) => {
    // What stands in columns may be any number of blanks apart.
    const parts = wanted.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/ +/g, '\\s+'));
    const pattern = new RegExp(`^\\s*${parts.join('.*')}$`);
    const at = lines.findIndex((line, index) => index >= from && pattern.test(line));
    from = at + 1;
    return at >= 0;
  });
}

/** @throws AssertionError with the line of the script and what was printed instead */
export async function playScript(file: string, { folder, env, values, others, onKept }: Stage): Promise<void> {
  const session = fork(SESSION, { cwd: folder, env: { ...process.env, NO_COLOR: '1', ...env }, execArgv: [] });
  const kept = new Map<string, string>();
  const filled = (text: string) =>
    text.replace(/\$\{([A-Z_]+)\}/g, (whole, name: string) => kept.get(name) ?? values[name]?.() ?? whole);

  async function run(text: string): Promise<Outcome> {
    const words = (text.match(WORD) ?? []).map((word) => filled(word.replaceAll("'", '')));
    const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
    const [name, ...args] = words.slice(first);
    if (name !== 'keyward') return { code: 0, output: others[name!]!() };
    const own = words
      .slice(0, first)
      .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
    session.send({ args, env: Object.fromEntries(own) } satisfies Command);
    const [outcome] = (await once(session, 'message')) as [Outcome];
    return outcome;
  }

  async function play({ line, text, below }: Step): Promise<void> {
    if (text.startsWith('file ')) {
      await writeFile(join(folder, text.slice('file '.length)), filled(`${below.join('\n')}\n`));
      return;
    }
    const { keep, again, fails, command } = COMMAND.exec(text)!.groups!;
    const expected = below.map(filled);
    for (const deadline = Date.now() + WITHIN_MS; ; await delay(200)) {
      const { code, output } = await run(command!);
      if (keep) {
        kept.set(keep, output.trim());
        onKept(keep, output);
      }
      const isAsSaid = (code !== 0) === (fails === '!') && matches(output, expected);
      if (isAsSaid) return;
      const isOver = again === '' || Date.now() > deadline;
      assert.ok(
        !isOver,
        `line ${line}: ${text}\nended with ${code} and printed\n${output}\ninstead of\n${expected.join('\n')}`,
      );
    }
  }

  try {
    for (const step of stepsOf(await readFile(file, 'utf8'))) await play(step);
  } finally {
    session.disconnect();
  }
}
