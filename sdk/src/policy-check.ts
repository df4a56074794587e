/**
 * The check before sealing: the policy that the API proposes must permit nothing that was not asked for, because a secret
 * obeys the policy that it is sealed with. The API is not believed about its own types: what the client knows of them
 * was built into it.
 */
import { fromBase64 } from './bytes.ts';
import { knownTypes } from './generated/credential-types.ts';
import { KeywardError } from './keyward-error.ts';
import { hostsOfMethod, knownMethod, type OnProvider, originsOfMethod } from './known-provider.ts';
import type { InjectionStep } from './known-type.ts';

/**
 * Where the caller says that secrets may go: needed for a provider that the client does not know, and else in place of what
 * it knows.
 */
export interface Stated {
  /** Origins, `https://api.acme.example`; of a service that is asked for a token the whole URL. */
  readonly origins?: readonly string[] | undefined;
  /** Placements, `header:x-key`, `basic`. */
  readonly placements?: readonly string[] | undefined;
}

/** What the caller asked for; everything left out is asked at its least. */
export interface AskedPolicy extends Stated {
  /** Name of the credential's type. */
  readonly type: string;
  /** Name of its provider; what follows from it is known to the client. */
  readonly provider?: string | undefined;
  readonly baseUrl?: string | null | undefined;
  readonly allowedOrigins?: readonly string[] | null | undefined;
  /** Those that are not secret. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** The credential's own rule, for types that take one. */
  readonly injection?: readonly InjectionStep[] | null | undefined;
  readonly policy?:
    | {
        readonly placements?: readonly string[];
        readonly release?: readonly string[];
        readonly plainHttp?: string;
        readonly setCookie?: string;
        readonly scrub?: string;
        readonly webSocket?: string;
      }
    | null
    | undefined;
}

interface Role {
  readonly origins: readonly string[];
  readonly placements: readonly string[];
}

interface ProposedPolicy {
  readonly version: unknown;
  readonly provider?: unknown;
  readonly roles: Readonly<Record<string, Role>>;
  readonly release: readonly string[];
  readonly plainHttp: unknown;
  readonly setCookie: unknown;
  readonly scrub: unknown;
  readonly webSocket?: unknown;
}

