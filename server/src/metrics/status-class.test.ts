import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusClassOf } from './status-class.ts';

test('a status counts in its class; none and what is beyond the classes have one, too', () => {
  const classes = [0, 99, 101, 200, 299, 304, 404, 500, 599, 600, 999].map(statusClassOf);
  const expected = ['none', 'none', '1xx', '2xx', '2xx', '3xx', '4xx', '5xx', '5xx', '5xx', '5xx'];
  assert.deepEqual(classes, expected);
});
