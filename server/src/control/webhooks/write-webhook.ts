/**
 * Makes, changes, rotates and deletes webhooks. A definition is staged, admitted by the broker, which alone can try its
 * secret, and committed with the witness; until then what was in force goes on.
 */
import { isDeepStrictEqual } from 'node:util';
import { changesOf } from '../../audit/diff.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { parseWebhookUrl, type Webhook, type WebhookDefinition } from '../../domain/webhook.ts';
import {
  countWebhooks,
  deleteWebhook as deleteStored,
  insertWebhook,
  putInForce,
  stageDefinition,
} from '../../events/webhooks.ts';
import { findSolution } from '../../store/solutions.ts';
import { writeSigner } from '../../store/webhook-references.ts';
import { assertIfMatch } from '../http/if-match.ts';
import type { Call } from '../route.ts';
import { requireWebhook, type WebhookCall } from './require-webhook.ts';
import { deleteOwn, expireOwn, signingCredential } from './signing-credential.ts';
import type { RotationBody, WebhookBody, WebhookPatch } from './webhook-view.ts';

/** Of one organisation: each takes its part of every event. */
const MOST_WEBHOOKS = 100;
const HOUR_MS = 3_600_000;
const OVERLAP_HOURS = 24;

/** A webhook, and its secret where one was made. */
export interface MadeWebhook {
  readonly webhook: Webhook;
  readonly secret: string | undefined;
}

async function solutionIdOf({ services, organisation }: Call, reference: string): Promise<string> {
  const found = await findSolution(services.store.read, organisation.id, reference);
  if (!found) throw new Problem('solution/not-found');
  return found.id;
}

function audited({ definition, description, isActive }: Webhook) {
  return { members: { ...definition, description, active: isActive } };
}

async function admit({ services, token, organisation }: Call, webhookId: string): Promise<Uint8Array> {
  const asked = { token: token.reveal(), organisationId: organisation.id, webhookId };
  const { witnesses } = await services.broker.admitWebhook(asked);
  return witnesses[0]!;
}

/** Commits a webhook as it is to be. @param former - Undefined for a creation. */
async function commit(call: Call, webhook: Webhook, former: Webhook | undefined, witness?: Uint8Array): Promise<void> {
  const expectedVersion = former?.version ?? webhook.version;
  const changes = changesOf(former && audited(former), audited(webhook));
  await call.services.store.transaction(async (transaction) => {
    await putInForce(transaction, { webhook, expectedVersion, ...(witness && { witness }) });
    const isStarted = webhook.isActive && !former?.isActive;
    await writeSigner(transaction, webhook, { mustLive: witness !== undefined || isStarted });
    await call.recordDone(transaction, { subject: webhook.id, details: { version: webhook.version, changes } });
  });
}

/**
 * Makes a webhook.
 *
 * @throws Problem `webhook/url-invalid`, `webhook/too-many`, `solution/not-found`, `credential/not-found`, and those of
 *   the broker's admission
 */
export async function createWebhook(call: Call<unknown, unknown, WebhookBody>): Promise<MadeWebhook> {
  const { services, organisation, principal, body } = call;
  const url = parseWebhookUrl(body.url);
  if ((await countWebhooks(services.store.read, organisation.id)) >= MOST_WEBHOOKS)
    throw new Problem('webhook/too-many');
  const { eventTypes, solution, description } = body;
  const solutionId = solution === undefined ? undefined : await solutionIdOf(call, solution);
  const id = newId('whk');
  const now = services.clock();
  const { credential, secret } = await signingCredential(call, { named: body.credential, webhookId: id, url });
  const definition: WebhookDefinition = {
    url,
    ...(eventTypes && { eventTypes }),
    ...(solutionId !== undefined && { solutionId }),
    credentialId: credential.id,
  };
  const webhook: Webhook = {
    ...{ organisationId: organisation.id, id, definition, isActive: true, version: 1 },
    ...(description !== undefined && { description }),
    ...{ createdAt: now, createdBy: principal.tokenId, updatedAt: now, updatedBy: principal.tokenId },
  };
  await services.store.transaction((transaction) => insertWebhook(transaction, webhook));
  try {
    await commit(call, webhook, undefined, await admit(call, id));
  } catch (error) {
    // What cannot be taken back now is sent nothing; the first failure is the one to tell.
    await takeBack(call, webhook).catch(() => undefined);
    throw error;
  }
  return { webhook, secret };
}