function refused(message: string): KeywardError {
  return new KeywardError('credential/seal-refused', message);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function readPolicy(policyBytes: string): ProposedPolicy {
  const bytes = fromBase64(policyBytes);
  if (bytes === undefined) throw refused('The policy is not base64.');
  try {
    const policy = JSON.parse(new TextDecoder().decode(bytes)) as ProposedPolicy;
    const roles = Object.values(policy.roles).every(
      ({ origins, placements }) => isTexts(origins) && isTexts(placements),
    );
    if (roles && isTexts(policy.release) && policy.version === 1) return policy;
  } catch {
    // The text is the answer's and is not quoted.
  }
  throw refused('The policy is not one.');
}

/** The origins that are asked for, in their normal form. */
export function originsOf({ baseUrl, allowedOrigins }: Pick<AskedPolicy, 'baseUrl' | 'allowedOrigins'>): Set<string> {
  const urls = [...(baseUrl ? [baseUrl] : []), ...(allowedOrigins ?? [])];
  return new Set(urls.flatMap((url) => URL.parse(url)?.origin ?? []));
}

const nameless: ReadonlySet<string> = new Set(['basic', 'path', 'host']);

/** Where a value stands; header names are compared without regard to case, as HTTP does. */
export function placementOf(into: string, name: string): string {
  if (nameless.has(into)) return into;
  return `${into}:${into === 'header' ? name.toLowerCase() : name}`;
}

/** Where the secrets may go by the type itself and by the credential's own rule. */
interface AskedByRules {
  readonly placements: readonly string[];
  readonly origins: readonly string[];
  /** Whole URLs, for the role `token` alone. */
  readonly tokenUrls: readonly string[];
}

function askedByRules({ type, provider, fields = {}, injection }: AskedPolicy): AskedByRules {
  const known = knownTypes.find(({ name }) => name === type);
  const method = knownMethod({ provider, type });
  const values: Readonly<Record<string, string>> = { ...known?.defaults, ...method?.defaults, ...fields };
  const render = (template: string) => template.replace(/\$\{(\w+)\}/g, (_, field: string) => values[field] ?? '');
  const steps = [...(method?.injection ?? known?.injection ?? []), ...(injection ?? [])].filter(
    ({ when }) => !when || values[when.field] === when.equals,
  );
  const placements = steps.map(({ into, name = '' }) => placementOf(into, render(name)));
  const urls = steps.flatMap(({ tokenUrl }) => (tokenUrl === undefined ? [] : (URL.parse(render(tokenUrl)) ?? [])));
  const { connection } = known ?? {};
  return {
    placements: connection ? [...placements, render(connection.placement)] : placements,
    origins: [...(connection ? [render(connection.origin)] : []), ...(method ? originsOfMethod(method, fields) : [])],
    tokenUrls: urls.map(({ origin, pathname }) => origin + pathname),
  };
}

/** `URL.origin` is null for the schemes of databases. */
function originOfUrl({ protocol, host, origin }: URL): string {
  return origin === 'null' ? `${protocol}//${host}` : origin;
}

function normalPlacements(placements: readonly string[]): string[] {
  return placements.map((placement) => {
    const at = placement.indexOf(':');
    return at < 0 ? placement : placementOf(placement.slice(0, at), placement.slice(at + 1));
  });
}

/** The placements that are chosen beside those of the rules. */
export function placementsAsked({ policy }: Pick<AskedPolicy, 'policy'>): string[] {
  return normalPlacements(policy?.placements ?? []);
}

/** Whether a type is connected to and not called: its fields say where. */
export function isConnectedTo(type: string): boolean {
  return knownTypes.some(({ name, connection }) => name === type && connection !== undefined);
}

/** The plain fields that decide to which origins secrets may go, with the values that they have unless given. */
export function fieldsOfOrigins(on: OnProvider): Map<string, string | undefined> {
  const known = knownTypes.find(({ name }) => name === on.type);
  const method = knownMethod(on);
  const steps = method?.injection ?? known?.injection ?? [];
  const templates = [
    ...(method ? hostsOfMethod(method) : []),
    ...(known?.connection ? [known.connection.origin] : []),
    ...steps.flatMap(({ tokenUrl }) => tokenUrl ?? []),
  ];
  const names = templates.flatMap((template) => [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!));
  const defaults: Readonly<Record<string, string>> = { ...known?.defaults, ...method?.defaults };
  return new Map(names.map((name) => [name, defaults[name]]));
}

interface Permitted {
  readonly origins: ReadonlySet<string>;
  /** Whole URLs, for the role `token` alone. */
  readonly tokenUrls: ReadonlySet<string>;
  readonly placements: ReadonlySet<string>;
}

/** What is asked for: as the caller states it, else as it follows from what the client knows. */
function permittedBy(asked: AskedPolicy): Permitted {
  const rules = askedByRules(asked);
  const urls = asked.origins?.flatMap((url) => URL.parse(url) ?? []);
  // A URL with a path is a token service's, and permits nothing else of its origin.
  const [whole, bare] = [
    urls?.filter(({ pathname }) => pathname.length > 1),
    urls?.filter(({ pathname }) => pathname.length <= 1),
  ];
  const placements = asked.placements ? normalPlacements(asked.placements) : rules.placements;
  return {
    origins: new Set(bare ? bare.map(originOfUrl) : [...originsOf(asked), ...rules.origins]),
    tokenUrls: new Set(whole ? whole.map((url) => originOfUrl(url) + url.pathname) : rules.tokenUrls),
    placements: new Set([...placements, ...placementsAsked(asked)]),
  };
}

/** @throws KeywardError `config/invalid` for a provider that is not known here, where the caller has not said enough */
function assertKnown({ provider, type, origins, placements }: AskedPolicy, { roles }: ProposedPolicy): void {
  if (provider === undefined || knownMethod({ provider, type }) || (origins && placements)) return;
  const listOf = (name: keyof Role) => [...new Set(Object.values(roles).flatMap((role) => role[name]))].join(', ');
  throw new KeywardError(
    'config/invalid',
    `This client does not know the provider ${provider}. The API says that its secrets go to the origins ` +
      `[${listOf('origins')}], placed as [${listOf('placements')}]; the API is not believed. ` +
      'If that is right, say so in the option `expect`: origins and placements.',
  );
}

/**
 * Whether the proposed policy stays within what was asked for.
 *
 * @param policyBytes - As the API answered them, in base64.
 * @throws KeywardError `credential/seal-refused`, saying what goes beyond it
 * @throws KeywardError `config/invalid` for a provider that is not known here, where origins or placements are not stated
 */
export function assertPolicy(policyBytes: string, asked: AskedPolicy): void {
  const proposed = readPolicy(policyBytes);
  const { provider, roles, release, plainHttp, setCookie, scrub, webSocket } = proposed;
  if (provider !== asked.provider) throw refused('The policy is for another provider.');
  assertKnown(asked, proposed);
  const { origins, tokenUrls, placements } = permittedBy(asked);
  const all = Object.values(roles);
  const isAsked = ([name, role]: readonly [string, Role]) =>
    role.origins.every((origin) => (name === 'token' ? tokenUrls : origins).has(origin));
  if (!Object.entries(roles).every(isAsked)) {
    throw refused('The policy permits origins that were not asked for.');
  }
  if (!all.every((role) => role.placements.every((placement) => placements.has(placement)))) {
    throw refused('The policy permits placements that were not asked for.');
  }
  const { policy } = asked;
  const isWithin =
    release.every((way) => policy?.release?.includes(way)) &&
    (plainHttp === 'loopback' || plainHttp === policy?.plainHttp) &&
    (setCookie === 'dropped' || setCookie === policy?.setCookie) &&
    (scrub === 'on' || scrub === policy?.scrub) &&
    (webSocket === undefined || webSocket === policy?.webSocket);
  if (!isWithin) throw refused('The policy permits uses that were not asked for.');
}
