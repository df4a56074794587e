/** Answers a repeated write of a credential: from the record as it is by now. */
import { Problem } from '../../domain/problem.ts';
import { findCredential } from '../../store/credentials.ts';
import type { Call } from '../route.ts';
import { answerCredential } from './answer-credential.ts';
import { scopeOf } from './find-live.ts';

/**
 * The answer for the credential of this id.
 *
 * @throws Problem `credential/not-found` where it was deleted since
 */
export async function replayCredential(call: Call, id: string) {
  const credential = await findCredential(call.services.store.read, scopeOf(call), id);
  if (!credential || credential.status === 'deleted') throw new Problem('credential/not-found');
  return answerCredential(call, credential);
}
