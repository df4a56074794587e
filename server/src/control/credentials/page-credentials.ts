/** The list of credentials: what a token sees, or of that what a new consumer may be given. */
import { type Static, Type } from 'typebox';
import { type Credential, unusableReason } from '../../domain/credential.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import { Problem } from '../../domain/problem.ts';
import type { CredentialFilters } from '../../store/credential-filter.ts';
import { listCredentials } from '../../store/list-credentials.ts';
import { countCredentialUsers } from '../../store/references.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, inSolution, paging, text } from '../schemas.ts';
import { credentialView, viewCredential } from './credential-view.ts';
import { readLabels, scopesOf } from './list-filters.ts';
import { mayGrantUse } from './may-grant-use.ts';

const label = text(320);

/** Which credentials to list, and in which order. */
export const credentialsQuery = Type.Object(
  {
    ...paging,
    sort: Type.Optional(Type.String({ maxLength: 64 })),
    type: Type.Optional(text(64, 1)),
    provider: Type.Optional(text(256, 1)),
    component: Type.Optional(text(256, 1)),
    status: Type.Optional(Type.Enum(['valid', 'invalid', 'incomplete', 'reconnect_required', 'expired', 'deleted'])),
    /** What the last live check came to. */
    verdict: Type.Optional(Type.Enum(['accepted', 'rejected', 'unverified'])),
    ...inSolution,
    owner: Type.Optional(text(200, 1)),
    label: Type.Optional(Type.Union([Type.Array(label, { maxItems: 8 }), label])),
    search: Type.Optional(text(200)),
    /** `consumer`: what one of the scope may be given. Usable, found under its key there, and the caller's to grant. */
    for: Type.Optional(Type.Enum(['consumer'])),
  },
  { additionalProperties: false },
);

/** Newest first by default. With `for` a page may hold fewer items than its limit, and none, though another follows. */
export const credentialsPage = Type.Object(
  { items: Type.Array(credentialView), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

type CredentialsCall = Call<unknown, Static<typeof credentialsQuery>>;

/** What fits is valid, and is what its key means in the scope. */
function fitting({ solutionId, query: { status } }: CredentialsCall): CredentialFilters {
  if (status !== undefined && status !== 'valid') {
    throw new Problem('request/invalid', {
      errors: [{ path: '/status', message: 'is valid wherever `for` is given' }],
    });
  }
  const scope = solutionId === '' ? { solution: '' } : { solutions: ['', solutionId], unhiddenIn: solutionId };
  return { ...scope, status: 'valid' };
}

function isFit(call: Call, credential: Credential): boolean {
  const { services, organisation } = call;
  const reason = unusableReason(credential, services.clock(), effectiveSettings(organisation.settings));
  return reason === undefined && mayGrantUse(call, credential);
}

/** @throws Problem `request/cursor-invalid`, `request/sort-unknown`, `request/invalid` */
export async function pageCredentials(call: CredentialsCall): Promise<Static<typeof credentialsPage>> {
  const { services, organisation } = call;
  const { limit = DEFAULT_LIMIT, label: given, solution, for: purpose, ...filters } = call.query;
  const labels = readLabels(given);
  const scope = purpose === undefined ? scopesOf(call, solution) : fitting(call);
  const request = { ...filters, ...scope, limit, ...(labels && { labels }) };
  const { items, nextCursor } = await listCredentials(services.store.read, organisation.id, request);
  const shown = purpose === undefined ? items : items.filter((item) => isFit(call, item));
  const ids = shown.map(({ id }) => id);
  const counts = await countCredentialUsers(services.store.read, organisation.id, { ids });
  const seen = { now: services.clock(), settings: organisation.settings };
  const viewOf = (item: Credential) => viewCredential(item, { ...seen, usageCount: counts.get(item.id)?.all ?? 0 });
  return { items: shown.map(viewOf), ...(nextCursor !== undefined && { nextCursor }) };
}
