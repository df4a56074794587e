/** Connect links in answers: never the token or its hash; the address with the token once, when the link is made. */
import { type Static, Type } from 'typebox';
import {
  type ConnectLink,
  type ConnectLinkDefinition,
  MOST_TRIES,
  readConnectLink,
} from '../../domain/connect-link.ts';
import { formatInstant, type Instant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const texts = Type.Array(Type.String());

const members = {
  id: Type.String(),
  organisationId: Type.String(),
  solutionId: Type.Optional(Type.String()),
  /** `open`, until it is used, withdrawn or over, or was tried ten times. */
  status: Type.Enum(['open', 'used', 'revoked', 'expired', 'exhausted']),
  /** Of the credential that it fills in, or will make. */
  credentialId: Type.String(),
  /** A derived key that is taken when the link is used gives way to a number behind it. */
  key: Type.String(),
  type: Type.String(),
  provider: Type.Optional(Type.String()),
  /** Names of the fields that the page asks for. */
  asks: texts,
  /** Where the secrets may go; of some targets the page asks for what they follow from. */
  origins: texts,
  verify: Type.Enum(['enforce', 'skip']),
  returnUrl: Type.Optional(Type.String()),
  /** How often values were handed in. */
  tries: Type.Integer(),
  expiresAt: instant,
  createdAt: instant,
  createdBy: Type.String(),
  usedAt: Type.Optional(instant),
  revokedAt: Type.Optional(instant),
};

/** A connect link. */
export const connectLinkView = Type.Object(members, { ...closed, title: 'ConnectLink' });

/** The same with its address, which is shown this once. */
export const madeConnectLinkView = Type.Object(
  { ...members, url: Type.String() },
  { ...closed, title: 'MadeConnectLink' },
);

/** Connect links, newest first. */
export const connectLinksPage = Type.Object(
  { items: Type.Array(connectLinkView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

type View = Static<typeof connectLinkView>;

function statusOf({ usedAt, revokedAt, tries }: ConnectLink, expiresAt: Instant, now: Instant): View['status'] {
  if (usedAt !== undefined) return 'used';
  if (revokedAt !== undefined) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return tries >= MOST_TRIES ? 'exhausted' : 'open';
}

/** The origins that a link's policy names. */
export function originsOf({ policy }: ConnectLinkDefinition): string[] {
  return [...new Set(Object.values(policy.roles).flatMap(({ origins }) => origins))].sort();
}

/** The link for an answer. @throws Problem `connect-link/not-found` for one that cannot be read */
export function viewConnectLink(link: ConnectLink, now: Instant): View {
  const definition = readConnectLink(link.definition);
  if (!definition) throw new Problem('connect-link/not-found');
  const { organisationId, id, tries, createdAt, createdBy, usedAt, revokedAt } = link;
  const { solutionId, credentialId, key, type, provider, asks, verify, returnUrl, expiresAt } = definition;
  return {
    ...{ id, organisationId, status: statusOf(link, expiresAt, now), credentialId, key, type },
    ...(solutionId !== '' && { solutionId }),
    ...(provider !== undefined && { provider }),
    ...{ asks: [...asks], origins: originsOf(definition), verify, tries },
    ...(returnUrl !== undefined && { returnUrl }),
    ...{ expiresAt: formatInstant(expiresAt), createdAt: formatInstant(createdAt), createdBy },
    ...(usedAt !== undefined && { usedAt: formatInstant(usedAt) }),
    ...(revokedAt !== undefined && { revokedAt: formatInstant(revokedAt) }),
  };
}
