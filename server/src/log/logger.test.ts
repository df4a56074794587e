/** The logger writes to standard error, so each case runs in a process of its own whose lines are read. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { Problem } from '../domain/problem.ts';
import { summariseError } from './logger.ts';

const canary = 'cnry-correct-horse';

/** Runs code with `log`, `attempt` and `canary` at hand. @returns what reached standard error */
function linesOf(code: string, level = 'trace'): Record<string, unknown>[] {
  const source = `
    import { createLogger } from ${JSON.stringify(new URL('./logger.ts', import.meta.url).href)};
    const log = createLogger(${JSON.stringify(level)});
    const canary = ${JSON.stringify(canary)};
    const attempt = (run) => { try { run(); } catch (error) { return error; } throw new Error('nothing was thrown'); };
    ${code}`;
  const { stderr, stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 0, stderr);
  assert.equal(stdout, '');
  assert.equal(stderr.includes(canary), false, stderr);
  const lines = stderr.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('catalogue 19: no message of a thrown error reaches a line, however it is thrown', () => {
  const lines = linesOf(`
    const errors = [
      attempt(() => new URL('http://' + canary + ' /')),
      attempt(() => JSON.parse('{"a":' + canary)),
      attempt(() => JSON.parse('\\n    at ' + canary + '\\n')),
      attempt(() => new Headers({ a: canary + '\\r\\nb' })),
      attempt(() => new Headers({ [canary + ' ']: 'a' })),
      attempt(() => Buffer.from(Symbol(canary))),
      attempt(() => structuredClone(() => canary)),
      attempt(() => { throw new AggregateError([new Error(canary)], canary); }),
      attempt(() => { throw Object.assign(new Error(canary), { input: canary, value: canary }); }),
      attempt(() => { throw canary; }),
    ];
    for (const error of errors) log.error({ err: error }, 'it failed');`);
  assert.equal(lines.length, 10);
  for (const line of lines) assert.equal(line.msg, 'it failed');
  assert.deepEqual((lines[0]!.err as { code: string }).code, 'ERR_INVALID_URL');
});

test('a canary anywhere in a chain of causes stays out, and the chain is told by names', () => {
  const [line] = linesOf(`
    const inner = new TypeError(canary, { cause: canary });
    const middle = new RangeError('\\n    at ' + canary + ' (x)', { cause: inner });
    log.error({ err: new Error(canary, { cause: middle }) }, 'it failed');`);
  interface Summary {
    name: string;
    cause?: Summary;
  }
  const names: string[] = [];
  for (let at = line!.err as Summary | undefined; at; at = at.cause) names.push(at.name);
  assert.deepEqual(names, ['Error', 'RangeError', 'TypeError', 'string']);
});

test('an error given in place of an object, a message or a value leaves its name alone', () => {
  const lines = linesOf(`
    const error = new TypeError(canary);
    log.error(error);
    log.error({ err: error });
    log.error(error, error.message);
    log.error({ err: error }, error.message);
    log.error('it failed: %s', error);
    log.error({ err: error }, 'it failed: %s', error);
    log.child({ a: 1 }).error(error);`);
  const texts = [
    'TypeError',
    'TypeError',
    'TypeError',
    'TypeError',
    'it failed: TypeError',
    'it failed: TypeError',
    'TypeError',
  ];
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    texts,
  );
});

test('errors are summarised under each name that they are logged under, in child loggers too', () => {
  const lines = linesOf(`
    for (const one of [log, log.child({ reqId: 'req_1' })]) {
      for (const name of ['err', 'error', 'cause']) one.error({ [name]: new Error(canary) }, 'it failed');
    }`);
  assert.equal(lines.length, 6);
});

test('tokens, cookies and Authorization are redacted, at the top and one level down', () => {
  const [line] = linesOf(`
    log.info({ token: canary, authorization: canary, headers: { authorization: canary, cookie: canary, token: canary } }, 'x');`);
  const censor = '[redacted]';
  assert.deepEqual(line!.headers, { authorization: censor, cookie: censor, token: censor });
  assert.deepEqual([line!.token, line!.authorization], [censor, censor]);
});

test('a line has an ISO time and neither host name nor process id; what lies below the level is not written', () => {
  const [line, ...rest] = linesOf(`log.info({ a: 1 }, 'kept'); log.debug('dropped');`, 'info');
  assert.deepEqual(Object.keys(line!).sort(), ['a', 'level', 'msg', 'time']);
  assert.equal(new Date(line!.time as string).toISOString(), line!.time);
  assert.equal(rest.length, 0);
  assert.equal(linesOf(`log.fatal('dropped');`, 'silent').length, 0);
});

test('a Problem is told by its code, without detail and frames, and its cause without message', () => {
  const cause = Object.assign(new Error(canary), { code: 'ECONNREFUSED' });
  const summary = summariseError(new Problem('upstream/unreachable', { detail: canary, cause }));
  assert.deepEqual(Object.keys(summary), ['name', 'code', 'cause']);
  assert.deepEqual([summary.code, summary.cause?.code], ['upstream/unreachable', 'ECONNREFUSED']);
  assert.equal(JSON.stringify(summary).includes(canary), false);
});

test('frames say where, and a chain that never ends is cut', () => {
  const error = new Error(canary);
  assert.ok(summariseError(error).frames!.some((frame) => frame.includes('logger.test.ts')));
  error.cause = error;
  assert.equal(JSON.stringify(summariseError(error)).split('"name"').length - 1, 4);
});

test('what is no error is told by its type alone', () => {
  const values: [unknown, string][] = [
    [canary, 'string'],
    [{ message: canary }, 'object'],
    [undefined, 'undefined'],
    [null, 'object'],
  ];
  for (const [value, name] of values) assert.deepEqual(summariseError(value), { name });
});
