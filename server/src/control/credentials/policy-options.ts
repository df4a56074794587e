/**
 * The choices of a policy that do not follow from a credential's other fields. They are kept nowhere but in the sealed
 * policy itself and read back from there when a PATCH leaves them as they are.
 */
import type { Credential, Material } from '../../domain/credential.ts';
import { type Placement, placementOf, placeOf, resolveRule } from '../../domain/injection-rule.ts';
import { type Policy, parsePolicy, policyHash } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { WEBHOOK_PLACEMENT } from '../../domain/webhook.ts';
import { liveMaterial } from '../../store/material.ts';
import type { Queries } from '../../store/store.ts';
import type { PolicyInput } from './credential-body.ts';

/** All choices, none left open. */
export interface PolicyOptions {
  readonly plainHttp: Policy['plainHttp'];
  readonly setCookie: Policy['setCookie'];
  readonly scrub: Policy['scrub'];
  readonly release: Policy['release'];
  readonly webSocket: 'refused' | 'permitted';
  /** For calls of the API, beside those of the type. */
  readonly placements: readonly Placement[];
}

/** What holds where nothing is chosen: the least. */
export const leastPolicyOptions: PolicyOptions = {
  plainHttp: 'loopback',
  setCookie: 'dropped',
  scrub: 'on',
  release: [],
  webSocket: 'refused',
  placements: [],
};

const PLACEMENT = /^(header|query|cookie|body):([^$]+)$|^(basic|path|host)$/;

function parsePlacement(text: string, index: number): Placement {
  // Signs what the broker itself sends; no request places anything there.
  if (text === WEBHOOK_PLACEMENT) return text;
  const match = PLACEMENT.exec(text);
  const into = match && placeOf(match[1] ?? match[3]!);
  try {
    if (into) return placementOf(resolveRule([{ into, name: match[2] ?? '', value: '' }], () => undefined)[0]!);
  } catch {
    // The rule's own problem points at a field, not at the policy.
  }
  const message =
    'is not a placement: `header:x-name`, `query:name`, `cookie:name`, `body:/json/pointer`, `body:field`, `basic`, `path`, `host` or `signer:standard-webhooks`';
  throw new Problem('request/invalid', { errors: [{ path: `/policy/placements/${index}`, message }] });
}

/**
 * The choices of a request on top of others.
 *
 * @throws Problem `request/invalid` for a placement that cannot carry a value
 */
export function choosePolicy(base: PolicyOptions, input: PolicyInput = {}): PolicyOptions {
  const { placements, ...rest } = input;
  return { ...base, ...rest, ...(placements && { placements: placements.map(parsePlacement) }) };
}

/** The choices that a policy made; `verify` has the type's own placements alone, so the others were chosen. */
export function optionsOf(policy: Policy): PolicyOptions {
  const { plainHttp, setCookie, scrub, release, webSocket = 'refused', roles } = policy;
  const own = new Set(roles.verify?.placements);
  const placements = (roles.api?.placements ?? []).filter((placement) => !own.has(placement));
  return { plainHttp, setCookie, scrub, release, webSocket, placements };
}

/**
 * The policy stored with a credential's secrets; undefined without a secret. It is not authenticated, as only the broker
 * can do that: good for showing and for a policy to be sealed anew, never for deciding about a use.
 *
 * @throws Problem `credential/unopenable` where it is not the one that the record names
 */
export async function storedPolicy(queries: Queries, credential: Credential): Promise<Policy | undefined> {
  return policyAmong(await liveMaterial(queries, credential), credential);
}

/** The same of rows that are at hand. @throws Problem `credential/unopenable` */
export function policyAmong(material: readonly Material[], credential: Credential): Policy | undefined {
  if (Object.keys(credential.secrets).length === 0) return undefined;
  const isNamed = material.every(({ policy }) => policyHash(policy).toString('hex') === credential.policyHash);
  if (material.length === 0 || !isNamed) throw new Problem('credential/unopenable');
  return parsePolicy(material[0]!.policy);
}
