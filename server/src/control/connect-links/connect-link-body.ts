/** Bodies and paths of connect links. */
import { type Static, Type } from 'typebox';
import { LONGEST_LIFE_SECONDS } from '../../domain/connect-link.ts';
import { connectionBody } from '../connections/connection-body.ts';
import { credentialBody } from '../credentials/credential-body.ts';
import { inSolution, paging } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const { key, type, provider, name, description, owner, labels } = credentialBody.properties;
const { baseUrl, allowedOrigins, policy, fields } = credentialBody.properties;

/** Path of a connect link: its id. */
export const connectLinkParams = Type.Object({ organisation: Type.String(), connectLink: Type.String() });

/** Body of a creation: what is to be connected, what is fixed already, and how long. */
export const connectLinkBody = Type.Object(
  {
    /** Id or key of a credential that is to be filled in anew; without it one is made. */
    credential: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    /** Key or id of an OAuth configuration: the page leads to its consent. */
    configuration: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    /** What the consent asks for; those of the configuration by default. */
    scopes: connectionBody.properties.scopes,
    ...{ type, provider, key, name, description, owner, labels, baseUrl, allowedOrigins, policy },
    /** Values of fields that are not secret: the page shows them, and does not ask for them. */
    fields,
    /** Names of the fields that the page asks for; left out: every one that is needed and not fixed. */
    asks: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { minItems: 1, maxItems: 64, uniqueItems: true })),
    /** Whether nothing is stored that the API has not accepted; what has no check is stored. */
    verify: Type.Optional(Type.Enum(['enforce', 'skip'])),
    /** Where the browser goes when it is done: an origin of the setting `returnOrigins`, or Keyward's own. */
    returnUrl: Type.Optional(Type.String({ minLength: 1, maxLength: 2048 })),
    /** In seconds; a day by default. */
    expiresIn: Type.Optional(Type.Integer({ minimum: 60, maximum: LONGEST_LIFE_SECONDS })),
  },
  { ...closed, title: 'ConnectLinkInput' },
);

/** Which links to list. */
export const connectLinksQuery = Type.Object({ ...paging, ...inSolution }, closed);

export type ConnectLinkBody = Static<typeof connectLinkBody>;
