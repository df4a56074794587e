/** `Database`: what it takes to connect to a database. It is placed in no HTTP request. */
import type { CredentialType } from '../credential-type.ts';

export const database: CredentialType = {
  name: 'Database',
  title: 'Database',
  description:
    'A user and a password for a database server. Host, port and TLS mode are sealed with the password: it goes ' +
    'nowhere else, and over no weaker connection. The proxy, which speaks HTTP, answers `credential/not-http`.',
  fields: [
    {
      name: 'scheme',
      title: 'Kind',
      help: 'What the server speaks.',
      required: true,
      enum: ['postgres', 'mysql', 'mariadb', 'sqlserver', 'oracle', 'mongodb', 'redis'],
      example: 'postgres',
    },
    {
      name: 'host',
      title: 'Host',
      help: 'Name or address of the server, in lower case.',
      required: true,
      format: 'hostname',
      pattern: '[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?)*|\\[[0-9a-f:.]+\\]',
      maxLength: 253,
      example: 'db.example.com',
    },
    {
      name: 'port',
      title: 'Port',
      help: 'Port of the server: 5432 for PostgreSQL, 3306 for MySQL, by custom.',
      required: true,
      format: 'integer',
      pattern: '[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]',
      example: '5432',
    },
    {
      name: 'database',
      title: 'Database',
      help: 'Name of the database on the server; the number of it for Redis.',
      pattern: '[^\\u0000-\\u001f\\u007f]+',
      maxLength: 128,
    },
    {
      name: 'username',
      title: 'User name',
      help: 'The user, or role, that logs in.',
      pattern: '[^\\u0000-\\u001f\\u007f]+',
      maxLength: 256,
    },
    { name: 'password', title: 'Password', help: 'Of the user.', secret: true, required: true },
    {
      name: 'tls',
      title: 'TLS',
      help: '`verify-full` checks certificate and name; `disable` sends the password in the clear, for loopback and private networks.',
      required: true,
      default: 'verify-full',
      enum: ['verify-full', 'disable'],
    },
  ],
  injection: [],
  connection: { origin: '${scheme}://${host}:${port}', placement: 'database:${tls}' },
};
