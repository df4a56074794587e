/** Every command, in the order of the help. A test asserts that each file of the folder is listed. */
import type { Command } from 'commander';
import { audit } from './audit/index.ts';
import { completion } from './completion.ts';
import { component } from './component/index.ts';
import { connectLink } from './connect-link/index.ts';
import { connection } from './connection/index.ts';
import { consumer } from './consumer/index.ts';
import { credential } from './credential/index.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { events } from './event/index.ts';
import { functions } from './function/index.ts';
import { help } from './help.ts';
import { identityProvider } from './identity-provider/index.ts';
import { importCredentials } from './import.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { member, platformMember } from './member/index.ts';
import { oauthConfiguration } from './oauth-configuration/index.ts';
import { organisation } from './organisation/index.ts';
import { person } from './person/index.ts';
import { profile } from './profile/index.ts';
import { provider } from './provider/index.ts';
import { request } from './request/index.ts';
import { sealingKey } from './sealing-key/index.ts';
import { serve } from './serve.ts';
import { solution } from './solution/index.ts';
import { platformToken, token } from './token/index.ts';
import { type } from './type/index.ts';
import { webhook } from './webhook/index.ts';
import { whoami } from './whoami.ts';

/** Adds a command to its parent. */
export type AddCommand = (parent: Command) => void;

export const commands: readonly AddCommand[] = [
  serve,
  demo,
  doctor,
  login,
  logout,
  profile,
  whoami,
  person,
  solution,
  functions,
  credential,
  connectLink,
  connection,
  consumer,
  importCredentials,
  component,
  type,
  provider,
  oauthConfiguration,
  identityProvider,
  token,
  platformToken,
  organisation,
  member,
  platformMember,
  audit,
  events,
  webhook,
  request,
  sealingKey,
  completion,
  help,
];
