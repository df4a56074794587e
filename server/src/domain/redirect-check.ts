/**
 * The redirect doctor: compares the redirect URI that an authorisation server is given with where Keyward is, and with how the
 * browser seems to have come, before it leaves. Vendors compare the URI to the letter and answer with an error of their own, and
 * a browser that comes back by another host has no cookie: both are told here, with the line to copy. Pure; no I/O.
 *
 * @see RFC 9700, section 2.1 (exact matching of redirect URIs)
 */
import { isLoopbackHost } from './origin.ts';
import type { PublicUrl } from './public-url.ts';

/** Below the public URL. */
const CALLBACK = '/v1/oauth/callback';

/** How a browser has come, as the request says: claims of whoever sent it, to be compared and never trusted. */
export interface ReachedBy {
  /** Undefined where nothing tells: a proxy may have ended TLS without a word. */
  readonly scheme?: 'http' | 'https';
  /** With its port, if one was named. */
  readonly host: string;
}

/** What is wrong, and how sure that is. */
export interface RedirectFinding {
  readonly code:
    | 'loopback-name'
    | 'host'
    | 'port'
    | 'scheme'
    | 'plain-behind-tls'
    | 'path'
    | 'path-prefix'
    | 'trailing-slash'
    | 'public-url-unset';
  /** `fails`: a consent cannot come to an end so. `check`: it may, where a proxy stands between. */
  readonly severity: 'fails' | 'check';
  readonly message: string;
  /** To be registered at the vendor instead. */
  readonly vendorLine?: string;
  /** To be given to `keyward serve`, or set in the configuration. */
  readonly keywardLine?: string;
}

/** What is compared. */
export interface RedirectQuestion {
  readonly publicUrl: PublicUrl;
  /** Of the configuration; absent: Keyward's own callback. */
  readonly redirectUrl?: string | undefined;
  /** Absent where nobody has come: then only what is configured is compared. */
  readonly reachedBy?: ReachedBy | undefined;
}

/** What came of it. */
export interface RedirectCheck {
  /** What has to be registered at the vendor, to the letter. */
  readonly redirectUrl: string;
  /** Where Keyward answers. */
  readonly callbackUrl: string;
  readonly findings: readonly RedirectFinding[];
}

type Finding = Omit<RedirectFinding, 'severity'>;

function fails(finding: Finding): RedirectFinding {
  return { ...finding, severity: 'fails' };
}

