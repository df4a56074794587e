/** What people send to come in, and what they are answered: never a token, which is in the cookie alone. */
import { Type } from 'typebox';
import { LONGEST_PASSWORD } from '../../domain/person.ts';
import { instant, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** In UTF-16 units: a character may be two. */
export const password = Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD * 2 });

/** Six digits, or a backup code. */
export const code = Type.String({ minLength: 1, maxLength: 64 });

const members = {
  email: Type.String({ maxLength: 254 }),
  password,
  /** Needed where the account has a second factor. */
  code: Type.Optional(code),
};

export const signInBody = Type.Object(members, { ...closed, title: 'SignInInput' });

/** The token of a one-time link: what stands behind its `#`. */
const link = Type.String({ maxLength: 64 });

export const linkBody = Type.Object({ link }, { ...closed, title: 'LinkInput' });

/** A new account, or the address and password of the one that there is. */
export const acceptBody = Type.Object(
  { link, ...members, name: Type.Optional(text(200)) },
  { ...closed, title: 'AcceptLinkInput' },
);

/** Somebody has come in. */
export const signedInView = Type.Object(
  { personId: Type.String(), sessionId: Type.String(), expiresAt: instant },
  { ...closed, title: 'SignedIn' },
);

/** What a link is for. */
export const linkView = Type.Object(
  {
    kind: Type.Enum(['invitation', 'set-up', 'reset']),
    /** Where one becomes a member. */
    organisation: Type.Optional(Type.Object({ name: Type.String(), slug: Type.String() }, closed)),
    /** The address that the account must have. */
    email: Type.Optional(Type.String()),
    role: Type.Optional(Type.String()),
    expiresAt: instant,
  },
  { ...closed, title: 'Link' },
);
