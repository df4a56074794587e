/**
 * RPC over HTTP: `POST /rpc/{verb}` on the broker's listener with a JSON body, bytes as base64 under `$bytes`. Used where
 * the two planes run apart; in one process the same verbs are called directly.
 */
import { Problem, type ProblemCode, problems } from '../../domain/problem.ts';
import type { BrokerRpc } from './protocol.ts';

/** The closed list. */
export const verbs = [
  'authenticate',
  'admitMaterial',
  'admitAccessToken',
  'admitRotation',
  'admitProvider',
  'admitWebhook',
  'admitFunction',
  'admitConnectLink',
  'enterConnectLink',
  'admitOAuthConfiguration',
  'discoverOAuthIssuer',
  'createOrganisation',
  'verify',
  'verifyStaged',
  'signIn',
  'showLink',
  'acceptLink',
  'changeAccount',
  'beginSecondFactor',
  'invite',
  'withdrawInvitation',
  'changeMember',
  'resetPerson',
  'changePerson',
  'startSignOn',
  'completeSignOn',
  'removeIdentityProvider',
  'admitConnection',
  'obtainConnection',
  'startConnection',
  'completeConnection',
  'revokeConnection',
  'revokeOnceDeleted',
] as const satisfies (keyof BrokerRpc)[];

export type Verb = (typeof verbs)[number];

/** JSON text in which each Uint8Array stands as `{ "$bytes": base64 }`. */
export function encodeWire(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Uint8Array) return { $bytes: Buffer.from(item).toString('base64') };
    // A Buffer has run through its own toJSON by now.
    if (isBufferJson(item)) return { $bytes: Buffer.from(item.data).toString('base64') };
    return item;
  });
}

function isBufferJson(item: unknown): item is { type: 'Buffer'; data: number[] } {
  return typeof item === 'object' && item !== null && 'type' in item && item.type === 'Buffer' && 'data' in item;
}

/** @throws Problem `request/malformed`, without quoting the text */
export function decodeWire(text: string): unknown {
  try {
    return JSON.parse(text, (_key, item: unknown) =>
      typeof item === 'object' && item !== null && '$bytes' in item && typeof item.$bytes === 'string'
        ? Buffer.from(item.$bytes, 'base64')
        : item,
    );
  } catch {
    throw new Problem('request/malformed');
  }
}

/** Rebuilds the problem that an answer carries, with how long it said to wait. */
export function problemFromWire(body: unknown, retryAfterMs?: number): Problem {
  const { code, detail, errors, roles } = (body ?? {}) as Partial<Problem>;
  if (typeof code !== 'string' || !Object.hasOwn(problems, code)) return new Problem('broker/unavailable');
  return new Problem(code as ProblemCode, {
    ...(detail !== undefined && { detail }),
    ...(errors !== undefined && { errors }),
    ...(roles !== undefined && { roles }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
