/**
 * A browser comes back from an identity provider: the flow is used up first, then the answer judged, the code exchanged and the
 * claims read; what comes of it depends on what the flow was begun for. Who shows neither state nor cookie uses nothing up
 * and learns nothing. Every failure is in the audit log, and none carries a text of the provider.
 *
 * @see OpenID Connect Core, section 3.1; RFC 9207; RFC 9700, sections 2.1, 4.4, 4.5 and 4.7
 */
import { sha256 } from '../../../domain/encoding.ts';
import { Problem, type ProblemCode } from '../../../domain/problem.ts';
import { Secret } from '../../../domain/secret.ts';
import type { SignOnFlow, SignOnPurpose } from '../../../domain/sign-on.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { findSignOnFlow, spendSignOnFlow } from '../../../store/sign-ons.ts';
import { isWitness } from '../../admit/witness.ts';
import { assertIssuer, refusal } from '../../oauth/connect/answer.ts';
import { codeVerifier, isSameBrowser, nonceOf } from '../../oauth/connect/flow-secrets.ts';
import { openConfiguration } from '../../oauth/open-client.ts';
import { exchangeCode } from '../../oauth/token-endpoint/exchange-code.ts';
import { TokenError, toTokenProblem } from '../../oauth/token-endpoint/token-failure.ts';
import type { CompleteSignOnRequest, SignOnOutcome } from '../../rpc/sign-on-protocol.ts';
import { forgive, signOnBuckets } from '../attempts.ts';
import { type PeopleParts, tracedBy } from '../people-parts.ts';
import { report } from '../vouched.ts';
import { witnessSignOn } from '../witness.ts';
import { admitLink } from './admit-link.ts';
import { admitSubject, whoItWouldBe } from './admit-subject.ts';
import { type Claims, readClaims } from './claims.ts';
import { type VouchedProvider, vouchedProvider } from './identity-provider.ts';

/** 32 random bytes in base64url. */
const STATE = /^[A-Za-z0-9_-]{43}$/;

/** @throws Problem `single-sign-on/flow-unknown`, `single-sign-on/other-browser`, `single-sign-on/flow-expired` */
export async function completeSignOn(parts: PeopleParts, request: CompleteSignOnRequest): Promise<SignOnOutcome> {
  const flow = await requireFlow(parts, request);
  const { id: flowId, organisationId, providerId: identityProviderId, purpose, returnPath } = flow;
  const outcome = { flowId, organisationId, identityProviderId, purpose, returnPath };
  try {
    if (flow.expiresAt <= parts.clock()) throw new Problem('single-sign-on/flow-expired');
    const provider = await sameProvider(parts, flow);
    const claims = await prove(parts, { flow, provider }, request);
    const came = await follow(parts, { flow, provider, claims }, request);
    const key = await parts.keys.witnessKey(INSTALLATION);
    // Who links was forgiven when they set out.
    if (flow.purpose === 'sign-in') await forgive(parts, signOnBuckets(key, request.address));
    return { ...outcome, ...came };
  } catch (error) {
    const { code, detail } = await recordFailure(parts, { flow, error, request });
    return { ...outcome, failure: { code, ...(detail !== undefined && { detail }) } };
  }
}

/** The flow, which is used up from now on: committed before the code is sent, so that of two answers one sends it. */
async function requireFlow(parts: PeopleParts, { state, cookie }: CompleteSignOnRequest): Promise<SignOnFlow> {
  const flow = STATE.test(state) ? await findSignOnFlow(parts.store.read, sha256(state)) : undefined;
  if (!flow) throw new Problem('single-sign-on/flow-unknown');
  const key = await parts.keys.witnessKey(INSTALLATION);
  if (!isWitness(flow.witness, witnessSignOn(key, flow))) {
    await report(parts, { organisationId: INSTALLATION, action: 'sign-on.unwitnessed', subject: flow.id });
    throw new Problem('single-sign-on/flow-unknown');
  }
  if (!isSameBrowser(key, flow, cookie)) throw new Problem('single-sign-on/other-browser');
  const isFirst = await parts.store.transaction((tx) => spendSignOnFlow(tx, flow.id));
  if (!isFirst) throw new Problem('single-sign-on/flow-unknown');
  return flow;
}

