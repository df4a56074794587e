/**
 * The pages of connect links. They work without a script; whatever comes from elsewhere, names of organisations and
 * providers included, is escaped and set apart.
 */

import type { FieldSpec } from '../../catalogue/credential-type.ts';
import { parseUrlTemplate } from '../../catalogue/url-template.ts';
import type { Verification } from '../../domain/credential.ts';
import { formatInstant } from '../../domain/instant.ts';
import { originsOf } from '../connect-links/connect-link-view.ts';
import { iconOf } from '../provider-view.ts';
import { type Html, html } from '../reference/html.ts';
import { returnTo } from '../return-url.ts';
import { fieldHtml, safeLink } from './field-html.ts';
import type { Filled } from './read-form.ts';
import type { Fault } from './say-problem.ts';
import { bodyOf, type Visit } from './visit.ts';

function layout(title: string, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="connect.css">
<script src="connect.js" defer></script>
</head>
<body>
<main>${main}</main>
</body>
</html>
`.text;
}

/** A name that somebody has chosen, kept from turning around the text beside it. */
function named(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

async function iconHtml({ provider }: Visit): Promise<Html | undefined> {
  const icon = provider && (await iconOf(provider));
  return icon && html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${icon.path}"/></svg>`;
}

/** The host of a template, with the fields in it by their titles. */
function hostOf(url: string, { method }: Visit): string {
  const titleOf = (field: string) => method?.fields.find(({ name }) => name === field)?.title ?? field;
  return parseUrlTemplate(url)
    .origin.map((part) => (part.kind === 'field' ? `‹${titleOf(part.field)}›` : part.text))
    .join('');
}

/** Where secrets may go, in words where that follows from what is filled in. */
function targetsHtml(visit: Visit): Html {
  const { link, method } = visit;
  const isOpen = link.open.includes('origins');
  const templates = method && isOpen ? [...method.baseUrl.map(({ url }) => url), ...method.origins] : [];
  const shown = isOpen && method ? [...new Set(templates.map((url) => hostOf(url, visit)))] : originsOf(link);
  const items = shown.map((origin) => html`<li><code>${origin}</code></li>`);
  const own = (isOpen && !method) || link.asksBaseUrl ? html`<li>the address that you give below</li>` : undefined;
  return html`<ul>${items}${own}</ul>`;
}

function storedHtml(visit: Visit): Html {
  const { link, fixed, current } = visit;
  const name = current?.name ?? bodyOf(link).name ?? link.key;
  return html`<section aria-labelledby="about"><h2 id="about">What happens with it</h2>
    <ul class="facts">
      <li>It is stored for ${named(visit.call.organisation.name)} as “${named(name)}”${link.isFilled && ', in place of what was there'}.</li>
      <li>${link.isConsent ? 'What you permit is kept as a token. It is' : 'Secrets are'} stored sealed: nobody can read ${link.isConsent ? 'it' : 'them'} there, and it is sent nowhere but to${targetsHtml(visit)}</li>
      ${fixed.map(([title, value]) => html`<li>${title} is fixed: ${named(value)}</li>`)}
      ${link.verify === 'enforce' && html`<li>What you hand in is tried first; nothing is stored that does not work, as far as that can be tried.</li>`}
      <li>This page is good once, until <time>${formatInstant(link.expiresAt).replace('T', ' ').slice(0, 16)} UTC</time>.</li>
      <li id="sealing" hidden>Secrets are sealed in this browser, before they are sent.</li>
    </ul></section>`;
}

function summaryHtml(faults: readonly Fault[]): Html | undefined {
  if (faults.length === 0) return undefined;
  const items = faults.map(
    ({ field, text }) => html`<li>${field === undefined ? text : html`<a href="#field-${field}">${text}</a>`}</li>`,
  );
  return html`<div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="faults">
    <h2 id="faults">Nothing was stored yet</h2><ul>${items}</ul></div>`;
}

/** What a page is drawn again with. */
export interface Drawn {
  readonly filled?: Filled;
  readonly faults?: readonly Fault[];
}

