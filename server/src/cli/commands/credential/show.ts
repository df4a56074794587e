/** `keyward credential show` */
import type { Credential } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { describeLimits } from '../../limit-flags.ts';
import { defined } from '../../option-values.ts';
import { details, print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

export function show(parent: Command): void {
  withConnection(withSolution(parent.command('show <key>').description('Show a credential; never its secrets'))).action(
    run,
  );
}

async function run(key: string, flags: SolutionFlag & ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const credential = await client.credentials.get(key, defined({ solution: flags.solution }));
  print(credential, describe(credential), flags.json);
}

function describe(credential: Credential): string {
  const { key, id, name, description, type, status, usable, reason, baseUrl, verification } = credential;
  const secrets = Object.entries(credential.secrets).map(([field, { set, materialVersion }]) => {
    return [`secret ${field}`, set ? `set, version ${materialVersion}` : 'not set'] as const;
  });
  return details([
    ['key', key],
    ['id', id],
    ['solution', credential.solutionId],
    ['name', name],
    ['description', description],
    ['owner', credential.owner],
    ...Object.entries(credential.labels).map(([label, value]) => [`label ${label}`, value] as const),
    ['type', type],
    ['status', status],
    ...credential.errors.map(({ path, message }) => ['error', `${path} ${message}`] as const),
    ['usable', usable ? 'yes' : `no: ${reason ?? 'unknown'}`],
    ['verdict', verification.verdict],
    ['base URL', baseUrl],
    ...Object.entries({ ...credential.data, ...credential.fields }).map(([f, value]) => [`field ${f}`, value] as const),
    ...secrets,
    ...policyPairs(credential.policy),
    ['limits', describeLimits(credential.limits)],
    ['Retry-After', credential.limits?.respectRetryAfter === false ? 'not respected' : undefined],
    ['rate limited until', credential.rateLimitedUntil],
    ['expires', credential.expiresAt],
    ['last used', credential.lastUsedAt],
    ['version', credential.version],
    ['created', `${credential.createdAt} by ${credential.createdBy}`],
    ['updated', `${credential.updatedAt} by ${credential.updatedBy}`],
  ]);
}

function policyPairs(policy: Credential['policy']): (readonly [string, string])[] {
  const roles = Object.entries(policy?.roles ?? {}).map(([role, { origins, placements }]) => {
    return [`may go as ${role}`, `to ${origins.join(', ')} in ${placements.join(', ')}`] as const;
  });
  return policy?.webSocket === 'permitted' ? [...roles, ['WebSocket', 'permitted']] : roles;
}
