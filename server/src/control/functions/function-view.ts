/** A function as it is sent and answered. */
import { type Static, Type } from 'typebox';
import type { FunctionRecord } from '../../domain/function.ts';
import { formatInstant } from '../../domain/instant.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** Path of a function: its solution's id or slug, and its name. */
export const functionParams = Type.Object({
  organisation: Type.String(),
  solution: Type.String(),
  function: Type.String(),
});

/** Body of a write; documents alone go by it. */
export const functionBody = Type.Unsafe<{ readonly text: string }>({
  type: 'object',
  title: 'FunctionInput',
  description: 'A function in the form of docs/function.schema.json, JSON or YAML.',
  required: ['name', 'request'],
  additionalProperties: true,
});

const definition = Type.Unsafe<object>({ type: 'object', additionalProperties: true });

const members = {
  organisationId: Type.String(),
  solutionId: Type.String(),
  id: Type.String(),
  name: Type.String(),
  version: Type.Integer(),
  state: Type.Enum(['draft', 'active']),
  /** SHA-256 in hex of what it does, whether it is active or not: what a grant names. */
  digest: Type.String(),
  definition,
  createdAt: instant,
  createdBy: Type.String(),
  updatedAt: instant,
  updatedBy: Type.String(),
};

export const functionView = Type.Object(members, { ...closed, title: 'Function' });

/** One credential that a function names, and why it cannot be used now. */
const referenceView = Type.Object(
  { key: Type.String(), path: Type.String(), reason: Type.Optional(Type.String()) },
  { ...closed, title: 'FunctionReference' },
);

/** The same with its credentials. */
export const functionDetailsView = Type.Object(
  { ...members, credentials: Type.Array(referenceView) },
  { ...closed, title: 'FunctionDetails' },
);

/** The function for an answer. */
export function viewFunction(record: FunctionRecord): Static<typeof functionView> {
  const { organisationId, solutionId, functionId, name, version, state, digest, document } = record;
  return {
    ...{ organisationId, solutionId, id: functionId, name, version, state, digest },
    definition: JSON.parse(document) as object,
    ...{ createdAt: formatInstant(record.createdAt), createdBy: record.createdBy },
    ...{ updatedAt: formatInstant(record.updatedAt), updatedBy: record.updatedBy },
  };
}
