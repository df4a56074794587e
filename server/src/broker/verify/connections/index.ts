/** Every protocol in which a login can be tried. A test asserts that each file of the folder is reached from here. */
import type { LoginCheck } from './login-check.ts';
import { mysql } from './mysql.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { smtp } from './smtp.ts';

/** The registry. */
export const loginChecks: readonly LoginCheck[] = [postgres, mysql, redis, smtp];

/** @param scheme - Of a sealed origin, without the colon. @returns undefined for what Keyward does not speak */
export function loginCheckFor(scheme: string): LoginCheck | undefined {
  return loginChecks.find(({ schemes }) => schemes.includes(scheme));
}
