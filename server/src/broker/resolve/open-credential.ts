/**
 * Opens the live material of a credential for one role: witness checked, envelope opened under its binding, policy read
 * only then, placements judged, values rendered. Done once a cache fill; the hot path finds everything ready.
 */
import { appendAudit } from '../../audit/append.ts';
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { credentialType } from '../../catalogue/types/index.ts';
import type { Credential, Material } from '../../domain/credential.ts';
import { resolveRule } from '../../domain/injection-rule.ts';
import { type Policy, type PolicyRole, parsePolicy, permitsOrigin } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { liveMaterial } from '../../store/material.ts';
import { isWitness, witnessMaterial } from '../admit/witness.ts';
import { type CompiledInjection, compileInjection } from '../injection/inject.ts';
import type { BrokerParts } from '../parts.ts';
import { buildScrubber, type Scrubber } from '../scrub/scrubber.ts';
import { openMaterial } from './open-material.ts';

/** A credential ready to be injected. Lives in memory only, for the term of the cache. */
export interface OpenedCredential {
  readonly credential: Credential;
  readonly policy: Policy;
  /** The origins that the policy permits in this role. */
  readonly permittedOrigins: ReadonlySet<string>;
  readonly injection: CompiledInjection;
  /** Undefined where the policy turned scrubbing off. */
  readonly scrubber: Scrubber | undefined;
  /** Uses whose first record is committed: `token id \n origin`. */
  readonly onRecord: Set<string>;
}

/**
 * @throws Problem `credential/unwitnessed`, `credential/unopenable`, `policy/placement-refused`, `keys/root-key-missing`
 */
export async function openCredential(
  parts: BrokerParts,
  credential: Credential,
  role: PolicyRole,
): Promise<OpenedCredential> {
  try {
    const { policy, secrets } = await openSecrets(parts, credential);
    const type = credentialType(credential.type);
    const fields = plainFields(type, credential);
    const lookup = (field: string): string | undefined => (Object.hasOwn(fields, field) ? fields[field] : undefined);
    const steps = resolveRule(type.injection, lookup);
    const injection = compileInjection({ steps, lookup, secrets, policy, role });
    const origins = policy.roles[role]?.origins ?? [];
    return {
      credential,
      policy,
      permittedOrigins: new Set(origins.filter((origin) => permitsOrigin(policy, role, origin))),
      injection,
      scrubber: policy.scrub === 'on' ? buildScrubber(injection.secrets) : undefined,
      onRecord: new Set(),
    };
  } catch (error) {
    if (error instanceof Problem) await reportRefusal(parts, credential, error);
    throw error;
  }
}

function plainFields(type: CredentialType, credential: Credential): Record<string, string> {
  const plain = type.fields.filter(({ secret }) => !secret);
  const defaults = plain.flatMap((field) =>
    field.default === undefined ? [] : [[field.name, field.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...credential.fields };
}

interface OpenedSecrets {
  readonly policy: Policy;
  readonly secrets: ReadonlyMap<string, Secret<Buffer>>;
}

async function openSecrets(parts: BrokerParts, credential: Credential): Promise<OpenedSecrets> {
  const rows = await liveMaterial(parts.store.read, credential);
  const isWhole = rows.length > 0 && rows.length === Object.keys(credential.secrets).length;
  const isOnePolicy = rows.every((row) => Buffer.compare(row.policy, rows[0]!.policy) === 0);
  if (!isWhole) throw new Problem('credential/unwitnessed');
  if (!isOnePolicy) throw new Problem('credential/unopenable');
  const secrets = new Map<string, Secret<Buffer>>();
  for (const row of rows) secrets.set(row.field, await openWitnessed(parts, credential, row));
  return { policy: parsePolicy(rows[0]!.policy), secrets };
}

async function openWitnessed(parts: BrokerParts, credential: Credential, row: Material): Promise<Secret<Buffer>> {
  const key = await parts.keys.witnessKey(credential.organisationId);
  if (!isWitness(row.witness, witnessMaterial(key, row))) throw new Problem('credential/unwitnessed');
  // The record's own type is bound, not the row's: a record that changed its type opens nothing.
  return openMaterial(parts.keys, { ...row, type: credential.type });
}

/** An altered row is the trace of somebody: it is reported, not only refused. */
async function reportRefusal(
  { store, clock, logger }: BrokerParts,
  credential: Credential,
  { code }: Problem,
): Promise<void> {
  const { organisationId, id: subject } = credential;
  logger.warn({ credential: subject, organisation: organisationId, code }, 'a stored credential was refused');
  const entry = {
    organisationId,
    actor: 'keyward',
    action: 'credential.open',
    subject,
    outcome: 'refused',
    code,
  } as const;
  await store.transaction((transaction) => appendAudit(transaction, entry, clock()));
}
