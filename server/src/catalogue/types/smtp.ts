/** `Smtp`: what it takes to hand mail to a server. It is placed in no HTTP request. */
import type { CredentialType } from '../credential-type.ts';

export const smtp: CredentialType = {
  name: 'Smtp',
  title: 'Mail server (SMTP)',
  description:
    'A user and a password for sending mail. Host, port and security are sealed with the password: it goes nowhere ' +
    'else, and over no weaker connection. The proxy, which speaks HTTP, answers `credential/not-http`.',
  fields: [
    {
      name: 'host',
      title: 'Host',
      help: 'Name or address of the mail server, in lower case.',
      required: true,
      format: 'hostname',
      pattern: '[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?)*|\\[[0-9a-f:.]+\\]',
      maxLength: 253,
      example: 'smtp.example.com',
    },
    {
      name: 'port',
      title: 'Port',
      help: '465 with TLS from the start, 587 with STARTTLS, by custom.',
      required: true,
      default: '465',
      format: 'integer',
      pattern: '[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]',
      example: '465',
    },
    {
      name: 'security',
      title: 'Security',
      help:
        '`tls` from the first byte; `starttls` begins in the clear and sends nothing of yours before TLS; both check ' +
        'certificate and name. `disable` has no TLS, for loopback and private networks.',
      required: true,
      default: 'tls',
      enum: ['tls', 'starttls', 'disable'],
    },
    {
      name: 'username',
      title: 'User name',
      help: 'The user that logs in, often a mail address.',
      required: true,
      pattern: '[^\\u0000-\\u001f\\u007f]+',
      maxLength: 256,
      example: 'postmaster@example.com',
    },
    {
      name: 'password',
      title: 'Password',
      help: 'Of the user; an API key with some vendors.',
      secret: true,
      required: true,
    },
    {
      name: 'from',
      title: 'Sender',
      help: 'Mail address that stands as the sender, where it is not the user name; kept for those who send.',
      format: 'email',
      pattern: '[^\\u0000-\\u0020\\u007f<>@,;]+@[^\\u0000-\\u0020\\u007f<>@,;]+',
      maxLength: 254,
      example: 'orders@example.com',
    },
  ],
  injection: [],
  connection: { origin: 'smtp://${host}:${port}', placement: 'smtp:${security}' },
};
