/**
 * What is still to do before everything in a solution works. After a copy it is the one list that somebody goes through,
 * instead of one credential at a time.
 */
import { type Static, Type } from 'typebox';
import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { methodOf } from '../../catalogue/provider.ts';
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import { type Credential, typesNotForHttp, unusableReason } from '../../domain/credential.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import { danglingReferences } from '../../store/references.ts';
import type { Call } from '../route.ts';
import { connectionLacks, isConnected } from './connected-record.ts';
import { functionsOf } from './copy-functions.ts';
import { credentialsOf } from './list-own.ts';
import { requireSolution, type SolutionCall } from './require-solution.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());

const missingField = Type.Object(
  {
    field: Type.String(),
    title: Type.String(),
    help: Type.String(),
    secret: Type.Boolean(),
    /** Which rule is broken. */
    message: Type.String(),
    docsUrl: optionalText,
  },
  { ...closed, title: 'MissingField' },
);

const item = Type.Object(
  {
    kind: Type.Enum(['credential', 'function', 'reference']),
    key: Type.String(),
    /** Of a credential. */
    id: optionalText,
    name: optionalText,
    type: optionalText,
    provider: optionalText,
    status: optionalText,
    /** The code that a use would be refused with. */
    code: Type.String(),
    docsUrl: optionalText,
    missing: Type.Array(missingField),
    /** Of a reference: who names the key. */
    holders: Type.Optional(
      Type.Array(Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }, closed)),
    ),
  },
  { ...closed, title: 'ChecklistItem' },
);

/** The list, and how far it has come: `done` of `of`. */
export const checklistView = Type.Object(
  { done: Type.Integer(), of: Type.Integer(), items: Type.Array(item) },
  { ...closed, title: 'Checklist' },
);

type Item = Static<typeof item>;

/** As the form would ask: the provider's method knows better than the type. */
async function askedFor(call: Call, credential: Credential) {
  const { provider: name } = credential;
  const provider = name === undefined ? undefined : await call.services.providers.find(call.organisation.id, name);
  const method = provider && methodOf(provider, credential.type);
  const docsUrl = method?.docsUrl ?? provider?.docsUrl;
  return { fields: method?.fields ?? typeOfCredential(credential).fields, docsUrl };
}

function missingOf({ errors }: Credential, fields: readonly FieldSpec[]): Item['missing'] {
  return errors.flatMap(({ path, message }) => {
    const field = path.replace(/^\/fields\//, '');
    const spec = fields.find(({ name }) => name === field);
    // A field of the credential alone: of an open type, where every one is secret unless it is stored plain.
    const { title = field, help = '', secret = spec === undefined, docsUrl } = spec ?? {};
    return [{ field, title, help, secret, message, ...(docsUrl !== undefined && { docsUrl }) }];
  });
}

function codeOf(call: Call, credential: Credential): string | undefined {
  const settings = effectiveSettings(call.organisation.settings);
  const code = unusableReason(credential, call.services.clock(), settings);
  if (code === undefined && credential.verification.verdict === 'rejected') return 'credential/rejected';
  // It is connected to, and so complete as it is.
  return code === 'credential/not-http' && typesNotForHttp.has(credential.type) ? undefined : code;
}

/** Before anything else: without it nothing can be connected. */
const noConfiguration: Item['missing'][number] = {
  field: 'configuration',
  title: 'Configuration',
  help: 'Key of the OAuth configuration of the organisation.',
  secret: false,
  message: 'names an OAuth configuration that the organisation does not have',
};

async function itemOf(call: Call, credential: Credential): Promise<Item | undefined> {
  const code = codeOf(call, credential);
  if (code === undefined) return undefined;
  const { id, key, name, type, provider, status } = credential;
  const { fields, docsUrl } = await askedFor(call, credential);
  const lacks = isConnected(type) ? await connectionLacks(call.services.store.read, credential) : undefined;
  const isUnconfigured = lacks === 'configuration';
  const missing = isUnconfigured ? [noConfiguration] : missingOf(credential, fields);
  return {
    kind: 'credential',
    ...{ key, id, type, status, code: isUnconfigured ? 'oauth-configuration/not-found' : code },
    ...(name !== undefined && { name }),
    ...(provider !== undefined && { provider }),
    ...(docsUrl !== undefined && { docsUrl }),
    missing,
  };
}

/** @throws Problem `solution/not-found`, `solution/too-large` */
export async function checklistOf(call: SolutionCall): Promise<Static<typeof checklistView>> {
  const solution = await requireSolution(call);
  const { read } = call.services.store;
  const credentials = await credentialsOf(read, solution);
  const items: Item[] = [];
  for (const credential of credentials) {
    const todo = await itemOf(call, credential);
    if (todo) items.push(todo);
  }
  const dangling = await danglingReferences(read, { organisationId: solution.organisationId, solutionId: solution.id });
  const named = [...dangling].map(([key, holders]): Item => {
    return { kind: 'reference', key, code: 'credential/not-found', missing: [], holders };
  });
  const functions = await functionsOf(read, solution);
  const drafts = functions
    .filter(({ state }) => state === 'draft')
    .map(({ name: key, functionId: id }): Item => ({ kind: 'function', key, id, code: 'function/draft', missing: [] }));
  const all = [...items, ...drafts, ...named];
  const of = credentials.length + functions.length + named.length;
  return { done: of - all.length, of, items: all };
}
