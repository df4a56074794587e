/**
 * Who asks for a verification, and what may be tried: a stored credential, or one that is put up and not stored. Counts
 * each try, and has each use of the secret recorded before it leaves.
 */
import type { Principal } from '../../domain/access-token.ts';
import { assertWrites } from '../../domain/assert-writes.ts';
import { type Credential, unusableReason, type Verification } from '../../domain/credential.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { findCredential } from '../../store/credentials.ts';
import { findStagedCredential } from '../../store/staged-credentials.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import type { BrokerParts } from '../parts.ts';
import type { VerifyStagedRequest } from '../rpc/protocol.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { createAttempts } from './attempts.ts';
import type { SendParts } from './send-check.ts';
import { type Trial, verifyCredential } from './verify-credential.ts';

export interface Verifier {
  /**
   * @param principal - An editor or more, of the scope that the credential lies in; or who comes by its link.
   * @throws Problem `credential/not-found`, `credential/expired`, `token/forbidden`, `request/rate-limited`; those of
   *   `verifyCredential`
   */
  verifyStored(principal: Principal, credentialId: string): Promise<Verification>;
  /** Likewise, for a record that is put up, with secrets that are pending. */
  verifyStaged(principal: Principal, staged: Pick<VerifyStagedRequest, 'stagedId' | 'admitted'>): Promise<Verification>;
}

export function createVerifier(parts: BrokerParts & { readonly keeper: TokenKeeper }, uses: UseRecorder): Verifier {
  const attempts = createAttempts();

  async function tryIt(principal: Principal, trial: Trial): Promise<Verification> {
    const { credential } = trial;
    // From its time on the secret is as good as destroyed, and leaves no more.
    if (unusableReason(credential, parts.clock()) === 'credential/expired') throw new Problem('credential/expired');
    attempts.count(principal.organisationId, credential.id);
    const own = { principal, consumer: '(verification)', requestId: newId('req'), address: undefined };
    const admitUse: SendParts['admitUse'] = (use) => uses.admit({ ...own, ...use });
    return verifyCredential({ ...parts, admitUse }, trial);
  }

  return {
    async verifyStored(principal, credentialId) {
      assertWrites(principal, credentialId);
      const scope = { organisationId: principal.organisationId, solutionId: '' };
      const credential = managed(principal, await findCredential(parts.store.read, scope, credentialId));
      return tryIt(principal, { credential });
    },
    async verifyStaged(principal, { stagedId, admitted }) {
      if (!principal.link) assertAtLeast(principal.role, 'editor');
      const { organisationId } = principal;
      const record = await findStagedCredential(parts.store.read, { organisationId, id: stagedId });
      const { secrets, ...rest } = managed(principal, record);
      assertWrites(principal, rest.id);
      const versions = Object.fromEntries(admitted.map(({ field, materialVersion }) => [field, materialVersion]));
      const witnesses = new Map(admitted.map(({ field, witness }) => [field, witness]));
      return tryIt(principal, { credential: { ...rest, secrets: { ...secrets, ...versions } }, witnesses });
    },
  };
}

function managed(principal: Principal, credential: Credential | undefined): Credential {
  const isLost = !credential || credential.status === 'deleted' || !managesScope(principal, credential.solutionId);
  if (isLost) throw new Problem('credential/not-found');
  return credential;
}
