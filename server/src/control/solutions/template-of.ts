/** Makes the template of a solution: what it takes to build it again elsewhere, and no secret. Reads no material. */
import { stringify } from 'yaml';
import { methodOf } from '../../catalogue/provider.ts';
import { readSolutionTemplate } from '../../catalogue/read-solution-template.ts';
import type { DeclaredCredential, SolutionTemplate } from '../../catalogue/solution-template-schema.ts';
import { knownType } from '../../catalogue/types/index.ts';
import type { Credential } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Call } from '../route.ts';
import { givenNames, isConnected } from './connected-record.ts';
import { functionsOf } from './copy-functions.ts';
import { credentialsOf } from './list-own.ts';
import { requireSolution, type SolutionCall } from './require-solution.ts';

/** The plain fields that a creation takes: a provider's fixed values are not asked for. */
async function askedFields(call: Call, { type, provider: name, fields }: Credential): Promise<Record<string, string>> {
  if (isConnected(type)) {
    const given = await givenNames(call, type, name);
    return Object.fromEntries(Object.entries(fields).filter(([field]) => given.has(field)));
  }
  if (name === undefined) return { ...fields };
  const provider = await call.services.providers.find(call.organisation.id, name);
  const asked = new Set((provider && methodOf(provider, type))?.fields.map((field) => field.name));
  return Object.fromEntries(Object.entries(fields).filter(([field]) => asked.has(field)));
}

/** Of a record without a provider: on one these follow from it. */
function placeOf({ baseUrl, allowedOrigins, injection }: Credential): Partial<DeclaredCredential> {
  const steps = injection?.map(({ into, name, value }) => ({ into, ...(name !== undefined && { name }), value }));
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...(allowedOrigins && { allowedOrigins: [...allowedOrigins] }),
    ...(steps && { injection: steps as NonNullable<DeclaredCredential['injection']> }),
  };
}

async function declare(call: Call, credential: Credential, withFields: boolean): Promise<DeclaredCredential> {
  const { key, type, provider, name, description, redactFields, secrets } = credential;
  // The key of its configuration is what an alias is, and no value that somebody might keep back.
  const { configuration } = credential.fields;
  const alias: Record<string, string> = type === 'OAuthAlias' && configuration !== undefined ? { configuration } : {};
  const fields = withFields ? await askedFields(call, credential) : alias;
  const open = [...new Set([...(redactFields ?? []), ...Object.keys(secrets)])].sort();
  return {
    ...{ key, type: type as DeclaredCredential['type'] },
    ...(provider !== undefined && { provider }),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(provider === undefined && placeOf(credential)),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(knownType(type).openFields && open.length > 0 && { secrets: open }),
  };
}

/**
 * @param withFields - Whether the values of plain fields go along: account names and the like.
 * @throws Problem `solution/not-found`; `solution/too-large` where no template could be read back
 */
export async function templateOf(call: SolutionCall, withFields: boolean): Promise<string> {
  const solution = await requireSolution(call);
  const credentials: DeclaredCredential[] = [];
  for (const each of await credentialsOf(call.services.store.read, solution)) {
    credentials.push(await declare(call, each, withFields));
  }
  const functions = (await functionsOf(call.services.store.read, solution)).map(({ document, name }) => {
    const { state: _, ...definition } = JSON.parse(document) as Record<string, unknown>;
    return { name, ...definition };
  });
  const head = { version: 1, name: solution.name } as const;
  const template: SolutionTemplate = { ...head, credentials, ...(functions.length > 0 && { functions }) };
  const text = stringify(template, { lineWidth: 0, aliasDuplicateObjects: false });
  if ('violations' in readSolutionTemplate(text)) throw new Problem('solution/too-large');
  return text;
}
