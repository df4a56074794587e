/** What uses a credential, as it is answered. */
import { type Static, Type } from 'typebox';
import { FUNCTION_KIND, partsOfConsumer } from '../../domain/consumer.ts';
import type { CredentialUser, Usage } from '../../domain/reference.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());

const described = {
  /** `flow`, `rule` …, as registered; `function` for a function of Keyward; `webhook` for one that is signed with it; `credential` for one that names a provider. */
  kind: Type.String(),
  /** As its own system knows it. */
  id: Type.String(),
  name: Type.String(),
  link: optionalText,
  /** Whether it runs. */
  active: Type.Boolean(),
  step: optionalText,
  component: optionalText,
  /** Absent where it is of the organisation. */
  solutionId: optionalText,
};

/** One user of a credential, as an error names it. */
export const usage = Type.Object(described, { ...closed, title: 'Usage' });

/** Uses that went through the broker, over the time that statistics are kept. */
const sums = { count: Type.Integer(), firstUsedAt: instant, lastUsedAt: instant };

/** One user with what was seen of it. */
export const observedUsage = Type.Object(
  { ...described, observed: Type.Optional(Type.Object(sums, { ...closed, title: 'ObservedSums' })) },
  { ...closed, title: 'CredentialUsage' },
);

/** Traffic of one consumer to one origin, registered or not. */
export const observedTraffic = Type.Object(
  {
    /** As `Keyward-Consumer` named it; empty where it named none, in parentheses a name of Keyward's own. */
    consumer: Type.String(),
    origin: Type.String(),
    ...sums,
    /** Whether a reference of this consumer is among the usages. */
    registered: Type.Boolean(),
  },
  { ...closed, title: 'ObservedTraffic' },
);

/** The user for an answer. */
export function usageOf({ holder, reference }: CredentialUser): Static<typeof usage> & Usage {
  const { kind, id, name, link, isActive, solutionId } = holder;
  const { step, component } = reference;
  const { kind: ownKind, externalId } = partsOfConsumer(id);
  return {
    ...(kind === 'consumer' ? { kind: ownKind, id: externalId } : { kind, id }),
    name,
    ...(link !== undefined && { link }),
    active: isActive,
    ...(step !== undefined && { step }),
    ...(component !== undefined && { component }),
    ...(solutionId !== '' && { solutionId }),
  };
}

/** What `Keyward-Consumer` says where the user's traffic comes by. */
export function consumerNameOf({ holder: { kind, id, name } }: CredentialUser): string {
  return kind === 'function' ? `${FUNCTION_KIND}/${name}` : id;
}
