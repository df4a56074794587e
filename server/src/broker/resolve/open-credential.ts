/**
 * Opens the live material of a credential for one role: witness checked, envelope opened under its binding, policy read
 * only then, placements judged, values rendered. Done once a cache fill; the hot path finds everything ready.
 */
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import type { Credential, Material } from '../../domain/credential.ts';
import { fieldsOfStep, type Placement, resolveRule } from '../../domain/injection-rule.ts';
import { originOf } from '../../domain/origin.ts';
import {
  type PermittedOrigins,
  type Policy,
  type PolicyRole,
  parsePolicy,
  permitsPlacement,
  permittedOriginsOf,
} from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import type { TokenLife } from '../../domain/token-life.ts';
import type { PlacedField } from '../../functions/function-definition.ts';
import { escapeXml } from '../../functions/xml-template.ts';
import { type CompiledInjection, compileInjection } from '../../request/inject.ts';
import { injectHost } from '../../request/inject-host.ts';
import type { InjectedValue } from '../../request/injected-value.ts';
import { liveMaterial } from '../../store/material.ts';
import { isWitness, witnessMaterial } from '../admit/witness.ts';
import type { Signer } from '../injection/signer.ts';
import { makeSigner } from '../injection/signers/index.ts';
import type { BrokerParts } from '../parts.ts';
import { buildScrubber, type Scrubber } from '../scrub/scrubber.ts';
import { HeldMemory } from './held-memory.ts';
import { openMaterial } from './open-material.ts';
import { readTokenLife, whileRenewed } from './renewed-tokens.ts';

/** A credential ready to be injected. Lives in memory only, for the term of the cache. */
export interface OpenedCredential {
  readonly credential: Credential;
  readonly policy: Policy;
  /** The origins that the policy permits in this role. */
  readonly permittedOrigins: PermittedOrigins;
  readonly injection: CompiledInjection;
  /** The credential's own, with the labels that its rule puts before the host; undefined without one. */
  readonly baseUrl: string | undefined;
  /** Undefined where the policy turned scrubbing off. */
  readonly scrubber: Scrubber | undefined;
  /** Of the scrubber, which knows the secret: held by each request, retired by the cache. */
  readonly memory: HeldMemory;
  /** Undefined for credentials that are injected as they are. */
  readonly signer: Signer | undefined;
  /** Uses whose first record is committed: `token id \n origin`. */
  readonly onRecord: Set<string>;
  /** Of a connection: when its token ends. Undefined for all others. */
  readonly token: TokenLife | undefined;
}

/**
 * Opens a credential and records a refusal in the audit log.
 *
 * @param also - Scrubbed from answers beside its own secrets: tokens that it had before.
 * @throws Problem those of `openUnreported`
 */
export async function openCredential(
  parts: BrokerParts,
  credential: Credential,
  role: PolicyRole,
  also: readonly Secret<string>[] = [],
): Promise<OpenedCredential> {
  try {
    return await openUnreported(parts, credential, role, { also });
  } catch (error) {
    if (error instanceof Problem) await reportRefusal(parts, credential, error);
    throw error;
  }
}

/** A credential that is connected with, and its secrets as they are. */
export interface OpenedConnection {
  readonly opened: OpenedCredential;
  /** By field: wipe them as soon as they have been sent. */
  readonly secrets: ReadonlyMap<string, Secret<Buffer>>;
}

/**
 * Opens a credential that is connected to and not called, and records a refusal in the audit log.
 *
 * @param place - From its record: refused where they are not those that were sealed with the secrets.
 * @throws Problem those of `openUnreported`
 */
export async function openConnection(
  parts: BrokerParts,
  credential: Credential,
  place: {
    readonly origin: string;
    readonly placement: Placement;
    readonly witnesses?: ReadonlyMap<string, Uint8Array> | undefined;
  },
): Promise<OpenedConnection> {
  try {
    const { policy, secrets } = await openSecrets(parts, credential, place.witnesses);
    try {
      const opened = compile(credential, 'verify', { policy, secrets });
      if (!opened.permittedOrigins.has(place.origin)) throw new Problem('policy/origin-refused');
      const isPlaced = [...secrets.keys()].every((field) => permitsPlacement(policy, 'verify', field, place.placement));
      if (!isPlaced) throw new Problem('policy/placement-refused');
      return { opened, secrets };
    } catch (error) {
      wipeAll(secrets);
      throw error;
    }
  } catch (error) {
    // What is pending may be gone any moment, when its request is: that is no trace of somebody.
    if (error instanceof Problem && !place.witnesses) await reportRefusal(parts, credential, error);
    throw error;
  }
}

