/**
 * A browser comes back with an answer: the flow is used up first, then the answer is judged, the code exchanged, the tokens
 * sealed and committed, and the credential tried. Who shows neither the state nor the cookie of the flow learns nothing of it
 * and uses up nothing; whatever fails behind that leaves the credential as it was.
 *
 * @see RFC 6749, section 4.1.2; RFC 9207, section 2.4; RFC 9700, sections 2.1, 4.4 and 4.5
 */
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import { findCredential } from '../../../store/credentials.ts';
import { findFlow, spendFlow } from '../../../store/oauth-flows.ts';
import { tellFailedFlow } from '../../connect-links/end-by-flow.ts';
import type { BrokerParts } from '../../parts.ts';
import type { CallbackAnswer, ConnectionOutcome } from '../../rpc/connection-protocol.ts';
import { openClient } from '../open-client.ts';
import { exchangeCode } from '../token-endpoint/exchange-code.ts';
import type { TokenAnswer } from '../token-endpoint/token-client.ts';
import { TokenError, toTokenProblem } from '../token-endpoint/token-failure.ts';
import { assertIssuer, refusal } from './answer.ts';
import { type Connected, commitTokens } from './commit-tokens.ts';
import { codeVerifier, isSameBrowser } from './flow-secrets.ts';
import { assertIdToken } from './id-token.ts';
import { assertOpen, requireFlow } from './require-flow.ts';
import { revokeDropped } from './revoke-dropped.ts';
import { definitionOfFlow } from './witnessed-definition.ts';

/** Tries the credential once it is connected. @returns the label of the account, where there is one */
export type TryConnected = (connected: Connected, flow: OAuthFlow) => Promise<string | undefined>;

/**
 * @throws Problem `connection/flow-unknown`, `connection/flow-used`, `connection/flow-expired`, `connection/other-browser`
 */
export async function completeConnection(
  parts: BrokerParts,
  answer: CallbackAnswer,
  tryConnected: TryConnected,
): Promise<ConnectionOutcome> {
  const flow = await requireFlow(parts, answer.state);
  assertOpen(parts, flow);
  await assertSameBrowser(parts, flow, answer.cookie);
  await spend(parts, flow);
  const { organisationId, id: flowId, credentialId, returnUrl } = flow;
  const outcome = { organisationId, flowId, credentialId, ...(returnUrl !== undefined && { returnUrl }) };
  try {
    const connected = await connect(parts, flow, answer);
    const account = await tryConnected(connected, flow);
    const former = connected.former.verification.account;
    const isOther = account !== undefined && former !== undefined && account !== former;
    return {
      ...outcome,
      credentialKey: connected.record.key,
      missingScopes: connected.missing,
      ...(account !== undefined && { account }),
      ...(isOther && { formerAccount: former }),
    };
  } catch (error) {
    const problem = await recordFailure(parts, flow, error);
    const record = await findCredential(parts.store.read, { organisationId, solutionId: '' }, credentialId);
    const { code, detail } = problem;
    const failure = { code, ...(detail !== undefined && { detail }) };
    return { ...outcome, ...(record && { credentialKey: record.key }), failure, missingScopes: [] };
  }
}

async function assertSameBrowser({ keys }: BrokerParts, flow: OAuthFlow, cookie: string | undefined): Promise<void> {
  const key = await keys.witnessKey(flow.organisationId);
  if (!isSameBrowser(key, flow, cookie)) throw new Problem('connection/other-browser');
}

/** Committed before the code is sent, so that of two callbacks, on whichever nodes, one sends it. */
async function spend(parts: BrokerParts, flow: OAuthFlow): Promise<void> {
  if (await parts.store.transaction((tx) => spendFlow(tx, flow))) return;
  assertOpen(parts, (await findFlow(parts.store.read, flow)) ?? flow);
  throw new Problem('connection/flow-used');
}

async function connect(parts: BrokerParts, flow: OAuthFlow, answer: CallbackAnswer): Promise<Connected> {
  const definition = await definitionOfFlow(parts, flow);
  assertIssuer(definition, answer.issuer);
  if (answer.error !== undefined) throw refusal(answer.error);
  if (!answer.code) throw new Problem('connection/refused', { detail: 'The answer held neither a code nor an error.' });
  const tokens = await exchange(parts, flow, { definition, code: new Secret(answer.code) });
  try {
    await assertIdToken(parts, { definition, flow }, tokens.idToken);
    return await commitTokens(parts, { flow, definition, answer: tokens });
  } catch (error) {
    revokeDropped(parts, flow, { tokens, error });
    throw error;
  }
}

async function exchange(
  parts: BrokerParts,
  flow: OAuthFlow,
  { definition, code }: { readonly definition: OAuthDefinition; readonly code: Secret<string> },
): Promise<TokenAnswer> {
  const { organisationId, configurationId, redirectUrl } = flow;
  const client = await openClient(parts, organisationId, configurationId);
  const key = await parts.keys.witnessKey(organisationId);
  return exchangeCode(parts, client, {
    ...{ code, redirectUrl, resources: definition.resources },
    ...(definition.pkce !== 'none' && { codeVerifier: codeVerifier(key, flow) }),
  });
}

/** What may be told of a failure; anything but a problem of ours is told as one of the log. */
async function recordFailure(parts: BrokerParts, flow: OAuthFlow, error: unknown): Promise<Problem> {
  const told = error instanceof TokenError ? toTokenProblem(error.failure, error.cause) : error;
  const problem = told instanceof Problem ? told : new Problem('internal/unexpected', { cause: told });
  const { organisationId, credentialId: subject, createdBy: actor, id: flowId } = flow;
  parts.logger.warn({ flow: flowId, credential: subject, err: problem }, 'a flow came to no connection');
  const details = { flow: flowId };
  await parts.refusals.record({
    ...{ organisationId, actor, action: 'connection.complete', subject, code: problem.code, details },
  });
  await tellFailedFlow(parts, flow, problem.code);
  return problem;
}
