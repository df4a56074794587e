import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertUnrevealed } from './keep-memory.ts';

test('catalogue 20: options of Node that open a debugger or write memory are refused, in every spelling', () => {
  const revealing = [
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect_wait',
    '--heapsnapshot-signal=SIGUSR2',
    '--heapsnapshot_near_heap_limit=1',
    '--abort-on-uncaught-exception',
  ];
  for (const option of revealing) {
    assert.throws(() => assertUnrevealed([option]), { code: 'config/invalid' }, option);
    assert.throws(() => assertUnrevealed([], `--no-warnings "${option}"`), { code: 'config/invalid' }, option);
    assert.throws(() => assertUnrevealed([], `--no-warnings\t${option}`), { code: 'config/invalid' }, option);
  }
});

test('other options of Node are not in the way', () => {
  assertUnrevealed(
    ['--disable-sigusr1', '--import', 'file:///inspect.ts'],
    '--inspect-port=0 --max-old-space-size=512',
  );
  assertUnrevealed([]);
});