async function sameProvider(parts: PeopleParts, flow: SignOnFlow): Promise<VouchedProvider> {
  const provider = await vouchedProvider(parts, flow);
  const isSame = provider?.configuration.version === flow.providerVersion;
  const isServing = isSame && (provider.definition.signIn.isActive || flow.purpose === 'test');
  if (!isServing) throw new Problem('single-sign-on/provider-changed');
  return provider;
}

/** A flow that has come back, and to whom. */
interface Returned {
  readonly flow: SignOnFlow;
  readonly provider: VouchedProvider;
}

async function prove(
  parts: PeopleParts,
  { flow, provider }: Returned,
  { identityProviderId, code, error, issuer }: CompleteSignOnRequest,
): Promise<Claims> {
  const { configuration, definition } = provider;
  // What another provider has answered is no code for this one's server: only this one's answers come to its address.
  if (identityProviderId !== flow.providerId) throw new Problem('single-sign-on/issuer-mismatch');
  assertIssuer(definition, issuer);
  if (error !== undefined) throw refusal(error);
  if (!code) {
    throw new Problem('single-sign-on/refused', { detail: 'The answer held neither a code nor an error.' });
  }
  const key = await parts.keys.witnessKey(INSTALLATION);
  const client = await openConfiguration(parts, configuration);
  const asked = { code: new Secret(code), redirectUrl: flow.redirectUrl, codeVerifier: codeVerifier(key, flow) };
  const answer = await exchangeCode(parts, client, asked);
  const expected = { organisationId: flow.organisationId, definition, nonce: nonceOf(key, flow) };
  return readClaims(parts, answer, expected);
}

async function follow(
  parts: PeopleParts,
  { flow, provider, claims }: Returned & { readonly claims: Claims },
  request: CompleteSignOnRequest,
): Promise<Pick<SignOnOutcome, 'signedIn' | 'tested'>> {
  switch (flow.purpose) {
    case 'sign-in':
      return { signedIn: await admitSubject(parts, { provider, claims }, request) };
    case 'link':
      await admitLink(parts, { provider, claims, flow }, request);
      return {};
    case 'test': {
      const wouldBe = await whoItWouldBe(parts, { provider, claims });
      const { subject, email, isVerified } = claims;
      return { tested: { subject, ...(email !== undefined && { email }), isVerified, wouldBe } };
    }
  }
}

const OWN_CODES: Partial<Record<ProblemCode, ProblemCode>> = {
  'connection/denied': 'single-sign-on/denied',
  'connection/refused': 'single-sign-on/refused',
  'connection/issuer-mismatch': 'single-sign-on/issuer-mismatch',
  'connection/id-token-invalid': 'single-sign-on/id-token-invalid',
};

/** What may be told; anything but a problem of ours is one of the log. */
function problemOf(error: unknown): Problem {
  const told = error instanceof TokenError ? toTokenProblem(error.failure, error.cause) : error;
  if (!(told instanceof Problem)) return new Problem('internal/unexpected', { cause: told });
  const own = OWN_CODES[told.code];
  if (own === undefined) return told;
  return new Problem(own, { cause: told, ...(told.detail !== undefined && { detail: told.detail }) });
}

async function recordFailure(
  parts: PeopleParts,
  {
    flow,
    error,
    request,
  }: { readonly flow: SignOnFlow; readonly error: unknown; readonly request: CompleteSignOnRequest },
): Promise<Problem> {
  const problem = problemOf(error);
  const { organisationId, providerId: subject, purpose, personId } = flow;
  parts.logger.warn({ flow: flow.id, provider: subject, err: problem }, 'a single sign-on came to nothing');
  const action = ACTIONS[purpose];
  const details = { flow: flow.id };
  const refused = { actor: personId ?? 'keyward', action, subject, code: problem.code, details, ...tracedBy(request) };
  for (const place of new Set([INSTALLATION, organisationId])) {
    await parts.refusals.record({ organisationId: place, ...refused });
  }
  return problem;
}

const ACTIONS = {
  'sign-in': 'session.create',
  link: 'person.link-identity',
  test: 'identity-provider.test',
} as const satisfies Record<SignOnPurpose, string>;
