/**
 * Thinks a connect link through: which fields its page asks for, and the policy that they will be sealed with, as far as
 * that is known before somebody has filled the page in.
 */
import { isDeepStrictEqual } from 'node:util';
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import type { ConnectLinkDefinition } from '../../domain/connect-link.ts';
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { assertKey, deriveKey } from '../../domain/key.ts';
import { type PolicyPart, policyHash } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { isKeyTaken } from '../../store/credentials.ts';
import { draftPatched } from '../credentials/change-credential.ts';
import type { CredentialBody } from '../credentials/credential-body.ts';
import { type Draft, draftOf } from '../credentials/draft.ts';
import { effectiveFields, judgeFields } from '../credentials/field-rules.ts';
import { assertManages, assertNotExpired, requireCredential, scopeOf } from '../credentials/find-live.ts';
import { readValues } from '../credentials/given-values.ts';
import { onProvider } from '../credentials/on-provider.ts';
import { policyOf } from '../credentials/plan.ts';
import { assertMayShadow } from '../credentials/shadowing.ts';
import { askedOf, shapeOfNew, type WriteShape } from '../credentials/write-shape.ts';
import { readReturnUrl } from '../return-url.ts';
import type { Call } from '../route.ts';
import { chooseAsks } from './choose-asks.ts';
import type { ConnectLinkBody } from './connect-link-body.ts';
import { fieldsNeeded, openParts } from './open-parts.ts';
import { isConnection, planConnecting, planReconnection } from './plan-consent.ts';

const DAY_SECONDS = 24 * 3600;

function invalid(path: string, message: string): Problem {
  return new Problem('request/invalid', { errors: [{ path, message }] });
}

