/**
 * Copies a solution: its functions as drafts and the structure of its credentials, to this organisation or another. It never reads material, so that
 * no secret can be in a copy; each one has to be given again.
 */
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { assertSecondFactor } from '../../domain/membership.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import { isSolutionSlug, type Solution } from '../../domain/solution.ts';
import { findOrganisation, type Organisation } from '../../store/organisations.ts';
import type { Transaction } from '../../store/store.ts';
import { effectiveFields, judgeFields } from '../credentials/field-rules.ts';
import { unstageVersions } from '../functions/admit-versions.ts';
import type { Call } from '../route.ts';
import { isConnected, lastingFields, notConnected } from './connected-record.ts';
import { draftOf, functionsOf, stageCopies } from './copy-functions.ts';
import { credentialsOf } from './list-own.ts';
import { requireSolution, type SolutionCall } from './require-solution.ts';
import type { SolutionCopyBody } from './solution-view.ts';
import { storeSolution } from './store-solution.ts';

/**
 * The organisation that gets the copy.
 *
 * @throws Problem `organisation/not-found`, the same for one that the token may not act in; `person/second-factor-required`
 */
export async function targetOf(call: Call, reference: string | undefined): Promise<Organisation> {
  const { organisation, principal, services } = call;
  if (reference === undefined) return organisation;
  const found = await findOrganisation(services.store.read, reference);
  if (!found || (found.id !== organisation.id && !principal.isPlatform)) throw new Problem('organisation/not-found');
  assertSecondFactor(principal, effectiveSettings(found.settings));
  return found;
}

/** What is missing in a copy: by the type's rules, or, where these demand nothing, the secrets that there were. */
function missingIn(source: Credential): readonly Violation[] {
  if (isConnected(source.type)) return notConnected;
  const type = typeOfCredential(source);
  const { errors } = judgeFields(type, effectiveFields(type, source.fields), new Set());
  if (errors.length > 0) return errors;
  return Object.keys(source.secrets)
    .sort()
    .map((name) => ({ path: `/fields/${name}`, message: 'is required' }));
}

function copyOf(source: Credential, to: Solution): Credential {
  const { policyHash: _, expiresAt: _expiry, lastUsedAt: _use, deletedAt: _end, ...kept } = source;
  const { organisationId, id: solutionId, createdAt, createdBy, updatedAt, updatedBy } = to;
  const errors = missingIn(source);
  return {
    ...kept,
    ...{ organisationId, solutionId, createdAt, createdBy, updatedAt, updatedBy },
    id: newId('cred'),
    ...(isConnected(source.type) && { fields: lastingFields(source) }),
    secrets: {},
    status: errors.length > 0 ? 'incomplete' : 'valid',
    errors,
    verification: { verdict: 'unverified', steps: [] },
    version: 1,
  };
}

/** An organisation's own provider means another thing elsewhere, or nothing: it says where secrets may go. */
function assertPortable(credentials: readonly Credential[], from: Organisation, to: Organisation): void {
  if (from.id === to.id) return;
  const own = credentials.filter(({ provider }) => provider?.startsWith('org/'));
  if (own.length === 0) return;
  const message = 'is on a provider of its organisation alone';
  throw new Problem('credential/provider-unknown', { errors: own.map(({ key }) => ({ path: `/${key}`, message })) });
}

function solutionFor(call: Call, { slug, name }: SolutionCopyBody, source: Solution, to: Organisation): Solution {
  if (!isSolutionSlug(slug)) throw new Problem('solution/slug-invalid');
  const at = call.services.clock();
  const by = call.principal.tokenId;
  const stamps = { createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
  return { organisationId: to.id, id: newId('sol'), slug, name: name ?? source.name, version: 1, ...stamps };
}

/**
 * Copies the solution of the path.
 *
 * @throws Problem `solution/not-found`, `organisation/not-found`, `solution/slug-invalid`, `solution/slug-taken`,
 *   `solution/too-large`, `credential/shadows`, `credential/provider-unknown`,
 *   and what the broker refuses a function with
 */
export async function copySolution(call: SolutionCall<SolutionCopyBody>): Promise<Solution> {
  const source = await requireSolution(call);
  const target = await targetOf(call, call.body.organisation);
  const made = solutionFor(call, call.body, source, target);
  const sourceFunctions = await functionsOf(call.services.store.read, source);
  const functions = await stageCopies(
    call,
    sourceFunctions.map((each) => draftOf(each, made)),
  );
  const commit = async (transaction: Transaction) => {
    const sources = await credentialsOf(transaction, source);
    assertPortable(sources, call.organisation, target);
    const credentials = sources.map((each) => copyOf(each, made));
    const details = { copiedFrom: source.id };
    const { shadows = false } = call.body;
    await storeSolution(call, transaction, made, { credentials, functions, shadows, details });
    // The log of the source's side; the Idempotency-Key keeps its subject, the copy.
    const counts = { credentials: credentials.length, functions: functions.length };
    const told = { copiedFrom: source.id, organisation: target.id, ...counts };
    await call.recordDone(transaction, { subject: made.id, subjectKey: made.slug, details: told });
  };
  try {
    await call.services.store.transaction(commit, { isLong: true });
  } catch (error) {
    await unstageVersions(call, functions);
    throw error;
  }
  return made;
}
