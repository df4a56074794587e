/** POST credentials/{credential}/preview: a request as it would be sent with it. Opens, sends and stores nothing. */
import { previewRequestBody } from '../../credentials/preview-request.ts';
import { requestPreviewView, showPreview } from '../../credentials/show-preview.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Previews a credential and a request with it; an empty body stands for a GET on the base URL. */
export const previewCredentialRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials/:credential/preview',
  summary:
    'Shows what is injected where, and a request as the broker would send it, secrets as dots; nothing is opened or sent.',
  permission: 'read',
  audit: 'credential.read',
  request: { params: credentialParams, query: scopeQuery, body: previewRequestBody },
  response: { 200: requestPreviewView },
  problems: ['credential/not-found', 'credential/unopenable'],
  handle: async (call) => ({ status: 200, body: await showPreview(call, call.body) }),
});
