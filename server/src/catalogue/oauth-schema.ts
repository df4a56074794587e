/**
 * The shape of the OAuth data in a provider's file: endpoints, grants, and the vendor's own ways as domain/oauth-quirks.ts
 * has them.
 */
import { type Static, type TOptional, type TSchema, Type } from 'typebox';
import { answerMembers, protocolParameters, tokenErrors } from '../domain/oauth-quirks.ts';
import { closed, code, oneOf, pointer, texts, urlTemplate, webUrl } from './schema-parts.ts';

const parameterName = (description: string) =>
  Type.String({ description, maxLength: 64, pattern: '^[A-Za-z][A-Za-z0-9_.-]*$' });

function optional<const Name extends string, Part extends TSchema>(
  members: readonly Name[],
  part: (name: Name) => Part,
) {
  return Object.fromEntries(members.map((member) => [member, Type.Optional(part(member))])) as Record<
    Name,
    TOptional<Part>
  >;
}

const names = Type.Object(
  optional(protocolParameters, (name) => parameterName(`What the vendor calls ${name}.`)),
  { ...closed, description: 'Other names of parameters.' },
);

const scopeList = (description: string) =>
  Type.Array(code('A scope.', 256), { description, minItems: 1, maxItems: 64 });

const tokenRequest = Type.Object(
  {
    body: Type.Optional(oneOf(['form', 'json'], 'A form by default.')),
    basic: Type.Optional(
      oneOf(['encoded', 'raw'], 'Whether id and secret are form-encoded first; `encoded` by default.'),
    ),
    assertionAudience: Type.Optional(oneOf(['issuer', 'token-url'], 'Of a signed assertion; the issuer by default.')),
    names: Type.Optional(names),
    parameters: Type.Optional(texts('Sent with each token request.', { of: 'A value.', most: 16 })),
    clientCredentialsScopes: Type.Optional(scopeList('Asked for with client credentials.')),
  },
  { ...closed, description: 'How token requests differ from RFC 6749.' },
);

const tokenResponse = Type.Object(
  {
    ...optional(answerMembers, (member) => pointer(`Where the answer has ${member}.`)),
    format: Type.Optional(oneOf(['json', 'form'], '`form`: answers in the form of a query are read too.')),
    tokenTypes: Type.Optional(
      Type.Array(parameterName('A type.'), { description: 'Used as bearer tokens too.', minItems: 1, maxItems: 4 }),
    ),
    scopeSeparator: Type.Optional(code('Between granted scopes, where it is not the one of the request.', 4)),
    lifeSeconds: Type.Optional(
      Type.Integer({
        description: 'Life of an access token where the answer does not say; only what the vendor documents.',
        minimum: 60,
        maximum: 31_622_400,
      }),
    ),
    errors: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), oneOf(tokenErrors, 'That of the RFCs.'), {
        description: 'The vendor’s own codes of errors.',
        maxProperties: 32,
      }),
    ),
  },
  { ...closed, description: 'How token answers differ from RFC 6749, section 5.' },
);

const revocation = Type.Object(
  {
    method: Type.Optional(oneOf(['POST', 'DELETE', 'GET'], '`POST` by default.')),
    token: Type.Optional(
      oneOf(['form', 'json', 'query', 'path', 'bearer'], 'Where the token stands; in a form by default.'),
    ),
    parameter: Type.Optional(parameterName('Name of the parameter; `token` by default.')),
    authentication: Type.Optional(
      oneOf(['client', 'basic', 'post', 'bearer', 'none'], 'Who asks; the client as at the token URL by default.'),
    ),
    tokens: Type.Optional(
      Type.Array(oneOf(['refresh', 'access'], 'A kind of token.'), {
        description: 'Those that are revoked, in order; refresh, then access by default.',
        minItems: 1,
        maxItems: 2,
        uniqueItems: true,
      }),
    ),
  },
  { ...closed, description: 'How revocation differs from RFC 7009.' },
);

const capture = Type.Union(
  [
    pointer('A JSON pointer.'),
    Type.Object(
      {
        from: pointer('A JSON pointer.'),
        within: Type.Optional(
          urlTemplate(
            'One of `origins`, exact or with a star: the value is a URL within it, and its origin the base URL’s.',
          ),
        ),
      },
      closed,
    ),
  ],
  { description: 'Where the value stands; a text without a token in it.' },
);

/** What a provider's file says about OAuth; what a shape cannot say is in check-oauth.ts. */
export const oauthFile = Type.Object(
  {
    authorizationUrl: Type.Optional(urlTemplate('Where people are sent (RFC 6749, section 3.1).')),
    tokenUrl: urlTemplate('Where tokens are asked for (RFC 6749, section 3.2).'),
    revocationUrl: Type.Optional(
      urlTemplate('Where tokens are revoked (RFC 7009). `${clientId}` stands for the id of the client.'),
    ),
    jwksUrl: Type.Optional(urlTemplate('Where the keys of ID tokens are.')),
    issuer: Type.Optional(urlTemplate('Of OpenID Connect, or of RFC 9207.')),
    scopeSeparator: Type.Optional(code('A blank by default.', 4)),
    defaultScopes: Type.Optional(
      Type.Array(code('A scope.', 256), { description: 'Asked for where no others are chosen.', maxItems: 64 }),
    ),
    scopes: Type.Optional(texts('By scope: what it permits.', { of: 'One sentence.', most: 256 })),
    grants: Type.Array(oneOf(['authorization_code', 'refresh_token', 'client_credentials'], 'RFC 6749.'), {
      description: 'The grants that the vendor takes.',
      minItems: 1,
      maxItems: 3,
    }),
    clientAuthentication: Type.Optional(
      oneOf(['basic', 'post', 'private_key_jwt', 'none'], 'At the token URL; `basic` by default.'),
    ),
    pkce: Type.Optional(oneOf(['S256', 'none'], '`S256` by default; `none` only where the vendor refuses it.')),
    rotatesRefreshToken: Type.Optional(
      Type.Boolean({ description: 'Whether a refresh token may be good for one use only; true by default.' }),
    ),
    parameters: Type.Optional(texts('Further ones of the authorisation request.', { of: 'A value.', most: 16 })),
    authorizationRequest: Type.Optional(
      Type.Object(
        { names: Type.Optional(names) },
        { ...closed, description: 'How the authorisation request differs.' },
      ),
    ),
    tokenRequest: Type.Optional(tokenRequest),
    tokenResponse: Type.Optional(tokenResponse),
    revocation: Type.Optional(revocation),
    captures: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), capture, {
        description: 'By field: where the token answer holds its value.',
        maxProperties: 8,
      }),
    ),
    keepAliveSeconds: Type.Optional(
      Type.Integer({
        description: 'A refresh token that is not used for longer dies: it is used at least so often.',
        minimum: 3_600,
        maximum: 31_536_000,
      }),
    ),
    evidenceUrl: Type.Optional(webUrl('The vendor’s page that says all this.')),
  },
  { ...closed, description: 'What connections need to know.' },
);

export type OAuthFile = Static<typeof oauthFile>;
