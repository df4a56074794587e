/** Computes the policy of a credential from its type, its fields and its origins: the same input gives the same bytes. */
import { isUtf8 } from 'node:buffer';
import { brokenRule } from '../../catalogue/broken-rule.ts';
import type { CredentialType } from '../../catalogue/credential-type.ts';
import { policyFieldNames } from '../../catalogue/shape-type.ts';
import { canCarry } from '../../domain/can-carry.ts';
import {
  fieldsOfStep,
  type Placement,
  placementOf,
  type ResolvedStep,
  resolveRule,
} from '../../domain/injection-rule.ts';
import { type Origin, originOf } from '../../domain/origin.ts';
import {
  ANY_FIELD,
  assertOriginsUsable,
  type Policy,
  type PolicyRole,
  permittedOriginsOf,
  type RolePolicy,
} from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { withLabels } from '../../domain/suffix-origin.ts';
import { fieldsOf, parseTemplate, renderTemplate } from '../../domain/template.ts';
import type { GivenValues } from './given-values.ts';
import type { PolicyOptions } from './policy-options.ts';

const NOTHING = new Uint8Array();

/** What a policy follows from. */
export interface PolicySource {
  readonly type: CredentialType;
  readonly provider?: string | undefined;
  /** Those that are not secret, defaults included. */
  readonly fields: Readonly<Record<string, string>>;
  /** Plain fields that no place in a request can carry, being no text. */
  readonly binaryFields?: Readonly<Record<string, string>> | undefined;
  readonly baseUrl?: string | undefined;
  readonly allowedOrigins?: readonly string[] | undefined;
  readonly options: PolicyOptions;
}

function sortedSet<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}

function stepsOf({ type, fields }: PolicySource): ResolvedStep[] {
  return resolveRule(type.injection, (field) => fields[field]);
}

/** What stands for all other fields is placed by functions alone, which call and do not verify. */
function rolesOf(name: string, token: RolePolicy | undefined): readonly PolicyRole[] {
  if (name === ANY_FIELD) return ['api'];
  return token ? ['api', 'token', 'verify'] : ['api', 'verify'];
}

/** What a signer that asks for a token may send, and to which one URL. */
function tokenRoleOf(steps: readonly ResolvedStep[]): RolePolicy | undefined {
  const asking = steps.filter(({ tokenUrl }) => tokenUrl !== undefined);
  if (asking.length === 0) return undefined;
  return {
    origins: sortedSet(asking.map(({ tokenUrl }) => tokenUrl!)),
    placements: sortedSet(asking.map(placementOf)),
  };
}

/** Where the secrets of what is connected to may go; nowhere as long as a field that says it is missing or broken. */
function connectionRole({ type, fields, baseUrl, allowedOrigins }: PolicySource): RolePolicy | undefined {
  if (!type.connection) return undefined;
  if (baseUrl !== undefined || allowedOrigins !== undefined) {
    const path = baseUrl === undefined ? '/allowedOrigins' : '/baseUrl';
    throw new Problem('request/invalid', { errors: [{ path, message: 'is not taken by this credential type' }] });
  }
  const [origin, placement] = [type.connection.origin, type.connection.placement].map(parseTemplate);
  const lookup = (field: string) => fields[field];
  const reads = type.fields.filter(({ name }) => fieldsOf(origin!).includes(name));
  // What breaks its rule could move the host: such a credential is stored as invalid, and sealed for nowhere.
  const isSound = reads.every((spec) => fields[spec.name] && brokenRule(spec, fields[spec.name]!) === undefined);
  return {
    origins: isSound ? [renderTemplate(origin!, lookup)] : [],
    placements: [renderTemplate(placement!, lookup)],
  };
}

function callRoleOf(source: PolicySource, steps: readonly ResolvedStep[], target?: Origin): RolePolicy {
  const own: Placement[] = sortedSet(steps.map(placementOf));
  return connectionRole(source) ?? { origins: originsOf(source, steps, target), placements: own };
}

/**
 * The origin that the base URL has with the labels of a `host` step before it; as it is without one.
 *
 * @throws Problem `credential/origin-invalid` where a host step has no base URL, or its labels cannot stand there
 */