function fieldsHtml(visit: Visit, { filled, faults = [] }: Drawn): Html[] {
  const { asks, method, link } = visit;
  const fixed: Readonly<Record<string, string>> = { ...visit.current?.fields, ...bodyOf(link).fields };
  const baseUrl: FieldSpec = {
    ...{ name: 'baseUrl', title: 'Address', help: 'Of your own installation; secrets are sent there alone.' },
    ...{ required: true, format: 'url', placeholder: 'https://' },
  };
  return [...(link.asksBaseUrl ? [baseUrl] : []), ...asks].map((spec) => {
    const deciding = spec.when && (method?.fields ?? asks).find(({ name }) => name === spec.when?.field);
    const value = spec.name === 'baseUrl' && link.asksBaseUrl ? filled?.baseUrl : filled?.fields[spec.name];
    return fieldHtml(spec, {
      value: spec.secret ? undefined : value,
      fault: faults.find(({ field }) => field === spec.name),
      deciding: deciding && { title: deciding.title, value: fixed[deciding.name] ?? deciding.default },
    });
  });
}

function cancelHtml({ link }: Visit): Html | undefined {
  if (link.returnUrl === undefined) return undefined;
  const url = returnTo(link.returnUrl, { status: 'cancelled' });
  return html`<p><a href="${url}" rel="noreferrer">Not now: back to ${new URL(url).host}</a></p>`;
}

/**
 * The page with the form.
 *
 * @param token - Of the address: the form is sent to it.
 */
export async function formPage(visit: Visit, token: string, drawn: Drawn = {}): Promise<string> {
  const { provider, method, title, call } = visit;
  const docs = safeLink(method?.docsUrl ?? provider?.docsUrl);
  const { faults = [] } = drawn;
  return layout(
    `${faults.length > 0 ? 'Not stored: ' : ''}Connect ${title}`,
    html`<header>${await iconHtml(visit)}<h1>Connect ${title}</h1></header>
    ${summaryHtml(faults)}
    <p class="lead">${named(call.organisation.name)} asks for your access to ${title}.
      ${provider?.description}</p>
    ${method?.help && html`<p>${method.help}</p>`}
    ${docs && html`<p><a href="${docs}" target="_blank" rel="noopener noreferrer">Where to find what is asked for (new tab)</a></p>`}
    <form method="post" action="${token}" data-plan="${token}/plan" autocomplete="off">
      ${fieldsHtml(visit, drawn)}
      <p id="status" role="status"></p>
      <button type="submit">Connect ${title}</button>
    </form>
    ${storedHtml(visit)}${cancelHtml(visit)}`,
  );
}

/** The page that leads to a consent. */
export async function consentPage(visit: Visit, token: string, fault?: string): Promise<string> {
  const { provider, method, title, call } = visit;
  const { scopes } = visit.link.fixed as { scopes?: readonly string[] };
  return layout(
    `Connect ${title}`,
    html`<header>${await iconHtml(visit)}<h1>Connect ${title}</h1></header>
    ${summaryHtml(fault === undefined ? [] : [{ text: fault }])}
    <p class="lead">${named(call.organisation.name)} asks for your access to ${title}. You are led there, sign in, and decide
      what you permit; your password stays between you and ${title}.</p>
    ${provider?.description && html`<p>${provider.description}</p>`}${method?.help && html`<p>${method.help}</p>`}
    ${scopes && html`<p>It asks for:</p><ul>${scopes.map((scope) => html`<li>${method?.oauth?.scopes[scope] ?? html`<code>${scope}</code>`}</li>`)}</ul>`}
    <form method="post" action="${token}"><button type="submit">Continue to ${title}</button></form>
    ${storedHtml(visit)}${cancelHtml(visit)}`,
  );
}

/** The page that a browser leaves at once: what is sent by a form may be led no further by the form's own answer. */
export function leavingPage({ title }: Visit, url: string): string {
  return layout(
    `To ${title}`,
    html`<h1>You are led to ${title}</h1><p><a href="${url}" rel="noreferrer">Continue to ${title}</a></p>`,
  );
}

/** The page when it is done and nobody waits for the browser elsewhere. */
export function donePage({ title, call }: Visit, { verdict, account }: Verification): string {
  return layout(
    `${title} is connected`,
    html`<h1>${title} is connected</h1>
    <p role="status">${named(call.organisation.name)} can use it from now on.
      ${verdict === 'accepted' && account !== undefined && html`The account is ${named(account)}.`}</p>
    <p>You can close this page.</p>`,
  );
}

/** The page of a visit that is over. @param back - Where it goes on, if anywhere. */
export function endPage({ heading, text }: { heading: string; text: string }, back?: string): string {
  const link =
    back === undefined ? undefined : html`<p><a href="${back}" rel="noreferrer">Back to ${new URL(back).host}</a></p>`;
  return layout(heading, html`<h1>${heading}</h1><p role="status">${text}</p>${link}`);
}
