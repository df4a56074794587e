import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { SchemaComponents } from './schema-components.ts';

const closed = { additionalProperties: false } as const;

test('a schema with a title becomes a component, wherever it stands; others stay where they are', () => {
  const components = new SchemaComponents();
  const named = Type.Object({ a: Type.String() }, { ...closed, title: 'Named' });
  const list = components.describe(Type.Object({ items: Type.Array(named), one: Type.Optional(named) }, closed));
  const reference = { $ref: '#/components/schemas/Named' };
  assert.deepEqual(list.properties, { items: { type: 'array', items: reference }, one: reference });
  assert.deepEqual(Object.keys(components.toJson()), ['Named']);
});

test('a property called title names nothing', () => {
  const components = new SchemaComponents();
  const schema = components.describe(Type.Object({ title: Type.String() }, closed));
  assert.deepEqual(schema.properties, { title: { type: 'string' } });
  assert.deepEqual(components.toJson(), {});
});

test('two different schemas of one title are an error', () => {
  const components = new SchemaComponents();
  components.describe(Type.Object({ a: Type.String() }, { title: 'X' }));
  components.describe(Type.Object({ a: Type.String() }, { title: 'X' }));
  assert.throws(() => components.describe(Type.Object({ b: Type.String() }, { title: 'X' })), /the title X/);
});

test('records are maps, with the pattern of their keys if they have one', () => {
  const components = new SchemaComponents();
  const any = components.describe(Type.Record(Type.String(), Type.Integer()));
  assert.deepEqual(any, { type: 'object', additionalProperties: { type: 'integer' } });
  const some = components.describe(Type.Record(Type.String({ pattern: '^a$' }), Type.Integer(), closed));
  assert.deepEqual(some, {
    type: 'object',
    propertyNames: { pattern: '^a$' },
    additionalProperties: { type: 'integer' },
  });
});
