/** Changes an organisation's settings, and has every node forget the former ones. */
import { isDeepStrictEqual } from 'node:util';
import type { Static } from 'typebox';
import { auditedOrganisation } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { assertSecondFactor, assertSingleSignOn } from '../../domain/membership.ts';
import { effectiveSettings, isReturnOrigin } from '../../domain/organisation-settings.ts';
import { Problem } from '../../domain/problem.ts';
import { recordChange } from '../../store/changes.ts';
import { findOrganisation, type Organisation, updateSettings } from '../../store/organisations.ts';
import { assertIfMatch } from '../http/if-match.ts';
import type { Call } from '../route.ts';
import type { settingsPatch } from './organisation-view.ts';

const ATTEMPTS = 5;

/**
 * Merges the change into the settings; without a change there is no new version.
 *
 * @returns the organisation as it is now
 * @throws Problem `request/invalid` for an origin that is none; `person/second-factor-required` for who requires what they lack; `organisation/stale`; without If-Match only when it was overtaken 5 times
 */
export async function changeSettings(call: Call, given: Static<typeof settingsPatch>): Promise<Organisation> {
  const patch = withOrigins(given);
  // Who requires one without having one would be the first who is kept out.
  if (patch.secondFactor) assertSecondFactor(call.principal, { secondFactor: patch.secondFactor });
  if (patch.signIn) assertSingleSignOn(call.principal, { signIn: patch.signIn });
  for (let attempt = 1; ; attempt++) {
    try {
      return await mergeSettings(call, patch);
    } catch (error) {
      const isStale = error instanceof Problem && error.code === 'organisation/stale';
      if (!isStale || call.ifMatch !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

/** In their normal form, as they are compared. */
function withOrigins(patch: Static<typeof settingsPatch>): Static<typeof settingsPatch> {
  if (patch.returnOrigins === undefined) return patch;
  const origins = patch.returnOrigins.map((text) =>
    URL.canParse(text) ? text.toLowerCase().replace(/\/$/, '') : text,
  );
  const errors = origins.flatMap((origin, index) =>
    isReturnOrigin(origin)
      ? []
      : [{ path: `/returnOrigins/${index}`, message: 'is not `https://host`, without a path' }],
  );
  if (errors.length > 0) throw new Problem('request/invalid', { errors });
  return { ...patch, returnOrigins: [...new Set(origins)].sort() };
}

async function mergeSettings(call: Call, patch: Static<typeof settingsPatch>): Promise<Organisation> {
  const { store } = call.services;
  const current = await findOrganisation(store.read, call.organisation.id);
  if (!current) throw new Problem('organisation/not-found');
  assertIfMatch(call.ifMatch, current.version, 'organisation/stale');
  const former = effectiveSettings(current.settings);
  const settings = { ...former, ...patch };
  if (isDeepStrictEqual(settings, former)) return current;
  const next: Organisation = { ...current, settings, version: current.version + 1 };
  await store.transaction(async (transaction) => {
    await updateSettings(transaction, next, current.version);
    const before = auditedOrganisation({ ...current, settings: { ...former } });
    const changes = changesOf(before, auditedOrganisation(next));
    await call.recordDone(transaction, { subject: next.id, details: { changes } });
    await recordChange(transaction, { organisationId: next.id, kind: 'organisation', subject: next.id });
  });
  return next;
}
