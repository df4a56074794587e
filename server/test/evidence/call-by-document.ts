/**
 * The request that a vendor's OpenAPI document describes, sent as a client made from it would send it: what an SDK is for
 * the other cases. It reads the document alone and knows nothing of what Keyward's file says.
 */

/** What is read of OpenAPI 3, and of Swagger 2 before it. */
export interface ApiDocument {
  readonly servers?: readonly { readonly url: string }[];
  readonly host?: string;
  readonly basePath?: string;
  readonly security?: readonly object[];
  readonly paths: Readonly<Record<string, { readonly get?: { readonly security?: readonly object[] } }>>;
  readonly components?: { readonly securitySchemes?: Readonly<Record<string, SecurityScheme>> };
  readonly securityDefinitions?: Readonly<Record<string, SecurityScheme>>;
}

interface SecurityScheme {
  readonly type: string;
  readonly name?: string;
  readonly in?: string;
  readonly scheme?: string;
}

/** @throws Error where the document has no such path, or does not name the scheme for it */
export async function callByDocument(
  document: ApiDocument,
  { path, scheme: name, secret }: { readonly path: string; readonly scheme: string; readonly secret: string },
): Promise<void> {
  const { security = document.security } = document.paths[path]?.get ?? {};
  const scheme = (document.components?.securitySchemes ?? document.securityDefinitions)?.[name];
  if (!scheme || !security?.some((alternative) => name in alternative)) {
    throw new Error(`The document does not say that GET ${path} takes ${name}.`);
  }
  const base = document.servers?.[0]?.url ?? `https://${document.host}${document.basePath ?? ''}`;
  const url = new URL(base.replace(/\/$/, '') + path);
  await fetch(url, { headers: headersFor(scheme, secret) });
}

function headersFor({ type, name, in: place, scheme }: SecurityScheme, secret: string): Record<string, string> {
  if (type === 'apiKey' && place === 'header' && name) return { [name]: secret };
  // RFC 6750, section 2.1: how a token that OAuth gave is sent.
  if (type === 'oauth2' || (type === 'http' && scheme === 'bearer')) return { authorization: `Bearer ${secret}` };
  throw new Error(`A scheme of the type ${type} in ${place} is not known here.`);
}