async function takeBack(call: Call, { organisationId, id, definition }: Webhook): Promise<void> {
  await call.services.store.transaction((transaction) => deleteStored(transaction, organisationId, id));
  await deleteOwn(call, id, definition.credentialId);
}

function nextOf(call: Call, current: Webhook, changes: Partial<Webhook>): Webhook {
  const updated = { updatedAt: call.services.clock(), updatedBy: call.principal.tokenId };
  return { ...current, ...changes, version: current.version + 1, ...updated };
}

/** Stages, admits and commits a changed definition. */
async function redefine(call: Call, current: Webhook, next: Webhook): Promise<Webhook> {
  await call.services.store.transaction((transaction) => stageDefinition(transaction, current, next.definition));
  await commit(call, next, current, await admit(call, current.id));
  return next;
}

async function patchedDefinition(call: Call, definition: WebhookDefinition, body: WebhookPatch) {
  const { eventTypes: types, solutionId, ...kept } = definition;
  const wanted = body.eventTypes === undefined ? types : (body.eventTypes ?? undefined);
  const named = body.solution;
  const scope = named === undefined ? solutionId : named === null ? undefined : await solutionIdOf(call, named);
  return {
    ...kept,
    ...(body.url !== undefined && { url: parseWebhookUrl(body.url) }),
    ...(wanted && { eventTypes: wanted }),
    ...(scope !== undefined && { solutionId: scope }),
  } satisfies WebhookDefinition;
}

/**
 * Changes a webhook; what is left out stays.
 *
 * @throws Problem `webhook/not-found`, `webhook/stale`, `webhook/url-invalid`, `solution/not-found`, and those of admission:
 *   `policy/origin-refused` for a URL of another origin
 */
export async function updateWebhook(call: WebhookCall<WebhookPatch>): Promise<Webhook> {
  const current = await requireWebhook(call);
  assertIfMatch(call.ifMatch, current.version, 'webhook/stale');
  const { body } = call;
  const definition = await patchedDefinition(call, current.definition, body);
  const { description: former, ...rest } = current;
  const description = body.description === undefined ? former : (body.description ?? undefined);
  const isActive = body.active ?? current.isActive;
  const { disabledReason: _, failingSince: __, ...begun } = rest;
  const base = isActive && body.active !== undefined ? begun : rest;
  const next = nextOf(call, { ...base, ...(description !== undefined && { description }) }, { definition, isActive });
  if (!isDeepStrictEqual(definition, current.definition)) return redefine(call, current, next);
  await commit(call, next, current);
  return next;
}

/**
 * Signs with another secret from now on; the one before signs beside it for a while.
 *
 * @throws Problem `webhook/not-found`, `webhook/stale`, `credential/not-found`, and those of admission
 */
export async function rotateWebhook(call: WebhookCall<RotationBody>): Promise<MadeWebhook> {
  const current = await requireWebhook(call);
  assertIfMatch(call.ifMatch, current.version, 'webhook/stale');
  const { credential: named, overlapHours = OVERLAP_HOURS } = call.body;
  const { url, credentialId, previous: _, ...kept } = current.definition;
  const { credential, secret } = await signingCredential(call, { named, webhookId: current.id, url });
  const until = call.services.clock() + overlapHours * HOUR_MS;
  const previous = overlapHours > 0 ? { previous: { credentialId, until } } : {};
  const definition = { url, ...kept, credentialId: credential.id, ...previous };
  const webhook = await redefine(call, current, nextOf(call, current, { definition })).catch(async (error: unknown) => {
    if (secret !== undefined) await deleteOwn(call, current.id, credential.id).catch(() => undefined);
    throw error;
  });
  if (credential.id !== credentialId) {
    if (overlapHours > 0) await expireOwn(call, current.id, { credentialId, until });
    else await deleteOwn(call, current.id, credentialId);
  }
  return { webhook, secret };
}

/** Deletes a webhook with its deliveries and the secrets that were made for it. @throws Problem `webhook/not-found`, `webhook/stale` */
export async function deleteWebhook(call: WebhookCall): Promise<void> {
  const current = await requireWebhook(call);
  assertIfMatch(call.ifMatch, current.version, 'webhook/stale');
  const { organisationId, id, definition } = current;
  await call.services.store.transaction(
    async (transaction) => {
      await deleteStored(transaction, organisationId, id);
      await call.recordDone(transaction, {
        subject: id,
        details: { changes: changesOf(audited(current), { members: {} }) },
      });
    },
    { isLong: true },
  );
  await deleteOwn(call, id, definition.credentialId);
  if (definition.previous) await deleteOwn(call, id, definition.previous.credentialId);
}
