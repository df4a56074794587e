/** Organisations and their settings, as they are sent and answered. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import {
  effectiveSettings,
  MOST_RETURN_ORIGINS,
  MOST_REVERIFY_HOURS,
  MOST_WARNING_DAYS,
  MOST_WARNINGS,
} from '../../domain/organisation-settings.ts';
import type { Organisation } from '../../store/organisations.ts';
import { instant, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** Body of a creation; a slug is derived from the name where it is left out. */
export const organisationBody = Type.Object(
  { slug: Type.Optional(Type.String({ maxLength: 128 })), name: text(200, 1) },
  { ...closed, title: 'OrganisationInput' },
);

/** An organisation; `version` is that of its settings. */
export const organisationView = Type.Object(
  { id: Type.String(), slug: Type.String(), name: Type.String(), version: Type.Integer(), createdAt: instant },
  { ...closed, title: 'Organisation' },
);

/** Days before the end. */
const expiryWarnings = Type.Array(Type.Integer({ minimum: 1, maximum: MOST_WARNING_DAYS }), {
  maxItems: MOST_WARNINGS,
  uniqueItems: true,
});
const reverifyAfterHours = Type.Integer({ minimum: 0, maximum: MOST_REVERIFY_HOURS });
/** `https://host`, or `http://` on loopback: where browsers may be sent back to. */
const returnOrigins = Type.Array(Type.String({ maxLength: 300 }), { maxItems: MOST_RETURN_ORIGINS, uniqueItems: true });
/** Of people; access tokens have none and need none. */
const secondFactor = Type.Enum(['optional', 'required']);
/** Of people; owners come in by their password all the same. */
const signIn = Type.Enum(['any', 'single-sign-on']);
const deletionGuard = Type.Enum(['active', 'any']);

/** A change of settings; what is left out stays. */
export const settingsPatch = Type.Object(
  {
    deletionGuard: Type.Optional(deletionGuard),
    injectRejected: Type.Optional(Type.Boolean()),
    expiryWarnings: Type.Optional(expiryWarnings),
    /** 0: never by itself. */
    reverifyAfterHours: Type.Optional(reverifyAfterHours),
    secondFactor: Type.Optional(secondFactor),
    signIn: Type.Optional(signIn),
    returnOrigins: Type.Optional(returnOrigins),
  },
  { ...closed, title: 'SettingsPatch' },
);

/** The settings in force. */
export const settingsView = Type.Object(
  {
    deletionGuard,
    injectRejected: Type.Boolean(),
    expiryWarnings,
    reverifyAfterHours,
    secondFactor,
    signIn,
    returnOrigins,
    version: Type.Integer(),
  },
  { ...closed, title: 'Settings' },
);

/** The organisation for an answer. */
export function viewOrganisation(organisation: Organisation): Static<typeof organisationView> {
  const { id, slug, name, version, createdAt } = organisation;
  return { id, slug, name, version, createdAt: formatInstant(createdAt) };
}

/** Its settings for an answer, those at their defaults included. */
export function viewSettings({ settings, version }: Organisation): Static<typeof settingsView> {
  const effective = effectiveSettings(settings);
  const { expiryWarnings: days, returnOrigins: origins } = effective;
  return { ...effective, expiryWarnings: [...days], returnOrigins: [...origins], version };
}
