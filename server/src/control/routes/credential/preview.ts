/** GET credentials/{credential}/preview: where its fields will stand in a request, without a secret. */
import { effectiveSettings } from '../../../domain/organisation-settings.ts';
import { requireCredential } from '../../credentials/find-live.ts';
import { storedPolicy } from '../../credentials/policy-options.ts';
import { previewCredential, previewView } from '../../credentials/preview-credential.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Previews the injection of a credential. */
export const previewCredentialRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credentials/:credential/preview',
  summary:
    'Shows what will be injected where: target, names and plain values, secrets as dots. Nothing is opened for it.',
  permission: 'read',
  audit: 'credential.read',
  request: { params: credentialParams, query: scopeQuery },
  response: { 200: previewView },
  problems: ['credential/not-found', 'credential/unopenable'],
  handle: async (call) => {
    const credential = await requireCredential(call);
    const { store, clock } = call.services;
    const policy = await storedPolicy(store.read, credential);
    const settings = effectiveSettings(call.organisation.settings);
    return { status: 200, body: previewCredential(credential, { now: clock(), settings, policy }) };
  },
});
