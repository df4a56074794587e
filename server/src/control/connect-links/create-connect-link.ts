/** Makes connect links: staged, admitted by the broker, committed with its witness; until then the address opens nothing. */
import { changesOf } from '../../audit/diff.ts';
import {
  type ConnectLink,
  type ConnectLinkDefinition,
  hashConnectLinkToken,
  newConnectLinkToken,
} from '../../domain/connect-link.ts';
import { newId } from '../../domain/id.ts';
import { formatInstant } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';
import { deleteConnectLink, insertConnectLink, setConnectLinkWitness } from '../../store/connect-links.ts';
import type { Call } from '../route.ts';
import type { ConnectLinkBody } from './connect-link-body.ts';
import { planLink } from './plan-link.ts';

/** A link just made. */
export interface MadeConnectLink {
  readonly link: ConnectLink;
  /** With the token, which is kept nowhere. */
  readonly url: string;
}

/** What the log may know of a definition: where it leads, never what is in the fields. */
function audited({ credentialId, key, type, provider, asks, verify, returnUrl, expiresAt }: ConnectLinkDefinition) {
  const until = formatInstant(expiresAt);
  return { members: { credentialId, key, type, provider, asks, verify, returnUrl, expiresAt: until } };
}

/**
 * @throws Problem those of `planLink` and of the broker's admission
 */
export async function createConnectLink(call: Call, body: ConnectLinkBody): Promise<MadeConnectLink> {
  const { services, organisation, principal } = call;
  const { store, broker, clock, publicUrl } = services;
  const { definition, takeBack } = await planLink(call, body);
  const token = newConnectLinkToken();
  const link: ConnectLink = {
    ...{ organisationId: organisation.id, id: newId('clk'), hash: hashConnectLinkToken(token), tries: 0 },
    definition: JSON.stringify(definition),
    ...{ createdAt: clock(), createdBy: principal.tokenId },
  };
  await store.transaction((transaction) => insertConnectLink(transaction, link, definition));
  try {
    const asked = { token: call.token.reveal(), organisationId: organisation.id, connectLinkId: link.id };
    const { witnesses } = await broker.admitConnectLink(asked);
    await store.transaction(async (transaction) => {
      const isPending = await setConnectLinkWitness(transaction, link, witnesses[0]!);
      if (!isPending) throw new Problem('connect-link/not-found');
      const changes = changesOf(undefined, audited(definition));
      await call.recordDone(transaction, { subject: link.id, subjectKey: definition.key, details: { changes } });
    });
  } catch (error) {
    // What cannot be taken back now opens nothing; the first failure is the one to tell.
    await store.transaction((transaction) => deleteConnectLink(transaction, link)).catch(() => undefined);
    await takeBack().catch(() => undefined);
    throw error;
  }
  return { link, url: `${publicUrl().url}/connect/${token}` };
}
