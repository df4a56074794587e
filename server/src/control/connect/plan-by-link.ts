/** Plans what a visitor hands in, and says what is wrong with it field by field before anything is stored or counted. */
import { isFieldUsed } from '../../catalogue/credential-type.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import { draftPatched, planPatched } from '../credentials/change-credential.ts';
import { prepareNew } from '../credentials/create-credential.ts';
import type { CredentialBody, CredentialPatch } from '../credentials/credential-body.ts';
import { policyOf, secretsBrought, type WritePlan } from '../credentials/plan.ts';
import { planSealing } from '../credentials/plan-sealing.ts';
import type { Filled } from './read-form.ts';
import { bodyOf, patchOf, type Visit } from './visit.ts';

/** The values that count: what stands under a condition that does not hold was filled in for nothing. */
function used(visit: Visit, filled: Filled): Filled {
  const { asks, link } = visit;
  const fixed: Readonly<Record<string, string>> = { ...visit.current?.fields, ...bodyOf(link).fields };
  const specs = visit.method?.fields ?? asks;
  const lookup = (name: string) =>
    filled.fields[name] ?? fixed[name] ?? specs.find((spec) => spec.name === name)?.default;
  const isUsed = ([name]: [string, string]) => {
    const spec = asks.find((each) => each.name === name);
    return spec !== undefined && isFieldUsed(spec, lookup);
  };
  const kept = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).filter(isUsed));
  return { ...filled, fields: kept(filled.fields), sealed: kept(filled.sealed) };
}

function valuesOf({ link }: Visit, { fields, sealed, baseUrl }: Filled) {
  const isSealed = Object.keys(sealed).length > 0;
  return {
    fields: { ...bodyOf(link).fields, ...fields },
    ...(baseUrl !== undefined && { baseUrl }),
    ...(isSealed && { sealed }),
  };
}

/** Choices of the policy are sealed with secrets: where none is brought, that is what is said, and nothing of the policy. */
function withoutChoices({ asks }: Visit, { fields, sealed }: Filled): { policy?: undefined } {
  const brings = asks.some(
    ({ name, secret }) => secret && (Object.hasOwn(fields, name) || Object.hasOwn(sealed, name)),
  );
  return brings ? {} : { policy: undefined };
}

async function planOf(visit: Visit, filled: Filled): Promise<WritePlan> {
  const { call, link, current } = visit;
  const values = { ...valuesOf(visit, filled), ...withoutChoices(visit, filled) };
  if (current) return planPatched(call, current, { ...patchOf(link), ...values } as CredentialPatch);
  const id = values.sealed ? { id: link.credentialId } : {};
  return (await prepareNew(call, { ...bodyOf(link), ...values, ...id } as CredentialBody)).plan;
}

/**
 * The policy that secrets beside these values are sealed with.
 *
 * @throws Problem those of a draft, where nothing can be planned with the values
 */
export async function policyByLink(visit: Visit, filled: Filled): Promise<{ type: string; policyBytes: Buffer }> {
  const { call, link, current, asks } = visit;
  const values = valuesOf(visit, { ...used(visit, filled), sealed: {} });
  if (current) {
    const { shape, draft } = await draftPatched(call, current, { ...patchOf(link), ...values });
    return { type: shape.type.name, policyBytes: policyOf(shape, draft).policyBytes };
  }
  const secretFields = asks.filter(({ secret }) => secret).map(({ name }) => name);
  const { policyBytes } = await planSealing(call, { ...bodyOf(link), ...values, id: link.credentialId, secretFields });
  return { type: link.type, policyBytes };
}

function missing({ asks, link }: Visit, plan: WritePlan, filled: Filled): Violation[] {
  const brought = new Set(secretsBrought(plan.given));
  const lookup = (name: string) => plan.draft.members.fields[name];
  const secrets = asks.filter(
    (spec) => spec.secret && spec.required && isFieldUsed(spec, lookup) && !brought.has(spec.name),
  );
  const lacksBaseUrl = link.asksBaseUrl && filled.baseUrl === undefined;
  return [
    ...(filled.isWithheld ? [] : secrets.map(({ name }) => ({ path: `/fields/${name}`, message: 'is required' }))),
    ...(lacksBaseUrl ? [{ path: '/baseUrl', message: 'is required' }] : []),
  ];
}

/**
 * @throws Problem `request/invalid` with every field that is missing or broken; those of a creation or a change
 */
export async function planByLink(visit: Visit, filled: Filled): Promise<WritePlan> {
  const counted = used(visit, filled);
  const plan = await planOf(visit, counted);
  const isAsked = ({ path }: Violation) =>
    visit.asks.some(({ name }) => path === `/fields/${name}` || path === `/data/${name}`);
  const isSecret = (path: string) => visit.asks.some(({ name, secret }) => secret && path === `/fields/${name}`);
  const judged = plan.validity.errors.filter(({ path }) => !isSecret(path));
  const errors = [
    ...judged.filter(isAsked),
    ...judged.filter((error) => !isAsked(error)),
    ...missing(visit, plan, counted),
  ];
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
  return plan;
}

/** A link that brings nothing sealed changes nothing that somebody has to be asked for. */
export function assertBrings(plan: WritePlan, { asks }: Visit): void {
  if (secretsBrought(plan.given).length > 0) return;
  const secrets = asks.filter(({ secret }) => secret);
  const errors = secrets.map(({ name }) => ({ path: `/fields/${name}`, message: 'is needed, or another secret' }));
  throw new Problem('request/invalid', { errors });
}
