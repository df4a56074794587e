/** The fields of every type that a connection makes: what an authorisation server has handed out, never given by a body. */
import type { FieldSpec } from './credential-type.ts';

export const tokenFields: readonly FieldSpec[] = [
  {
    name: 'scope',
    title: 'Scope',
    help: 'What was granted, several separated by blanks.',
    maxLength: 8_192,
  },
  {
    name: 'accessToken',
    title: 'Access token',
    help: 'Sent with calls; handed out by the authorisation server.',
    secret: true,
    required: true,
  },
  {
    name: 'refreshToken',
    title: 'Refresh token',
    help: 'Sent to the token URL alone; handed out by the authorisation server.',
    secret: true,
    isForTokens: true,
  },
];
