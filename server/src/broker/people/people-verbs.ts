/** The verbs of the RPC that concern people, put together: each finds out who asks before it does anything. */
import type { Principal } from '../../domain/access-token.ts';
import { sha256 } from '../../domain/encoding.ts';
import type { Role } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import type { AccountChange, BrokerRpc } from '../rpc/protocol.ts';
import { acceptLink, requireLink } from './accept-link.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSessions,
  type Own,
  removeSecondFactor,
} from './change-account.ts';
import { changeMember } from './change-member.ts';
import { changePerson, resetPerson } from './change-person.ts';
import { invite, withdrawInvitation } from './invite.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from './people-parts.ts';
import { signIn } from './sign-in.ts';
import { unlinkIdentity } from './sign-on/admit-link.ts';
import { completeSignOn } from './sign-on/complete-sign-on.ts';
import { removeIdentityProvider } from './sign-on/remove-provider.ts';
import { startSignOn } from './sign-on/start-sign-on.ts';

/** How verbs find out who asks. */
export interface Identifying {
  readonly identify: (token: string) => Promise<Principal>;
  readonly principalOf: (
    request: { token: string; organisationId: string },
    least?: Role,
    isToLink?: boolean,
  ) => Promise<Principal>;
}

type PeopleVerb =
  | 'signIn'
  | 'showLink'
  | 'acceptLink'
  | 'changeAccount'
  | 'beginSecondFactor'
  | 'invite'
  | 'withdrawInvitation'
  | 'changeMember'
  | 'resetPerson'
  | 'changePerson'
  | 'startSignOn'
  | 'completeSignOn'
  | 'removeIdentityProvider';

/** The verbs about people. */
export function peopleVerbs(parts: PeopleParts, { identify, principalOf }: Identifying): Pick<BrokerRpc, PeopleVerb> {
  async function ownOf({ token, ...trace }: RequestTrace & { readonly token: string }): Promise<Own> {
    return { principal: await identify(token), sessionHash: sha256(token), trace: tracedBy(trace) };
  }
  return {
    signIn: (request) => signIn(parts, request),
    async showLink({ link }) {
      const { kind, organisationId, email, role, solutions, expiresAt } = await requireLink(parts, link);
      return { kind, organisationId, ...(email && { email }), ...(role && { role }), solutions, expiresAt };
    },
    acceptLink: (request) => acceptLink(parts, request),
    async changeAccount({ change, ...asking }) {
      await applyChange(parts, await ownOf(asking), change);
      return {};
    },
    async beginSecondFactor({ password, ...asking }) {
      return beginSecondFactor(parts, await ownOf(asking), password);
    },
    async invite(request) {
      return { invitationId: await invite(parts, await principalOf(request, 'admin'), request) };
    },
    async withdrawInvitation(request) {
      await withdrawInvitation(parts, await principalOf(request, 'admin'), request);
      return {};
    },
    async changeMember(request) {
      return (await changeMember(parts, await principalOf(request, 'admin'), request)) ?? {};
    },
    async resetPerson(request) {
      return resetPerson(parts, await identify(request.token), request);
    },
    async changePerson(request) {
      return changePerson(parts, await identify(request.token), request);
    },
    async startSignOn({ token, ...request }) {
      const { organisationId } = request;
      const manager = () => principalOf({ token: token!, organisationId }, 'admin');
      const starter = token === undefined ? undefined : { principal: await identify(token), manager };
      // An account is linked to the provider of an organisation that it is a member of.
      if (request.purpose === 'link' && starter && isId('org', organisationId)) {
        await principalOf({ token: token!, organisationId }, 'user', true);
      }
      return startSignOn(parts, request, starter);
    },
    completeSignOn: (request) => completeSignOn(parts, request),
    async removeIdentityProvider(request) {
      await removeIdentityProvider(parts, await principalOf(request, 'admin'), request);
      return {};
    },
  };
}

async function applyChange(parts: PeopleParts, own: Own, change: AccountChange): Promise<void> {
  switch (change.kind) {
    case 'password':
      return changePassword(parts, own, change);
    case 'confirm-second-factor':
      return confirmSecondFactor(parts, own, change);
    case 'remove-second-factor':
      return removeSecondFactor(parts, own, change);
    case 'unlink-identity':
      return unlinkIdentity(parts, own.principal, { ...own.trace, ...change });
    case 'end-session':
      return endSessions(parts, own, change.sessionId);
    case 'end-other-sessions':
      return endSessions(parts, own, undefined);
  }
}