interface UnreportedOptions {
  /** By field: of material that is pending, and was admitted a moment ago. */
  readonly witnesses?: ReadonlyMap<string, Uint8Array> | undefined;
  /** Scrubbed from answers beside its own secrets. */
  readonly also?: readonly Secret<string>[];
}

/**
 * Opens a credential and writes nothing.
 *
 * @throws Problem `credential/unwitnessed`, `credential/unopenable`, `policy/origin-refused`,
 *   `policy/placement-refused`, `credential/invalid`, `target/invalid`, `keys/root-key-missing`
 */
export async function openUnreported(
  parts: Pick<BrokerParts, 'store' | 'keys'>,
  credential: Credential,
  role: PolicyRole,
  { witnesses, also }: UnreportedOptions = {},
): Promise<OpenedCredential> {
  return whileRenewed(parts, credential, async (current) => {
    const token = await readTokenLife(parts, current);
    const { policy, secrets } = await openSecrets(parts, current, witnesses);
    try {
      return compile(current, role, { policy, secrets }, { token, ...(also && { also }) });
    } finally {
      // What is rendered of them are strings, as headers have to be, and cannot be wiped.
      wipeAll(secrets);
    }
  });
}

/** Fields that a function places by hand, beside the credential's own rule or in its stead. */
export interface Places {
  /** Whether its own rule is injected. */
  readonly isWhole: boolean;
  readonly byHand: readonly Pick<PlacedField, 'parameter' | 'step'>[];
}

/** A credential ready for one function. */
export interface OpenedPlaces {
  /** Its scrubber knows what is placed by hand, too. */
  readonly opened: OpenedCredential;
  /** By parameter. */
  readonly placed: ReadonlyMap<string, CompiledInjection>;
  /** What its scrubber looks for; none where the policy turned scrubbing off. */
  readonly scrubbed: readonly Secret<string>[];
}

/**
 * Opens a credential for a function. Each place is held against the policy that was sealed with the secrets.
 *
 * @throws Problem those of `openUnreported`; `credential/incomplete` where it has no such field
 */
export async function openPlaces(parts: BrokerParts, credential: Credential, places: Places): Promise<OpenedPlaces> {
  return whileRenewed(parts, credential, (current) => openPlacesOnce(parts, current, places));
}

async function openPlacesOnce(
  parts: BrokerParts,
  credential: Credential,
  { isWhole, byHand }: Places,
): Promise<OpenedPlaces> {
  const token = await readTokenLife(parts, credential);
  const { policy, secrets } = await openSecrets(parts, credential);
  try {
    const fields = plainFields(typeOfCredential(credential), credential);
    const lookup = (field: string): string | undefined => (Object.hasOwn(fields, field) ? fields[field] : undefined);
    const isSet = (field: string): boolean => secrets.has(field) || lookup(field) !== undefined;
    if (!byHand.every(({ step }) => fieldsOfStep(step).every(isSet))) throw new Problem('credential/incomplete');
    const compiled = byHand.map(({ parameter, step }) => {
      const injection = compileInjection({ steps: [step], lookup, secrets, policy, role: 'api' });
      return [parameter, injection] as const;
    });
    const also = compiled.flatMap(([, injection]) => [...injection.secrets, ...injection.body.map(escapedOf)]);
    const opened = compile(credential, 'api', { policy, secrets }, { isWhole, also, token });
    const scrubbed = policy.scrub === 'on' ? [...opened.injection.secrets, ...also] : [];
    return { opened, placed: new Map(compiled), scrubbed };
  } finally {
    wipeAll(secrets);
  }
}

/** An upstream that answers in XML echoes a value as it is written there. */
function escapedOf({ value }: InjectedValue): Secret<string> {
  return new Secret(escapeXml(value.reveal()));
}

/** Ends the use of what was opened. */
export function wipeAll(secrets: ReadonlyMap<string, Secret<Buffer>>): void {
  for (const secret of secrets.values()) secret.wipe();
}

interface CompileOptions {
  readonly isWhole?: boolean;
  /** Scrubbed beside what its own rule injects. */
  readonly also?: readonly Secret<string>[];
  readonly token?: TokenLife | undefined;
}

