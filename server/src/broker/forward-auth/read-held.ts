/** Reads which gateway asks, for which credential, and what it holds back. */
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../domain/problem.ts';
import type { Gateway, HeldRequest } from './gateway.ts';
import { gateways } from './gateways/index.ts';

export interface Held {
  readonly gateway: Gateway;
  /** Key or id of the credential, not yet looked up. */
  readonly key: string;
  readonly held: HeldRequest;
}

const PATH = /^\/forward-auth\/(?<name>[a-z]+)\/(?<key>[A-Za-z0-9][A-Za-z0-9._-]{0,127})(?<rest>(?:[/?].*)?)$/;

/** The gateway whose answer a path asks for; undefined for any other path. */
export function gatewayOf(url: string): Gateway | undefined {
  return gatewayNamed(PATH.exec(url)?.groups?.name);
}

function gatewayNamed(name: string | undefined): Gateway | undefined {
  return gateways.find((gateway) => gateway.name === name);
}

/** Answered with the request itself (RFC 9110, section 9.3.8; TRACK is IIS's own), or no request for a path. */
const NEVER_HELD = /^(?:TRACE|TRACK|CONNECT)$/i;

/**
 * @throws Problem `target/invalid` for an unknown gateway, or where the gateway does not tell what it holds back;
 *   `request/upgrade-refused` for a held TRACE, whose echo would show the secret to the client
 */
export function readHeld(request: IncomingMessage): Held {
  const { name, key, rest } = PATH.exec(request.url!)?.groups ?? {};
  const gateway = gatewayNamed(name);
  const held = gateway?.heldRequest(request, rest!);
  if (!gateway || !held || key === undefined) throw new Problem('target/invalid');
  if (NEVER_HELD.test(held.method)) throw new Problem('request/upgrade-refused');
  return { gateway, key, held };
}
