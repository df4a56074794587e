/** Consumers as they are sent and answered. */
import { type Static, Type } from 'typebox';
import { type ConsumerWithUses, partsOfConsumer } from '../../domain/consumer.ts';
import { formatInstant } from '../../domain/instant.ts';
import { instant, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const MOST_USES = 200;

/** Path of a consumer. */
export const consumerParams = Type.Object({
  organisation: Type.String(),
  kind: Type.String(),
  externalId: Type.String(),
});

/** One credential that is named, by key. */
const use = Type.Object(
  {
    credential: Type.String({ maxLength: 128 }),
    /** Where in the consumer; one credential may be named by several steps. */
    step: Type.Optional(text(200, 1)),
    /** The component that the credential must have. */
    component: Type.Optional(text(256, 1)),
  },
  { ...closed, title: 'ConsumerUse' },
);

/** All that is said of a consumer; what is left out is at its default. */
export const consumerBody = Type.Object(
  {
    name: text(200, 1),
    /** Whether it runs: by default only what active consumers name is kept from deletion. True by default. */
    active: Type.Optional(Type.Boolean()),
    /** Id or slug of the solution where its keys are looked up first; another may be given later. */
    solution: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    /** Where people find it: an http(s) address without a login. */
    link: Type.Optional(Type.String({ maxLength: 2048 })),
    uses: Type.Array(use, { maxItems: MOST_USES }),
  },
  { ...closed, title: 'ConsumerInput' },
);

/** A consumer. */
export const consumerView = Type.Object(
  {
    kind: Type.String(),
    externalId: Type.String(),
    organisationId: Type.String(),
    /** Absent for one of the organisation. */
    solutionId: Type.Optional(Type.String()),
    name: Type.String(),
    active: Type.Boolean(),
    link: Type.Optional(Type.String()),
    uses: Type.Array(use),
    version: Type.Integer(),
    createdAt: instant,
    createdBy: Type.String(),
    updatedAt: instant,
    updatedBy: Type.String(),
  },
  { ...closed, title: 'Consumer' },
);

export type ConsumerBody = Static<typeof consumerBody>;

/** The consumer for an answer. */
export function viewConsumer({ consumer, uses }: ConsumerWithUses): Static<typeof consumerView> {
  const { id, solutionId, isActive, createdAt, updatedAt, ...members } = consumer;
  return {
    ...partsOfConsumer(id),
    ...members,
    ...(solutionId !== '' && { solutionId }),
    active: isActive,
    uses: uses.map(({ key, ...use }) => ({ credential: key, ...use })),
    createdAt: formatInstant(createdAt),
    updatedAt: formatInstant(updatedAt),
  };
}
