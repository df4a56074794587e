/** Answers `POST /rpc/{verb}` on the broker's listener. A body is small JSON; anything else is refused unread. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { policyParts } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { peopleArguments } from './people-arguments.ts';
import type { BrokerRpc } from './protocol.ts';
import { decodeWire, encodeWire, type Verb, verbs } from './wire.ts';

const MAX_BODY_BYTES = 262_144;

/** @throws Problem `route/not-found`, `request/malformed`, `request/too-large`, or what the verb throws */
export async function serveRpc(rpc: BrokerRpc, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const verb = verbs.find((candidate) => request.url === `/rpc/${candidate}`);
  if (request.method !== 'POST' || verb === undefined) throw new Problem('route/not-found');
  const argument = decodeWire(await readBody(request));
  assertArgument(verb, argument);
  const result = await rpc[verb](argument as never);
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(encodeWire(result));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Destroyed with its iterator, the request would take its connection with it, and the refusal on that.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new Problem('request/too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const texts: Record<Verb, readonly string[]> = {
  authenticate: ['token'],
  admitMaterial: ['token', 'organisationId'],
  admitAccessToken: ['token', 'organisationId', 'accessTokenId'],
  admitRotation: ['token', 'organisationId', 'accessTokenId'],
  admitProvider: ['token', 'organisationId', 'providerId'],
  admitWebhook: ['token', 'organisationId', 'webhookId'],
  admitFunction: ['token', 'organisationId', 'versionId'],
  admitConnectLink: ['token', 'organisationId', 'connectLinkId'],
  enterConnectLink: ['token'],
  admitOAuthConfiguration: ['token', 'organisationId', 'configurationId'],
  discoverOAuthIssuer: ['token', 'organisationId', 'configurationId'],
  createOrganisation: ['token', 'name'],
  verify: ['token', 'organisationId', 'credentialId'],
  verifyStaged: ['token', 'organisationId', 'stagedId'],
  signIn: ['email', 'password'],
  showLink: ['link'],
  acceptLink: ['link', 'email', 'password'],
  changeAccount: ['token'],
  beginSecondFactor: ['token', 'password'],
  invite: ['token', 'organisationId'],
  withdrawInvitation: ['token', 'organisationId', 'invitationId'],
  changeMember: ['token', 'organisationId', 'personId'],
  resetPerson: ['token', 'personId'],
  changePerson: ['token', 'personId'],
  startSignOn: ['organisationId', 'identityProviderId', 'purpose', 'returnPath', 'redirectUrl'],
  completeSignOn: ['identityProviderId', 'state'],
  removeIdentityProvider: ['token', 'organisationId', 'identityProviderId'],
  admitConnection: ['token', 'organisationId', 'flowId'],
  obtainConnection: ['token', 'organisationId', 'flowId'],
  startConnection: ['state'],
  completeConnection: ['state'],
  revokeConnection: ['token', 'organisationId', 'credentialId'],
  revokeOnceDeleted: ['token', 'organisationId', 'credentialId'],
};

/** What a verb takes beside its texts. */
const others: Partial<Record<Verb, (record: Readonly<Record<string, unknown>>) => boolean>> = {
  admitMaterial: ({ material, named }) =>
    Array.isArray(named) && named.every(isPolicyPart) && Array.isArray(material) && material.every(isMaterialId),
  admitRotation: ({ hash, previousUntil }) =>
    hash instanceof Uint8Array && (previousUntil === undefined || Number.isSafeInteger(previousUntil)),
  admitOAuthConfiguration: ({ digest }) => digest instanceof Uint8Array,
  createOrganisation: ({ slug, requestId, address }) => [slug, requestId, address].every(isTextOrAbsent),
  admitConnection: isFlowToAdmit,
  obtainConnection: ({ refreshTokenVersion: version, baseUrl, ...flow }) =>
    isFlowToAdmit(flow) && isTextOrAbsent(baseUrl) && (version === undefined || Number.isSafeInteger(version)),
  completeConnection: ({ cookie, code, error, issuer }) => [cookie, code, error, issuer].every(isTextOrAbsent),
  verifyStaged: ({ admitted }) => Array.isArray(admitted) && admitted.every(isAdmittedField),
  ...peopleArguments,
};

function assertArgument(verb: Verb, argument: unknown): void {
  const record = typeof argument === 'object' && argument !== null ? (argument as Record<string, unknown>) : {};
  const isWhole = texts[verb].every((name) => typeof record[name] === 'string');
  if (!isWhole || others[verb]?.(record) === false) throw new Problem('request/malformed');
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isFlowToAdmit({ digest, isNamed }: Readonly<Record<string, unknown>>): boolean {
  return digest instanceof Uint8Array && typeof isNamed === 'boolean';
}

function isPolicyPart(value: unknown): boolean {
  return policyParts.some((part) => part === value);
}

function isAdmittedField(item: unknown): boolean {
  const { field, materialVersion, witness } = (item ?? {}) as Record<string, unknown>;
  return typeof field === 'string' && Number.isSafeInteger(materialVersion) && witness instanceof Uint8Array;
}

function isMaterialId(item: unknown): boolean {
  const { credentialId, field, materialVersion } = (item ?? {}) as Record<string, unknown>;
  return typeof credentialId === 'string' && typeof field === 'string' && Number.isSafeInteger(materialVersion);
}
