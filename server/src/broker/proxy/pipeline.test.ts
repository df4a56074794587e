import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pipeline } from './pipeline.ts';

test('each step gets all that was found before it, and the end is the sum', async () => {
  const three = pipeline<{ a: number }>()
    .step('b', ({ a }) => ({ b: a + 1 }))
    .step('c', async ({ a, b }) => ({ c: a + b }));
  assert.deepEqual(await three.run({ a: 1 }), { a: 1, b: 2, c: 3 });
});

test('steps run in the order of the table, which can be read', async () => {
  const ran: string[] = [];
  const table = ['one', 'two', 'three'].reduce(
    (steps, name) => steps.step(name, async () => void ran.push(name)),
    pipeline<object>(),
  );
  await table.run({});
  assert.deepEqual(table.names, ['one', 'two', 'three']);
  assert.deepEqual(ran, table.names);
});

test('a step that throws or rejects ends the run with its own error, and no later step begins', async () => {
  const error = new Error('refused');
  for (const fail of [() => Promise.reject(error), () => assert.fail(error)]) {
    let isReached = false;
    const steps = pipeline<object>()
      .step('fail', fail)
      .step('after', () => {
        isReached = true;
      });
    await assert.rejects(steps.run({}), error);
    assert.equal(isReached, false);
  }
});

test('a step that only checks adds nothing', async () => {
  const checks = pipeline<{ a: number }>()
    .step('check', () => undefined)
    .step('check and wait', async () => {});
  assert.deepEqual(await checks.run({ a: 1 }), { a: 1 });
});

test('runs do not share what they find, and what a run begins with is left as it was', async () => {
  const one = pipeline<{ a: number }>().step('b', async ({ a }) => ({ b: a }));
  const start = { a: 1 };
  assert.deepEqual(await Promise.all([one.run(start), one.run({ a: 2 })]), [
    { a: 1, b: 1 },
    { a: 2, b: 2 },
  ]);
  assert.deepEqual(start, { a: 1 });
});

test('appending a step leaves the pipeline before it as it was', async () => {
  const base = pipeline<object>().step('a', () => ({ a: 1 }));
  base.step('b', () => ({ b: 2 }));
  assert.deepEqual(base.names, ['a']);
  assert.deepEqual(await base.run({}), { a: 1 });
});

test('steps that need not wait run in one turn', () => {
  let isDone = false;
  const steps = pipeline<object>()
    .step('a', () => ({ a: 1 }))
    .step('b', () => {
      isDone = true;
    });
  void steps.run({});
  assert.equal(isDone, true);
});

test('the end runs once, with what was found, well or not, and after the report of a failure', async () => {
  const ended: object[] = [];
  const found = pipeline<object>()
    .step('a', () => ({ a: 1 }))
    .onEnd((known) => void ended.push(known));
  await found.run({});
  await assert.rejects(
    found
      .step('fail', () => assert.fail('refused'))
      .onFailure(async () => void ended.push({ isReport: true }))
      .run({}),
  );
  assert.deepEqual(ended, [{ a: 1 }, { isReport: true }, { a: 1 }]);
});
