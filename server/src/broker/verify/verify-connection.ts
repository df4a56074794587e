/**
 * Verifies a credential of a type that is connected to and not called: opens it for the place that its record names, which
 * must be the one sealed with the password, and tries the login there.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import type { Credential, Verification } from '../../domain/credential.ts';
import { isLoopbackHost } from '../../domain/origin.ts';
import type { Policy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { parseTemplate, renderTemplate } from '../../domain/template.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { openConnection, plainFields } from '../resolve/open-credential.ts';
import { loginCheckFor } from './connections/index.ts';
import type { SendParts } from './send-check.ts';
import { type Login, type LoginResult, tryLogin } from './try-login.ts';
import type { Trial } from './verify-credential.ts';

/** What is tried, from the record: held against the sealed policy before anything is dialled. */
type Target = Pick<Login, 'origin' | 'host' | 'port' | 'mode' | 'username' | 'database'> & { placement: string };

/**
 * @returns the verdict with a trace that tells why
 * @throws Problem why the credential cannot be opened, or is not sealed for where its record points
 */
export async function verifyConnection(
  parts: SendParts,
  { credential, witnesses }: Trial,
  connection: NonNullable<CredentialType['connection']>,
): Promise<Verification> {
  const target = targetOf(credential, connection);
  const check = loginCheckFor(target.origin.split(':')[0]!);
  // The API takes neither; the record was written past it.
  if (!check || hasControlCharacter(target)) throw new Problem('credential/invalid');
  const { opened, secrets } = await openConnection(parts, credential, { ...target, witnesses });
  opened.memory.retire();
  try {
    const password = secrets.get('password') ?? new Secret(Buffer.alloc(0));
    const mayBeClear = mayBeSentInClear(opened.policy, target.host);
    const { verdict, steps } = await recorded(parts, opened, { ...target, check, password, mayBeClear });
    const account = verdict === 'accepted' ? accountOf(target) : undefined;
    return { verdict, checkedAt: parts.clock(), ...(account !== undefined && { account }), steps };
  } finally {
    for (const secret of secrets.values()) secret.wipe();
  }
}

function targetOf(credential: Credential, { origin, placement }: { origin: string; placement: string }): Target {
  const fields = plainFields(typeOfCredential(credential), credential);
  const render = (template: string) => renderTemplate(parseTemplate(template), (field) => fields[field]);
  const { host = '', port, username, database } = fields;
  const sealed = render(placement);
  return {
    ...{ origin: render(origin), placement: sealed, host, port: Number(port), username, database },
    // What no type has is no placement that was sealed; a check would take it for TLS.
    mode: sealed.slice(sealed.indexOf(':') + 1) as Login['mode'],
  };
}

function hasControlCharacter({ username = '', database = '' }: Target): boolean {
  return /[\u0000-\u001f\u007f]/.test(username + database);
}

/** As for HTTP: without TLS a secret stays on this machine, unless its policy permits otherwise. */
function mayBeSentInClear({ plainHttp }: Policy, host: string): boolean {
  return plainHttp === 'permitted' || isLoopbackHost(host);
}

/** The statistics know answers of HTTP: a login is counted as what would say the same there. */
async function recorded(parts: SendParts, opened: OpenedCredential, login: Login): Promise<LoginResult> {
  const use = await parts.admitUse({ opened, origin: login.origin, method: 'CONNECT', path: '/' });
  const startedAt = performance.now();
  const result = await tryLogin(parts.dialer, login);
  const { verdict, problem, steps } = result;
  const totalMs = performance.now() - startedAt;
  const status = verdict === 'accepted' ? 200 : 401;
  if (problem) use.fail(problem);
  else use.complete({ status, requestBytes: 0, responseBytes: 0, waitedMs: totalMs, totalMs, isCut: false });
  if (verdict !== 'accepted') {
    const told = { credential: opened.credential.id, verdict, stage: steps.at(-1)?.step, code: problem?.code };
    parts.logger.info(told, 'a login came to no success');
  }
  return result;
}

function accountOf({ username, database, host }: Target): string | undefined {
  if (username === undefined || username.includes('@')) return username;
  return `${username}@${database ?? host}`;
}