function targetOrigin({ baseUrl, fields }: PolicySource, steps: readonly ResolvedStep[]): Origin | undefined {
  const host = steps.find(({ into }) => into === 'host');
  if (!host) return baseUrl === undefined ? undefined : originOf(baseUrl);
  const hosted =
    baseUrl &&
    withLabels(
      baseUrl,
      renderTemplate(host.value, (field) => fields[field]),
    );
  if (hosted) return originOf(hosted);
  const message = 'is a name below which the labels of the `host` step can stand, written in lower case';
  throw new Problem('credential/origin-invalid', { errors: [{ path: '/baseUrl', message }] });
}

/** A base URL permits its own origin, unless labels are put before its host: that origin is permitted by name. */
function originsOf({ allowedOrigins = [] }: PolicySource, steps: readonly ResolvedStep[], own?: Origin): Origin[] {
  const isHosted = steps.some(({ into }) => into === 'host');
  return sortedSet([...(own === undefined || isHosted ? [] : [own]), ...allowedOrigins]);
}

/** @throws Problem `credential/origin-invalid` where the policy would never let a secret go to the credential's own target */
function assertTargetPermitted(policy: Policy, own: Origin | undefined): void {
  if (own === undefined || permittedOriginsOf(policy, 'api').has(own)) return;
  const message = 'does not permit the origin that the `host` step makes of the base URL: name it, or `https://*.…`';
  throw new Problem('credential/origin-invalid', { errors: [{ path: '/allowedOrigins', message }] });
}

/**
 * The policy: each secret field may leave for calls and for verification, to the origins of the credential, in the
 * placements of its type; placements chosen beside them hold for calls alone.
 *
 * @throws Problem `request/invalid` where a field names a place that cannot carry a value
 * @throws Problem `credential/plain-http-refused`, `credential/origin-invalid`
 */
export function buildPolicy(source: PolicySource): Policy {
  const { type, options } = source;
  const steps = stepsOf(source);
  const target = targetOrigin(source, steps);
  const call = callRoleOf(source, steps, target);
  const token = tokenRoleOf(steps);
  const names = policyFieldNames(type, steps.flatMap(fieldsOfStep));
  const policy: Policy = {
    version: 1,
    ...(source.provider !== undefined && { provider: source.provider }),
    fields: Object.fromEntries(names.map((name) => [name, rolesOf(name, token)])),
    roles: {
      api: { ...call, placements: sortedSet([...call.placements, ...options.placements]) },
      ...(token && { token }),
      verify: call,
    },
    plainHttp: options.plainHttp,
    release: sortedSet(options.release),
    setCookie: options.setCookie,
    scrub: options.scrub,
    ...(options.webSocket === 'permitted' && { webSocket: options.webSocket }),
  };
  assertOriginsUsable(policy);
  assertTargetPermitted(policy, target);
  return policy;
}

/**
 * Refuses values that their place cannot carry, as rendered with all the fields beside them. A secret that is kept or
 * sealed by the client stands as one letter: the broker judges it.
 *
 * @throws Problem `credential/unsendable-value`, with the fields that the place reads
 */
export function assertSendable(source: PolicySource, given: GivenValues): void {
  for (const step of stepsOf(source)) {
    const reads = step.value.flatMap((part) => (part.kind === 'field' ? [part.field] : []));
    const secrets = new Map(reads.map((field) => [field, given.secrets.get(field)?.reveal().toString('utf8')]));
    const value = renderTemplate(step.value, (field) => source.fields[field] ?? secrets.get(field) ?? 'x');
    const isBinary = (field: string) => Object.hasOwn(source.binaryFields ?? {}, field);
    const isText = reads.every((field) => !isBinary(field) && isUtf8(given.secrets.get(field)?.reveal() ?? NOTHING));
    if (isText && canCarry(step.into, value)) continue;
    const errors = reads.map((field) => ({ path: `/fields/${field}`, message: `does not fit into a ${step.into}` }));
    throw new Problem('credential/unsendable-value', { errors });
  }
}
