/** Has the broker deactivate an account, or let its person sign in again. */
import type { Static } from 'typebox';
import { findPerson } from '../../store/people.ts';
import { type personDetailView, viewPersonDetail } from './person-view.ts';
import { type AccountCall, requireAccount } from './require-account.ts';

interface StateChange {
  readonly isDeactivated: boolean;
  readonly endsTokens: boolean;
}

/** @throws Problem `person/not-found`, `person/own-account`, `person/stale`, `member/last-owner` */
export async function changeAccountState(
  call: AccountCall,
  change: StateChange,
): Promise<Static<typeof personDetailView>> {
  const person = await requireAccount(call);
  const { services, token, requestId, address } = call;
  const asked = { token: token.reveal(), personId: person.id, requestId, address };
  await services.broker.changePerson({ ...asked, ...change });
  return viewPersonDetail(services, (await findPerson(services.store.read, person.id)) ?? person);
}
