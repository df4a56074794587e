/**
 * sdk/src/generated/credential-types.ts: which fields of a type are secret and where they go. The client computes from it
 * where a secret may stand, instead of believing the API.
 */
import { credentialTypes } from '../../server/src/catalogue/types/index.ts';

const INTRO = `/**
 * Secret fields, defaults and injection of the credential types. Generated from server/src/catalogue/types by
 * \`npm run docs\`; not to be edited.
 */
import type { KnownType } from '../known-type.ts';

export const knownTypes: readonly KnownType[] = `;

export function renderSdkCredentialTypes(): string {
  const known = credentialTypes.map(({ name, fields, injection, openFields = false, connection }) => ({
    name,
    secrets: fields.filter(({ secret }) => secret).map((field) => field.name),
    openFields,
    defaults: Object.fromEntries(
      fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]])),
    ),
    injection: injection.map(({ into, name: named, tokenUrl, when }) => ({ into, name: named, tokenUrl, when })),
    connection,
  }));
  return `${INTRO}${JSON.stringify(known, undefined, 2)};\n`;
}