function check(finding: Finding): RedirectFinding {
  return { ...finding, severity: 'check' };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

/** The path alone: of one origin a browser comes back to where the path says, and Keyward answers at one. */
function pathFinding(redirect: URL, callback: URL): RedirectFinding | undefined {
  if (redirect.pathname === callback.pathname) return undefined;
  const lines = { vendorLine: callback.href, keywardLine: `redirectUrl: ${callback.href}` };
  if (withoutSlash(redirect.pathname) === callback.pathname) {
    return fails({
      code: 'trailing-slash',
      message: 'The redirect URI ends in a slash; Keyward answers without.',
      ...lines,
    });
  }
  const isPrefixed = redirect.pathname.endsWith(CALLBACK);
  const message = isPrefixed
    ? 'The redirect URI and the public URL have different paths before /v1/oauth/callback.'
    : `The path of the redirect URI is another than that at which Keyward answers, ${callback.pathname}.`;
  return fails({ code: isPrefixed ? 'path-prefix' : 'path', message, ...lines });
}

function originCode(one: URL, other: URL): 'loopback-name' | 'host' | 'port' | 'scheme' {
  const isSameHost = one.hostname === other.hostname;
  if (!isSameHost && isLoopbackHost(one.hostname) && isLoopbackHost(other.hostname)) return 'loopback-name';
  if (!isSameHost) return 'host';
  return one.protocol === other.protocol ? 'port' : 'scheme';
}

/** What is configured, held against itself. */
function configuredFindings({ publicUrl, redirectUrl }: RedirectQuestion, callback: URL): RedirectFinding[] {
  if (redirectUrl === undefined) {
    if (publicUrl.isGiven) return [];
    const message = `No public URL is set: browsers are led back to ${callback.origin}, which only this machine may reach.`;
    return [check({ code: 'public-url-unset', message, keywardLine: '--public-url https://…' })];
  }
  const redirect = new URL(redirectUrl);
  if (redirect.origin === callback.origin) return [pathFinding(redirect, callback) ?? []].flat();
  const message = `The redirect URI leads to ${redirect.origin}, and Keyward is at ${callback.origin}.`;
  return [
    check({
      code: originCode(redirect, callback),
      message,
      vendorLine: callback.href,
      keywardLine: `--public-url ${redirect.origin}`,
    }),
  ];
}

interface Comparison {
  readonly redirect: URL;
  readonly reached: URL;
  readonly reachedBy: ReachedBy;
  readonly lines: Pick<RedirectFinding, 'vendorLine' | 'keywardLine'>;
  readonly isGiven: boolean;
}

function hostFinding({ redirect, reached, lines, isGiven }: Comparison): RedirectFinding {
  const [isBackLocal, isHereLocal] = [isLoopbackHost(redirect.hostname), isLoopbackHost(reached.hostname)];
  const message = `The browser is at ${reached.hostname}, and would be sent back to ${redirect.hostname}: it would come without its cookie.`;
  if (isBackLocal && isHereLocal) return fails({ code: 'loopback-name', message, ...lines });
  // A proxy on this machine may have put its own name in the place of the browser's.
  if (isHereLocal) return check({ code: 'host', message, ...lines });
  return fails({ code: isBackLocal && !isGiven ? 'public-url-unset' : 'host', message, ...lines });
}

function portFinding({ redirect, reached, reachedBy, lines }: Comparison): RedirectFinding | undefined {
  if (redirect.port === reached.port) return undefined;
  const message = `The browser is at ${reached.host}, and would be sent back to ${redirect.host}.`;
  const isTold = /:\d+$/.test(reachedBy.host) || isLoopbackHost(reached.hostname);
  // Many a proxy passes the name on and drops the port.
  return (isTold ? fails : check)({ code: 'port', message, ...lines });
}

function schemeFinding({ redirect, reachedBy, lines }: Comparison): RedirectFinding | undefined {
  const { scheme } = reachedBy;
  if (scheme === undefined || redirect.protocol === `${scheme}:`) return undefined;
  const message =
    scheme === 'https'
      ? 'The browser came by https, through a proxy that ends TLS, and would be sent back by http.'
      : 'The browser came by http, and would be sent back by https: its cookie would be missing.';
  return fails({ code: scheme === 'https' ? 'plain-behind-tls' : 'scheme', message, ...lines });
}

/** What is configured, held against how the browser seems to have come. */
function reachedFindings(redirect: URL, { publicUrl, reachedBy }: RedirectQuestion): RedirectFinding[] {
  const scheme = reachedBy?.scheme ?? redirect.protocol.slice(0, -1);
  const reached = reachedBy && URL.parse(`${scheme}://${reachedBy.host}`);
  if (!reached || !reachedBy) return [];
  const { pathname } = new URL(publicUrl.url);
  const lines = {
    vendorLine: `${reached.origin}${withoutSlash(pathname)}${CALLBACK}`,
    keywardLine: `--public-url ${reached.origin}${withoutSlash(pathname)}`,
  };
  const comparison = { redirect, reached, reachedBy, lines, isGiven: publicUrl.isGiven };
  if (redirect.hostname !== reached.hostname) return [hostFinding(comparison)];
  const found = schemeFinding(comparison) ?? portFinding(comparison);
  return found ? [found] : [];
}

/** Compares; what is certain comes first. */
export function checkRedirect(question: RedirectQuestion): RedirectCheck {
  const callbackUrl = `${question.publicUrl.url}${CALLBACK}`;
  const redirectUrl = question.redirectUrl ?? callbackUrl;
  const reached = reachedFindings(new URL(redirectUrl), question);
  const configured = configuredFindings(question, new URL(callbackUrl));
  // Who came where the redirect URI leads has shown that it leads to Keyward.
  const isShown = question.reachedBy !== undefined && reached.length === 0;
  const kept = configured.filter(({ severity }) => severity === 'fails' || !isShown);
  const findings = [...reached, ...kept.filter(({ code }) => reached.every((found) => found.code !== code))];
  return {
    redirectUrl,
    callbackUrl,
    findings: findings.sort((a, b) => Number(a.severity > b.severity) * -1 || Number(a.severity < b.severity)),
  };
}
