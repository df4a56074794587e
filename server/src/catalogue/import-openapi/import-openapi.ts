/**
 * An OpenAPI 3 document into the draft of a provider and a report of what was taken and what was not. Pure: it reads no
 * file and no address. The document is hostile until shown otherwise: no text of it becomes a template, and the draft goes
 * through the strict reader like any other provider.
 *
 * @see OpenAPI 3.0.4 and 3.1.1
 */
import type { MethodFile, ProviderFile } from '../provider-schema.ts';
import { offered, otherServersOf, verifiersOf } from './find-verification.ts';
import { type ImportReport, ReportWriter, type VerificationCandidate } from './import-report.ts';
import { importSecurity, type SecurityMethod } from './import-security.ts';
import { importServers, type ServerPart } from './import-servers.ts';
import { operationsOf } from './operations.ts';
import { type JsonObject, memberOf, readDocument, textOf } from './read-document.ts';
import { firstSentence, shownText, shownUrl, slugOf } from './texts.ts';

/** What whoever imports says beside the document. */
export interface ImportOptions {
  /** Without `org/`; derived from the title by default. */
  readonly name?: string;
  readonly title?: string;
  /** Instead of the document's servers. */
  readonly baseUrl?: string;
  /** The vendor's page about its API's credentials. */
  readonly docsUrl?: string;
  /** One of the candidates: the request by which credentials are verified. */
  readonly verification?: string;
}

/** A provider as its file would say it; where the document names no page to read, that is left to be filled in. */
export type ProviderDraft = Omit<ProviderFile, 'docsUrl' | 'evidence'> & Partial<ProviderFile>;

/** What has come of a document. */
export interface ImportedProvider {
  readonly draft: ProviderDraft;
  readonly report: ImportReport;
}

/** Where the document says that more is to be read. */
function docsUrlOf(document: JsonObject, report: ReportWriter): string | undefined {
  const info = memberOf(document, 'info');
  const places = [
    { path: '/externalDocs/url', url: memberOf(memberOf(document, 'externalDocs'), 'url') },
    { path: '/info/contact/url', url: memberOf(memberOf(info, 'contact'), 'url') },
    { path: '/info/termsOfService', url: memberOf(info, 'termsOfService') },
  ];
  for (const { path, url } of places) {
    const shown = shownUrl(url);
    if (shown === undefined) continue;
    report.took(path, '/docsUrl', 'Look whether it is the page about the credentials.');
    return shown;
  }
  report.leave('/externalDocs', 'names no page about the credentials: give one');
  return undefined;
}

function verificationFor(type: string, chosen: VerificationCandidate | undefined): Pick<MethodFile, 'verification'> {
  if (!chosen?.types.includes(type)) return {};
  return { verification: { request: { method: 'GET', path: chosen.request } } };
}

function typesOf(
  methods: readonly SecurityMethod[],
  servers: ServerPart,
  chosen: VerificationCandidate | undefined,
): ProviderFile['types'] {
  const { fields, baseUrl, ownBaseUrl } = servers;
  const entries = methods.map(({ type, method }): [string, MethodFile] => {
    const asked = [...fields, ...(method.fields ?? [])];
    const where = { ...(baseUrl !== undefined && { baseUrl }), ...(ownBaseUrl && { ownBaseUrl }) };
    return [
      type,
      { ...method, ...(asked.length > 0 && { fields: asked }), ...where, ...verificationFor(type, chosen) },
    ];
  });
  return Object.fromEntries(entries);
}

function chosenOf(
  candidates: readonly VerificationCandidate[],
  verification: string | undefined,
  report: ReportWriter,
): VerificationCandidate | undefined {
  const chosen = candidates.find(({ request }) => request === verification);
  if (chosen) report.took(chosen.path, '/types', 'Was chosen to verify by.');
  else if (verification !== undefined) report.leave('/paths', 'has no such request that could verify');
  return chosen;
}

/**
 * @param text - The document, JSON or YAML, at most 4 MiB.
 * @returns a draft for the strict reader, which may refuse it: without a method for example
 * @throws Problem `provider/document-invalid`, `credential/origin-invalid` for a base URL that is none
 */
export function importOpenApi(text: string, options: ImportOptions = {}): ImportedProvider {
  const document = readDocument(text);
  const report = new ReportWriter();
  const info = memberOf(document, 'info');
  const operations = operationsOf(document);
  const servers = importServers(document, report, options.baseUrl);
  const methods = importSecurity(document, operations, report);
  if (methods.length === 0)
    report.leave('/components/securitySchemes', 'has nothing that a credential could be made of');
  for (const path of otherServersOf(operations)) report.leave(path, 'is another server for a part of the API');
  const candidates = verifiersOf(document, operations, methods);
  const chosen = chosenOf(candidates, options.verification, report);
  const title = options.title ?? shownText(textOf(info, 'title'), 128) ?? 'Imported API';
  if (options.title === undefined) report.took('/info/title', '/title');
  const description = firstSentence(memberOf(info, 'description'));
  const docsUrl = options.docsUrl ?? docsUrlOf(document, report);
  const draft: ProviderDraft = {
    name: `org/${options.name ?? slugOf(title) ?? 'imported'}`,
    title,
    ...(description !== undefined && { description }),
    categories: ['other'],
    types: typesOf(methods, servers, chosen),
    ...(docsUrl !== undefined && { docsUrl, evidence: { kind: 'documents', url: docsUrl } }),
  };
  return { draft, report: report.finish(offered(candidates)) };
}
