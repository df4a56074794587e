/** The completion scripts: that of bash as bash runs it, those of the others by what they offer. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { leavesOf, pathOf } from '../command-tree.ts';
import { buildProgram } from '../program.ts';
import { bashScript } from './bash.ts';
import { completionEntries } from './entries.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const program = buildProgram();
const entries = completionEntries(program);

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  const asked = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyward; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const script = `${bashScript(entries)}\n${asked}`;
  const text = execFileSync('bash', ['--norc', '-c', script, 'bash', 'keyward', ...words], { encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

describe('The completion of bash offers', () => {
  test('commands, and those of a group behind it', () => {
    assert.deepEqual(offered('cred'), ['credential']);
    assert.deepEqual(offered('credential', 're'), ['replace', 'remove']);
    assert.deepEqual(offered('').toSorted(), program.commands.map((command) => command.name()).toSorted());
  });

  test('flags of the command, behind arguments and other flags too', () => {
    assert.deepEqual(offered('credential', 'add', 'crm', '--secret'), ['--secret-stdin', '--secret-file']);
    assert.deepEqual(offered('credential', 'list', '--type', 'ApiKey', '--js'), ['--json']);
    assert.ok(!offered('token', 'list', '--').includes('--secret-file'));
  });

  test('values of flags that take one of a few', () => {
    assert.deepEqual(offered('credential', 'list', '--status', 'in'), ['invalid', 'incomplete']);
    assert.deepEqual(offered('token', 'create', '--role', ''), ['owner', 'admin', 'editor', 'user']);
  });

  test('nothing of its own where a file or a key stands', () => {
    assert.deepEqual(offered('credential', 'bulk', ''), []);
  });
});

test('every command and flag is in the script of each shell', () => {
  const scripts = { zsh: zshScript(entries), fish: fishScript(entries), bash: bashScript(entries) };
  for (const command of leavesOf(program)) {
    const { flags } = entries.find(({ path }) => path === pathOf(command))!;
    assert.ok(flags.length >= 2, pathOf(command));
    for (const { word } of flags) {
      assert.ok(scripts.bash.includes(word) && scripts.zsh.includes(`'${word}:`), word);
      assert.ok(scripts.fish.includes(`-l ${word.slice(2)} `), word);
    }
    assert.ok(scripts.fish.includes(`-a ${command.name()} `) && scripts.zsh.includes(`'${pathOf(command)}')`));
  }
});
