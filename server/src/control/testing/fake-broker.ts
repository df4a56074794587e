/**
 * A broker for the tests of the control plane: it knows tokens, witnesses what it is asked to and refuses on demand. It
 * opens nothing, because control's tests, like control, must not import what opens.
 */
import { randomBytes } from 'node:crypto';
import type { BrokerRpc } from '../../broker/rpc/protocol.ts';
import { enterOrganisation, type Principal } from '../../domain/access-token.ts';
import type { Verification } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { deriveSlug } from '../../domain/slug.ts';
import { findMaterial } from '../../store/material.ts';
import { insertOrganisation } from '../../store/organisations.ts';
import type { Store } from '../../store/store.ts';

/** A fake whose answers a test sets; each verb does its work unless `refuse` holds a problem for it. */
export interface FakeBroker extends BrokerRpc {
  readonly principals: Map<string, Principal>;
  readonly refuse: Map<keyof BrokerRpc, Problem>;
  /** Runs at the beginning of an admission, to let something happen meanwhile. */
  beforeAdmission: () => Promise<void>;
  verification: Verification;
}

/** A fake that knows no token yet; it looks for staged rows in the store, as a broker does. */
export function createFakeBroker(store: Store): FakeBroker {
  const principals = new Map<string, Principal>();
  const refuse = new Map<keyof BrokerRpc, Problem>();

  function enter(verb: keyof BrokerRpc, token: string): Principal {
    const problem = refuse.get(verb);
    if (problem) throw problem;
    const principal = principals.get(token);
    if (!principal) throw new Problem('token/invalid');
    return principal;
  }

  const fake: FakeBroker = {
    principals,
    refuse,
    beforeAdmission: async () => {},
    verification: { verdict: 'accepted', checkedAt: 1_760_000_000_000, steps: [] },
    authenticate: async ({ token }) => enter('authenticate', token),
    admitMaterial: async ({ token, material, organisationId: asked }) => {
      await fake.beforeAdmission();
      const { organisationId } = enterOrganisation(enter('admitMaterial', token), asked);
      for (const id of material) {
        if (!(await findMaterial(store.read, organisationId, id))) throw new Problem('credential/seal-refused');
      }
      return { witnesses: material.map(() => randomBytes(32)) };
    },
    admitAccessToken: async ({ token }) => {
      enter('admitAccessToken', token);
      return { witnesses: [randomBytes(32)] };
    },
    admitRotation: async ({ token }) => {
      enter('admitRotation', token);
      return { witnesses: [randomBytes(32)] };
    },
    admitProvider: async ({ token }) => {
      enter('admitProvider', token);
      return { witnesses: [randomBytes(64)] };
    },
    admitWebhook: async ({ token }) => {
      enter('admitWebhook', token);
      return { witnesses: [randomBytes(32)] };
    },
    admitFunction: async ({ token }) => {
      enter('admitFunction', token);
      return { witnesses: [randomBytes(32)] };
    },
    admitConnectLink: async ({ token }) => {
      enter('admitConnectLink', token);
      return { witnesses: [randomBytes(32)] };
    },
    enterConnectLink: async ({ token }) => enter('enterConnectLink', token),
    admitOAuthConfiguration: async ({ token }) => {
      enter('admitOAuthConfiguration', token);
      return { witnesses: [randomBytes(32), randomBytes(32)] };
    },
    discoverOAuthIssuer: async ({ token }) => {
      enter('discoverOAuthIssuer', token);
      throw new Problem('oauth-configuration/discovery-failed');
    },
    admitConnection: async ({ token }) => {
      enter('admitConnection', token);
      return { witnesses: [randomBytes(32)] };
    },
    obtainConnection: async () => {
      throw new Problem('broker/unavailable');
    },
    startConnection: async () => {
      throw new Problem('connection/flow-unknown');
    },
    completeConnection: async () => {
      throw new Problem('connection/flow-unknown');
    },
    revokeConnection: async ({ token }) => {
      enter('revokeConnection', token);
      return { isRevoked: false };
    },
    revokeOnceDeleted: async ({ token }) => {
      enter('revokeOnceDeleted', token);
      return {};
    },
    createOrganisation: async ({ token, name, slug = deriveSlug(name) }) => {
      enter('createOrganisation', token);
      const made = { id: newId('org'), slug, name, settings: {}, version: 1, createdAt: 1_760_000_000_000 };
      await store.transaction((transaction) => insertOrganisation(transaction, made));
      return { organisationId: made.id };
    },
    signIn: async () => {
      throw new Problem('session/sign-in-failed');
    },
    showLink: async () => {
      throw new Problem('invitation/invalid');
    },
    acceptLink: async () => {
      throw new Problem('invitation/invalid');
    },
    changeAccount: async ({ token }) => {
      enter('changeAccount', token);
      return {};
    },
    beginSecondFactor: async ({ token }) => {
      enter('beginSecondFactor', token);
      return { secret: 'JBSWY3DPEHPK3PXP', url: 'otpauth://totp/Keyward:a@example.org' };
    },
    invite: async ({ token }) => {
      enter('invite', token);
      return { invitationId: newId('inv') };
    },
    withdrawInvitation: async ({ token }) => {
      enter('withdrawInvitation', token);
      return {};
    },
    changeMember: async ({ token }) => {
      enter('changeMember', token);
      return {};
    },
    resetPerson: async ({ token }) => {
      enter('resetPerson', token);
      return { expiresAt: 1_760_000_000_000 };
    },
    changePerson: async ({ token }) => {
      enter('changePerson', token);
      return { revoked: 0, remaining: 0 };
    },
    startSignOn: async () => {
      throw new Problem('identity-provider/not-found');
    },
    completeSignOn: async () => {
      throw new Problem('single-sign-on/flow-unknown');
    },
    removeIdentityProvider: async ({ token }) => {
      enter('removeIdentityProvider', token);
      return {};
    },
    verifyStaged: async ({ token }) => {
      enter('verifyStaged', token);
      return fake.verification;
    },
    verify: async ({ token }) => {
      enter('verify', token);
      return fake.verification;
    },
  };
  return fake;
}
