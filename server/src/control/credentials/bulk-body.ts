/** What a bulk takes and answers. Its items are judged one by one, so that a bad one does not hide the others. */
import { type Static, Type } from 'typebox';
import { violation } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** Body of `credentials:bulk`: 1 to 10,000 items, each as `POST credentials` takes it. */
export const bulkBody = Type.Object(
  {
    items: Type.Array(Type.Unsafe<unknown>({ description: 'As POST credentials takes it; judged on its own.' }), {
      minItems: 1,
      maxItems: 10_000,
    }),
    /** What is stored where some are bad: nothing (the default), or the good ones. */
    onError: Type.Optional(Type.Enum(['none', 'good'])),
  },
  { ...closed, title: 'CredentialBulkInput' },
);

const stored = Type.Object(
  { index: Type.Integer(), id: Type.String(), key: Type.String(), status: Type.String(), version: Type.Integer() },
  closed,
);

const problem = Type.Object(
  {
    type: Type.String(),
    code: Type.String(),
    status: Type.Integer(),
    title: Type.String(),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(violation)),
  },
  closed,
);

/** What was stored and what was not, by the index of the item. */
export const bulkView = Type.Object(
  { items: Type.Array(stored), failed: Type.Array(Type.Object({ index: Type.Integer(), problem }, closed)) },
  { ...closed, title: 'CredentialBulk' },
);

export type BulkBody = Static<typeof bulkBody>;
export type BulkView = Static<typeof bulkView>;