/** Members of the write that are fixed when the link is made. */
function fixedOf(body: ConnectLinkBody) {
  const { name, description, owner, labels, baseUrl, allowedOrigins, policy, fields } = body;
  const members = { name, description, owner, labels, baseUrl, allowedOrigins, policy, fields };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Stand-ins for what no policy can be made without; what follows from them is open. */
function standIns(shape: WriteShape, asked: readonly FieldSpec[]): Record<string, string> {
  const needed = new Set(fieldsNeeded(shape));
  const lacking = asked.filter(
    ({ name, secret, default: value }) => !secret && value === undefined && needed.has(name),
  );
  return Object.fromEntries(lacking.map(({ name, enum: values }) => [name, values?.[0] ?? 'x']));
}

function assertFixedSound({ type }: WriteShape, fields: Readonly<Record<string, string>>): void {
  const { errors } = judgeFields(type, effectiveFields(type, fields), new Set());
  const broken = errors.filter(({ path }) => Object.hasOwn(fields, path.slice('/fields/'.length)));
  if (broken.length > 0) throw new Problem('request/invalid', { errors: broken });
}

type Planned = Omit<ConnectLinkDefinition, 'fixed' | 'verify' | 'returnUrl' | 'expiresAt'>;

/** What a draft is asked for, as a definition has it. */
function asking(
  shape: WriteShape,
  draft: Draft,
  { asked, asksBaseUrl }: { asked: readonly FieldSpec[]; asksBaseUrl: boolean },
) {
  const { policy, policyBytes } = policyOf(shape, draft);
  const open = openParts(shape, asked, asksBaseUrl);
  const goesNowhere = Object.values(policy.roles).every(({ origins }) => origins.length === 0);
  if (goesNowhere && !open.includes('origins')) throw invalid('/baseUrl', 'is required: where the secret may go');
  return { policyBytes, members: { asks: asked.map(({ name }) => name), asksBaseUrl, policy, open } };
}

function assertPlain(shape: WriteShape, fields: Readonly<Record<string, string>>): void {
  const secrets = askedOf(shape).fields.filter((spec) => spec.secret && Object.hasOwn(fields, spec.name));
  const errors = secrets.map(({ name }) => ({ path: `/fields/${name}`, message: 'is secret and not taken here' }));
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
}

async function planNew(call: Call, body: ConnectLinkBody): Promise<Planned> {
  assertManages(call, call);
  const { fields = {}, asks: names } = body;
  const base: CredentialBody = {
    ...fixedOf(body),
    ...(body.type && { type: body.type }),
    ...(body.provider && { provider: body.provider }),
  };
  const unknown = Object.fromEntries((names ?? []).map((name) => [name, '']));
  const provided = await onProvider(call, { ...base, sealed: unknown });
  const shape = shapeOfNew(provided);
  assertPlain(shape, fields);
  const { on, type } = shape;
  const asksBaseUrl = on?.method.ownBaseUrl === true && body.baseUrl === undefined && on.method.baseUrl.length === 0;
  const asked = chooseAsks(shape, { names, fixed: new Set(Object.keys(fields)), kept: new Set() });
  const given = readValues(askedOf(shape), { fields: { ...standIns(shape, asked), ...fields } });
  assertFixedSound(shape, fields);
  const draft = draftOf(base, shape, given, call.services.clock());
  const isKeyDerived = body.key === undefined;
  const key = isKeyDerived ? deriveKey(body.name, on?.name.replace(/^org\//, '') ?? type.name) : assertKey(body.key!);
  await assertKeyFree(call, { key, isKeyDerived });
  return {
    ...{
      credentialId: newId('cred'),
      solutionId: call.solutionId,
      isFilled: false,
      key,
      isKeyDerived,
      type: type.name,
    },
    ...(on && { provider: on.name }),
    ...asking(shape, draft, { asked, asksBaseUrl }).members,
  };
}

/** @throws Problem `credential/key-taken`, `credential/shadows`, `credential/shadow-refused` */
async function assertKeyFree(call: Call, { key, isKeyDerived }: { key: string; isKeyDerived: boolean }): Promise<void> {
  const { read } = call.services.store;
  if (!isKeyDerived && (await isKeyTaken(read, scopeOf(call), key))) throw new Problem('credential/key-taken');
  await assertMayShadow(call, read, { key, isKeyDerived, shadows: false });
}

/** What an edit of the database could have put there has to be named by who makes the link, as by who gives the secret. */
function assertTargetNamed({ secrets }: Credential, named: readonly PolicyPart[], isOnProvider: boolean): void {
  const isNamed = named.includes('origins') && (!isOnProvider || named.includes('provider'));
  if (Object.keys(secrets).length === 0 && !isNamed) throw new Problem('credential/origins-unnamed');
}

async function planFilled(call: Call, body: ConnectLinkBody, current: Credential): Promise<Planned> {
  assertManages(call, current);
  assertNotExpired(call, current);
  assertSame(body, current);
  const { fields = {}, asks: names } = body;
  const patch = { ...fixedOf(body), ...(body.provider && { provider: body.provider }) };
  const { shape } = await draftPatched(call, current, patch);
  assertPlain(shape, fields);
  const fixed = new Set([...Object.keys(current.fields), ...Object.keys(fields)]);
  const asked = chooseAsks(shape, { names, fixed, kept: new Set(Object.keys(current.secrets)) });
  const isAsking = { ...patch, fields: { ...standIns(shape, asked), ...fields } };
  const { draft, named } = await draftPatched(call, current, isAsking);
  assertFixedSound(shape, fields);
  const { members, policyBytes } = asking(shape, draft, { asked, asksBaseUrl: false });
  assertTargetNamed(current, named, shape.on !== undefined);
  const isKept = policyHash(policyBytes).toString('hex') === current.policyHash;
  const leftOut = Object.keys(current.secrets).filter((name) => !members.asks.includes(name));
  if (!isKept && leftOut.length > 0) throw new Problem('credential/policy-changed');
  const { id, key, type, provider, solutionId } = current;
  return {
    ...{ credentialId: id, solutionId, isFilled: true, key, isKeyDerived: false, type },
    ...(provider && { provider }),
    ...members,
  };
}

function assertSame({ key, type, provider }: ConnectLinkBody, current: Credential): void {
  const wanted = { key, type, provider };
  const names = (['key', 'type', 'provider'] as const).filter(
    (name) => wanted[name] !== undefined && !isDeepStrictEqual(wanted[name], current[name]),
  );
  const errors = names.map((name) => ({ path: `/${name}`, message: 'is not that of the credential' }));
  if (errors.length > 0) throw new Problem('credential/immutable', { errors });
}

/** A link thought through, and what takes back what was made with it. */
export interface PlannedLink {
  readonly definition: ConnectLinkDefinition;
  readonly takeBack: () => Promise<void>;
}

const nothing = async () => {};

async function planWhat(
  call: Call,
  body: ConnectLinkBody,
): Promise<{ planned: Planned; takeBack: () => Promise<void> }> {
  const { credential: reference, configuration, scopes } = body;
  if (configuration !== undefined && reference !== undefined)
    throw invalid('/configuration', 'is that of the credential');
  if (configuration !== undefined) return planConnecting(call, body);
  if (scopes !== undefined) throw invalid('/scopes', 'is taken beside `configuration` only');
  if (reference === undefined) return { planned: await planNew(call, body), takeBack: nothing };
  const current = await requireCredential({ ...call, params: { credential: reference } });
  const plan = isConnection(current) ? planReconnection : planFilled;
  return { planned: await plan(call, body, current), takeBack: nothing };
}

/**
 * @throws Problem `request/invalid`, `request/return-refused`, `connect-link/nothing-asked`, `credential/key-taken`,
 *   `credential/not-found`, `credential/origins-unnamed`, `credential/policy-changed`; those of a creation without secrets,
 *   and of a connection
 */
export async function planLink(call: Call, body: ConnectLinkBody): Promise<PlannedLink> {
  const { expiresIn = DAY_SECONDS, verify = 'enforce' } = body;
  const returnUrl = body.returnUrl === undefined ? undefined : readReturnUrl(body.returnUrl, call);
  const { planned, takeBack } = await planWhat(call, body);
  const named = planned.isFilled && !planned.isConsent && body.provider ? { provider: body.provider } : {};
  const definition = {
    ...planned,
    // Of one that is filled in the provider counts as named only where the request has named it.
    fixed: { ...fixedOf(body), ...named, ...(body.scopes && { scopes: body.scopes }) },
    verify,
    ...(returnUrl !== undefined && { returnUrl }),
    expiresAt: call.services.clock() + expiresIn * 1000,
  };
  return { definition, takeBack };
}
