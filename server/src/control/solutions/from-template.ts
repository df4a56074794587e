/**
 * Makes a solution of a template. The mapping says for each key where its credential comes from; what it does not say is
 * filled in later. All is judged before anything is stored, and stored together.
 */
import { readSolutionTemplate } from '../../catalogue/read-solution-template.ts';
import type { DeclaredCredential } from '../../catalogue/solution-template-schema.ts';
import { componentOf } from '../../domain/component.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem, problems, toProblem, type Violation } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import { findCredential } from '../../store/credentials.ts';
import { prepareNew } from '../credentials/create-credential.ts';
import type { CredentialBody } from '../credentials/credential-body.ts';
import { recordOf } from '../credentials/store-write.ts';
import { type NextFunction, unstageVersions } from '../functions/admit-versions.ts';
import type { Call } from '../route.ts';
import { connectedRecord, isConnected } from './connected-record.ts';
import { draftOf, stageCopies } from './copy-functions.ts';
import type { SolutionBody } from './solution-view.ts';
import { storeSolution } from './store-solution.ts';

type Mapped = NonNullable<SolutionBody['mapping']>[string];

function bodyOf(declared: DeclaredCredential, mapped: Mapped): CredentialBody {
  const { secrets, help, description = help, fields, ...plain } = declared;
  const create = typeof mapped === 'object' && 'create' in mapped ? mapped.create : {};
  return {
    ...plain,
    ...(description !== undefined && { description }),
    ...(create.baseUrl !== undefined && { baseUrl: create.baseUrl }),
    ...(secrets && { redactFields: secrets }),
    fields: { ...fields, ...create.fields },
  };
}

/** A secret would have to be sealed to a credential that is there: it comes afterwards, by an ordinary write. */
function assertNoSecrets(brought: Iterable<string>): void {
  const errors = [...brought].map((name) => ({
    path: `/fields/${name}`,
    message: 'is secret: give it once it is made',
  }));
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
}

async function make(call: Call, declared: DeclaredCredential, mapped: Mapped): Promise<Credential> {
  const body = bodyOf(declared, mapped);
  if (isConnected(declared.type))
    return connectedRecord(call, {
      ...declared,
      ...body,
      type: declared.type,
      key: declared.key,
    } as DeclaredCredential);
  const { plan, identity } = await prepareNew(call, body);
  assertNoSecrets(plan.given.secrets.keys());
  const record = recordOf(call, plan, { id: identity.id, key: declared.key, secrets: {} });
  if (record.status !== 'valid' || !declared.secrets?.length) return record;
  const errors = declared.secrets.map((name) => ({ path: `/fields/${name}`, message: 'is required' }));
  return { ...record, status: 'incomplete', errors };
}

/** What is used is found by the look-up: a live credential of the organisation, under this key, of this component. */
async function assertUsable(call: Call, declared: DeclaredCredential, key: string): Promise<void> {
  const refuse = (message: string) => new Problem('request/invalid', { errors: [{ path: '/use', message }] });
  if (key !== declared.key) throw refuse('is another key: what names the credential would not find it');
  const found = await findCredential(
    call.services.store.read,
    { organisationId: call.organisation.id, solutionId: '' },
    key,
  );
  if (!found || found.deletedAt !== undefined) throw refuse('is no live credential of the organisation');
  if (componentOf(found) !== componentOf(declared)) throw refuse('is a credential of another component');
}

function violationsOf(error: unknown): readonly Violation[] {
  const problem = toProblem(error);
  if (problem.status >= 500) throw error;
  return problem.errors ?? [{ path: '', message: problems[problem.code].title }];
}

/**
 * The credentials and functions of a new solution, not stored yet.
 *
 * @throws Problem `template/invalid`, with the path and line of everything that is wrong
 */
async function partsFrom(call: Call, { template, mapping = {} }: SolutionBody, to: Solution) {
  const reading = readSolutionTemplate(typeof template === 'string' ? template : JSON.stringify(template));
  const located = (path: string, line: number, message: string) => ({ path, message: `line ${line}: ${message}` });
  if ('violations' in reading) {
    const errors = reading.violations.map(({ path, line, message }) => located(path, line, message));
    throw new Problem('template/invalid', { errors });
  }
  const { credentials, functions } = reading.template;
  const errors: Violation[] = [];
  const unknown = Object.keys(mapping).filter((key) => !credentials.some((declared) => declared.key === key));
  if (unknown.length > 0) errors.push({ path: '/mapping', message: 'names keys that the template does not declare' });
  const inside = { ...call, solutionId: to.id };
  const made: Credential[] = [];
  for (const [index, declared] of credentials.entries()) {
    const mapped = Object.hasOwn(mapping, declared.key) ? mapping[declared.key]! : 'later';
    try {
      if (typeof mapped === 'object' && 'use' in mapped) await assertUsable(inside, declared, mapped.use);
      else made.push(await make(inside, declared, mapped));
    } catch (error) {
      const path = `/credentials/${index}`;
      errors.push(
        ...violationsOf(error).map((each) => located(`${path}${each.path}`, reading.lineOf(path), each.message)),
      );
    }
  }
  const drafts: NextFunction[] = [];
  for (const [index, definition] of (functions ?? []).entries()) {
    const path = `/functions/${index}`;
    try {
      const document = JSON.stringify(definition);
      const isTwice = drafts.some(({ record }) => record.name === definition.name);
      if (isTwice) errors.push(located(`${path}/name`, reading.lineOf(path), 'stands twice'));
      else drafts.push(draftOf({ name: definition.name, document }, to));
    } catch (error) {
      // Its own lines are those of a file of one function.
      const faults = violationsOf(error).map((each) => ({ ...each, message: each.message.replace(/^line \d+: /, '') }));
      errors.push(...faults.map((each) => located(`${path}${each.path}`, reading.lineOf(path), each.message)));
    }
  }
  if (errors.length > 0) throw new Problem('template/invalid', { errors: errors.slice(0, 50) });
  return { credentials: made, drafts };
}

/**
 * Makes the solution of the body's template.
 *
 * @throws Problem `template/invalid`, `solution/slug-taken`, `credential/shadows`, and what the broker refuses a function with
 */
export async function createFromTemplate(call: Call, body: SolutionBody, solution: Solution): Promise<Solution> {
  const { credentials, drafts } = await partsFrom(call, body, solution);
  const functions = await stageCopies(call, drafts);
  try {
    await call.services.store.transaction(
      async (transaction) => {
        const details = { fromTemplate: true };
        await storeSolution(call, transaction, solution, { credentials, functions, shadows: false, details });
        const counts = { credentials: credentials.length, functions: functions.length };
        const note = { action: 'solution.instantiate', subject: solution.id, subjectKey: solution.slug } as const;
        await call.recordDone(transaction, { ...note, details: counts });
      },
      { isLong: true },
    );
  } catch (error) {
    await unstageVersions(call, functions);
    throw error;
  }
  return solution;
}