function compile(
  credential: Credential,
  role: PolicyRole,
  { policy, secrets }: OpenedSecrets,
  { isWhole = true, also = [], token }: CompileOptions = {},
): OpenedCredential {
  const type = typeOfCredential(credential);
  const fields = plainFields(type, credential);
  const lookup = (field: string): string | undefined => (Object.hasOwn(fields, field) ? fields[field] : undefined);
  const steps = isWhole ? resolveRule(type.injection, lookup) : [];
  const injection = compileInjection({ steps, lookup, secrets, policy, role });
  const baseUrl = isWhole && credential.baseUrl ? injectHost(credential.baseUrl, injection) : undefined;
  const origins = permittedOrigins(policy, role, baseUrl);
  const signer = injection.signer && makeSigner({ ...injection.signer, owner: ownerOf(credential) });
  const scrubber = policy.scrub === 'on' ? buildScrubber([...injection.secrets, ...also]) : undefined;
  return {
    credential,
    policy,
    permittedOrigins: origins,
    injection,
    baseUrl,
    scrubber,
    memory: new HeldMemory(() => {
      scrubber?.wipe();
      signer?.wipe?.();
    }),
    signer,
    onRecord: new Set(),
    token,
  };
}

/** The credential with the versions of its secrets. */
function ownerOf({ id, secrets }: Credential): string {
  const versions = Object.entries(secrets).map(([field, version]) => `${field}=${version}`);
  return [id, ...versions.sort()].join(' ');
}

/** The policy's, never the record's: a base URL outside of them was written past the sealing. */
function permittedOrigins(policy: Policy, role: PolicyRole, baseUrl: string | undefined): PermittedOrigins {
  const permitted = permittedOriginsOf(policy, role);
  if (baseUrl !== undefined && !permitted.has(originOf(baseUrl))) throw new Problem('policy/origin-refused');
  return permitted;
}

/** Fields that are not secret, with the defaults of those that are not set. */
export function plainFields(type: CredentialType, credential: Credential): Record<string, string> {
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

/**
 * Opens every secret of a credential, witnesses checked; the caller wipes them.
 *
 * @throws Problem `credential/unwitnessed`, `credential/unopenable`, `keys/root-key-missing`
 */
export async function openSecrets(
  parts: Pick<BrokerParts, 'store' | 'keys'>,
  credential: Credential,
  witnesses?: ReadonlyMap<string, Uint8Array>,
): Promise<OpenedSecrets> {
  const stored = await liveMaterial(parts.store.read, credential);
  const rows = stored.map((row) => ({ ...row, witness: row.witness ?? witnesses?.get(row.field) }));
  const isWhole = rows.length > 0 && rows.length === Object.keys(credential.secrets).length;
  const isOnePolicy = rows.every((row) => Buffer.compare(row.policy, rows[0]!.policy) === 0);
  if (!isWhole) throw new Problem('credential/unwitnessed');
  if (!isOnePolicy) throw new Problem('credential/unopenable');
  const secrets = new Map<string, Secret<Buffer>>();
  try {
    for (const row of rows) secrets.set(row.field, await openWitnessed(parts, credential, row));
    return { policy: parsePolicy(rows[0]!.policy), secrets };
  } catch (error) {
    wipeAll(secrets);
    throw error;
  }
}

async function openWitnessed(
  parts: Pick<BrokerParts, 'keys'>,
  credential: Credential,
  row: Omit<Material, 'witness'> & { readonly witness: Uint8Array | undefined },
): Promise<Secret<Buffer>> {
  const key = await parts.keys.witnessKey(credential.organisationId);
  if (!isWitness(row.witness, witnessMaterial(key, row))) throw new Problem('credential/unwitnessed');
  // The record's own type is bound, not the row's: a record that changed its type opens nothing.
  return openMaterial(parts.keys, { ...row, type: credential.type });
}

/** An altered row is the trace of somebody: it is reported, not only refused. */
async function reportRefusal(
  { refusals, logger }: BrokerParts,
  credential: Credential,
  { code }: Problem,
): Promise<void> {
  const { organisationId, id: subject, key: subjectKey } = credential;
  logger.warn({ credential: subject, organisation: organisationId, code }, 'a stored credential was refused');
  await refusals.record({ organisationId, actor: 'keyward', action: 'credential.open', subject, subjectKey, code });
}
