/** Begins flows: makes the state that the browser will have, and stages what the broker is asked to vouch for. */
import { randomBytes } from 'node:crypto';
import type { ConnectionGrant } from '../../domain/connection.ts';
import { sha256 } from '../../domain/encoding.ts';
import { newId } from '../../domain/id.ts';
import type { OAuthConfiguration, OAuthDefinition } from '../../domain/oauth-configuration.ts';
import { type FlowPurpose, flowDigest, type OAuthFlow } from '../../domain/oauth-flow.ts';
import { Problem } from '../../domain/problem.ts';
import { CALLBACK_PATH, START_PATH } from '../oauth/paths.ts';
import { readReturnUrl } from '../return-url.ts';
import type { Call } from '../route.ts';

const STATE_BYTES = 32;
const NONCE_BYTES = 16;
const DEFAULT_SECONDS = 600;

/** What a flow is made of. */
export interface FlowWish {
  readonly credentialId: string;
  readonly type: string;
  readonly client: { readonly configuration: OAuthConfiguration; readonly definition: OAuthDefinition };
  readonly grant: ConnectionGrant;
  readonly policyBytes: Uint8Array;
  readonly purpose: FlowPurpose;
  /** Default: those of the configuration. */
  readonly scopes: readonly string[] | undefined;
  readonly returnUrl: string | undefined;
  /** In seconds; 600 by default. */
  readonly expiresIn: number | undefined;
}

/** A flow that is not staged yet, and what its browser is sent to. */
export interface NewFlow {
  readonly flow: OAuthFlow;
  readonly startUrl: string;
}

function redirectUrlOf({ services }: Call, { redirectUrl }: OAuthDefinition): string {
  return redirectUrl ?? `${services.publicUrl().url}${CALLBACK_PATH}`;
}

/** The scopes that decide: for a client itself those of the configuration only where they are asked for by name. */
function scopesOf({ scopes, grant, client }: FlowWish): readonly string[] {
  return scopes ?? (grant === 'authorization_code' ? client.definition.scopes : []);
}

/** @throws Problem `request/return-refused`, `connection/no-consent` */
export function newFlow(call: Call, wish: FlowWish): NewFlow {
  const { services, organisation, principal } = call;
  const { credentialId, type, client, grant, policyBytes, purpose, returnUrl, expiresIn = DEFAULT_SECONDS } = wish;
  const { configuration, definition } = client;
  const isConsent = grant === 'authorization_code';
  if (isConsent && definition.authorizationUrl === undefined) throw new Problem('connection/no-consent');
  const state = randomBytes(STATE_BYTES).toString('base64url');
  const scopes = scopesOf(wish);
  const now = services.clock();
  const expectsIdToken = isConsent && definition.nonce && scopes.includes('openid');
  const flow: OAuthFlow = {
    ...{ organisationId: organisation.id, id: newId('flw'), stateHash: sha256(Buffer.from(state, 'ascii')) },
    ...{ credentialId, type, configurationId: configuration.id, configurationVersion: configuration.version },
    ...{ grant, policy: policyBytes, scopes, redirectUrl: redirectUrlOf(call, definition), purpose },
    ...(returnUrl !== undefined && { returnUrl: readReturnUrl(returnUrl, call) }),
    ...(expectsIdToken && { nonce: randomBytes(NONCE_BYTES).toString('base64url') }),
    ...{ expiresAt: now + expiresIn * 1_000, createdAt: now, createdBy: principal.tokenId },
  };
  return { flow, startUrl: `${services.publicUrl().url}${START_PATH}${state}` };
}

/** What the broker is asked for with a staged flow. */
export function admissionOf({ token, organisation }: Call, flow: OAuthFlow, isNamed: boolean) {
  return {
    token: token.reveal(),
    organisationId: organisation.id,
    flowId: flow.id,
    digest: flowDigest(flow),
    isNamed,
  };
}
