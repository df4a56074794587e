/** `Raw`: one secret of any bytes, usable until it expires or for ever. */
import type { CredentialType } from '../credential-type.ts';

export const raw: CredentialType = {
  name: 'Raw',
  title: 'Raw',
  description: 'One secret of any bytes. Without an injection rule of its own only functions place it.',
  fields: [
    {
      name: 'raw',
      title: 'Raw value',
      help: 'Any bytes; send in `data` what is not text. A place in a request carries text only.',
      secret: true,
      required: true,
    },
  ],
  injection: [],
  takesInjection: true,
};
