/** The page on which a person of the kit's authorization server signs in and consents, to all or to less than was asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

function wordsOf(value: unknown): string[] {
  return typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : [];
}

function show(response: ServerResponse, { params, uid }: Interaction): void {
  const boxes = wordsOf(params.scope).map(
    (scope) => `<label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label>`,
  );
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><title>Consent</title><h1>Consent</h1>
<form method="post" action="/interaction/${uid}">
<label>Account <input name="account" value="alice"></label>${boxes.join('')}
<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>`);
}

/** The grant of what was ticked; the rest is refused, so that nothing asks for it again. */
async function grantOf(provider: Provider, { params }: Interaction, form: URLSearchParams): Promise<string> {
  const ticked = new Set(form.getAll('scope'));
  const asked = wordsOf(params.scope);
  const granted = asked.filter((scope) => ticked.has(scope)).join(' ');
  const refused = asked.filter((scope) => !ticked.has(scope)).join(' ');
  const grant = new provider.Grant({
    accountId: form.get('account') ?? 'alice',
    clientId: String(params.client_id),
  });
  grant.addOIDCScope(granted);
  if (refused !== '') grant.rejectOIDCScope(refused);
  for (const resource of [params.resource].flat().filter((one) => typeof one === 'string')) {
    grant.addResourceScope(resource, granted);
    if (refused !== '') grant.rejectResourceScope(resource, refused);
  }
  return grant.save();
}

/** Answers `/interaction/{uid}`: the form, and what was decided on it. */
export async function serveConsent(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const interaction = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return show(response, interaction);
    const form = new URLSearchParams(await text(request));
    const isAllowed = form.get('decision') === 'allow';
    const result: InteractionResults = isAllowed
      ? {
          login: { accountId: form.get('account') ?? 'alice' },
          consent: { grantId: await grantOf(provider, interaction, form) },
        }
      : { error: 'access_denied', error_description: 'The <b>person</b> said no.' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
  }
}
