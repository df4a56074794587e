/** `Default`: fields of any name, always valid. */
import type { CredentialType } from '../credential-type.ts';

export const defaultType: CredentialType = {
  name: 'Default',
  title: 'Default',
  description:
    'Fields of any name, always valid. All of them are secret, unless `redactFields` names those that are. Without an ' +
    'injection rule of its own only functions place them.',
  fields: [],
  injection: [],
  takesInjection: true,
  openFields: true,
};
