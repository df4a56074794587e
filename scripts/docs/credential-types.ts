/** docs/credential-types.md, from the registry of credential types. */
import type { CredentialType, FieldSpec } from '../../server/src/catalogue/credential-type.ts';
import { credentialTypes } from '../../server/src/catalogue/types/index.ts';
import type { InjectionStep } from '../../server/src/domain/injection-rule.ts';
import { table } from './markdown.ts';

const INTRO = `<!-- Generated from server/src/catalogue/types by \`npm run docs\`. -->
# Credential types

A *secret* field is sealed when it is written and never returned. The others are stored and returned as they are. A
required field that is missing makes the credential \`incomplete\`: it is stored, and not injected. A credential is
verified by a GET of its \`testPath\`; without one its verdict stays \`unverified\`.
`;

function describeValues(field: FieldSpec): string {
  const notes = [
    field.enum?.map((value) => `\`${value}\``).join(', '),
    field.default !== undefined && field.default !== '' && `default \`${field.default}\``,
    field.when && `where \`${field.when.field}\` is ${field.when.in.map((value) => `\`${value}\``).join(' or ')}`,
    field.multiline && 'several lines',
    field.format && `format \`${field.format}\``,
    field.pattern && `matches \`${field.pattern}\``,
    field.maxLength !== undefined && `at most ${field.maxLength} characters`,
    field.example && `for example \`${field.example}\``,
    field.docsUrl && `[more](${field.docsUrl})`,
  ];
  return notes.filter(Boolean).join('; ');
}

function toRow(field: FieldSpec): string[] {
  const marks = [field.secret && 'secret', field.required && 'required'].filter(Boolean).join(', ');
  return [`\`${field.name}\``, marks, field.help, describeValues(field)];
}

function describeStep({ into, name, value, tokenUrl, when }: InjectionStep): string {
  const condition = when ? `, when \`${when.field}\` is \`${when.equals}\`` : '';
  const asks = tokenUrl === undefined ? '' : `, asking \`${tokenUrl}\` for a token`;
  if (into === 'signer') return `- signer \`${name}\`${asks}${condition}\n`;
  return `- ${into}${name === undefined ? '' : ` \`${name}\``}: \`${value}\`${condition}\n`;
}

function describeUse({ injection, connection, isConnected }: CredentialType): string {
  if (isConnected) return '';
  if (connection) return `\nSealed for \`${connection.origin}\`, as \`${connection.placement}\`.\n`;
  return `\nInjected as:\n\n${injection.map(describeStep).join('')}`;
}

function renderType(type: CredentialType): string {
  const fields = table(['Field', '', 'Meaning', 'Values'], type.fields.map(toRow));
  return `\n## ${type.name}\n\n${type.description}\n\n${fields}${describeUse(type)}`;
}

export function renderCredentialTypes(): string {
  return INTRO + credentialTypes.map(renderType).join('');
}
