/** Why the credentials that a function names cannot be used now, as far as it shows without opening anything. */
import { type Credential, unusableReason } from '../../domain/credential.ts';
import type { FunctionRecord } from '../../domain/function.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import { lookUpCredential } from '../../store/credentials.ts';
import type { Call } from '../route.ts';

/** A credential under a key, and why it is not to be used; both undefined is no state. */
export interface NamedCredential {
  readonly credential: Credential | undefined;
  readonly reason: ProblemCode | undefined;
}

/** By key. */
export async function findNamed(
  { services, organisation }: Call,
  { organisationId, solutionId }: Pick<FunctionRecord, 'organisationId' | 'solutionId'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, NamedCredential>> {
  const settings = effectiveSettings(organisation.settings);
  const now = services.clock();
  const named = await Promise.all(
    keys.map(async (key): Promise<[string, NamedCredential]> => {
      const found = await lookUpCredential(services.store.read, { organisationId, solutionId }, key);
      const credential = found?.deletedAt === undefined ? found : undefined;
      const reason = credential ? unusableReason(credential, now, settings) : 'credential/not-found';
      return [key, { credential, reason }];
    }),
  );
  return new Map(named);
}
