/**
 * Servers into base URLs: variables become fields with patterns of their own, several servers a field that chooses. What
 * stands in a host is never free to move it: such a variable is taken by its listed values, or by its default, or not.
 *
 * @see OpenAPI 3.1, sections 4.8.5 and 4.8.6 (Server Object, Server Variable Object)
 */
import { isLoopbackHost, parseBaseUrl } from '../../domain/origin.ts';
import { isLabels, isPublicSuffix } from '../../domain/suffix-origin.ts';
import type { FieldFile, MethodFile } from '../provider-schema.ts';
import { type Pointer, pointerOf, type ReportWriter } from './import-report.ts';
import { isObject, type JsonObject, memberOf, textOf } from './read-document.ts';
import { fieldNameOf, firstSentence, isLiteral, shownText, slugOf } from './texts.ts';

const MOST_SERVERS = 16;
const MOST_VALUES = 64;
const LABEL = '[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?';
const SEGMENT = '[A-Za-z0-9_~\\-][A-Za-z0-9._~\\-]{0,127}';
/** Names that credential types have themselves, and the field that chooses among servers. */
const TAKEN = ['in', 'name', 'prefix', 'apiKey', 'username', 'password', 'testPath', 'server'];

/** What all methods of the provider share. */
export interface ServerPart {
  readonly fields: readonly FieldFile[];
  readonly baseUrl?: NonNullable<MethodFile['baseUrl']>;
  readonly ownBaseUrl: boolean;
}

/** One server: its URL as a template, the fields that it reads, and what a list of servers shows of it. */
interface ServerTemplate {
  readonly url: string;
  readonly fields: readonly FieldFile[];
  readonly label: string;
  readonly isLocal: boolean;
  readonly path: Pointer;
}

interface Context {
  readonly report: ReportWriter;
  readonly taken: Set<string>;
}

interface Variable {
  readonly path: Pointer;
  readonly name: string;
  readonly preset: string;
  readonly values: readonly string[];
  readonly description: string | undefined;
}

function variableOf(server: JsonObject, name: string, path: Pointer): Variable | undefined {
  const given = memberOf(memberOf(server, 'variables'), name);
  if (!isObject(given)) return undefined;
  const values = memberOf(given, 'enum');
  const texts = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
  const description = firstSentence(memberOf(given, 'description'));
  const preset = textOf(given, 'default') ?? '';
  return {
    path: path + pointerOf('variables', name),
    name,
    preset,
    values: texts.filter((text) => text.length <= 256).slice(0, MOST_VALUES),
    description,
  };
}

/** Where a variable stands: before a literal rest of a host that is nobody's to register under, in a path, or elsewhere. */
function placeOf(url: string, at: number, end: number): 'label' | 'segment' | 'elsewhere' {
  const hostAt = url.indexOf('//') + 2;
  const slash = url.indexOf('/', hostAt);
  const hostEnd = slash < 0 ? url.length : slash;
  if (at >= hostEnd) {
    const isWhole = url[at - 1] === '/' && (end === url.length || url[end] === '/');
    return isWhole ? 'segment' : 'elsewhere';
  }
  const rest = url.slice(end, hostEnd).replace(/:\d+$/, '');
  const isFirst = at === hostAt && /^\.[^{}]+$/.test(rest);
  const isOwned = isFirst && isLabels(rest.slice(1).toLowerCase()) && !isPublicSuffix(rest.slice(1).toLowerCase());
  return isOwned ? 'label' : 'elsewhere';
}

function fieldOf(variable: Variable, place: 'label' | 'segment', { taken }: Context): FieldFile | undefined {
  const { name, preset, values, description } = variable;
  const pattern = place === 'label' ? LABEL : SEGMENT;
  const isFit = (value: string) => new RegExp(`^(?:${pattern})$`).test(value);
  const fit = values.filter(isFit);
  if (values.length > 0 && fit.length === 0) return undefined;
  // A default of another form, several segments say, is better written than asked for.
  if (preset !== '' && !isFit(preset)) return undefined;
  const field = fieldNameOf(name, taken);
  taken.add(field);
  const isPresetListed = fit.length === 0 || fit.includes(preset);
  return {
    name: field,
    title: shownText(name, 64) ?? field,
    help: description ?? 'Part of the address of the API.',
    required: true,
    ...(fit.length > 0 ? { enum: fit } : { pattern }),
    ...(preset !== '' && isPresetListed && { default: preset }),
  };
}

/** Whether a default may be written out where its variable stands: before the host, in it or its port, or in the path. */
function isInert(preset: string, url: string, at: number): boolean {
  const hostAt = url.indexOf('//') + 2;
  const slash = url.indexOf('/', hostAt);
  if (at < hostAt) return preset === 'https' || preset === 'http';
  return slash < 0 || at < slash ? /^[A-Za-z0-9.:-]+$/.test(preset) : /^[A-Za-z0-9._~/-]*$/.test(preset);
}

const VARIABLE = /\{([^{}]*)\}/g;

/** The URL as a template; undefined where it cannot be one, which is reported. */
function templateOf(
  server: JsonObject,
  path: Pointer,
  context: Context,
): { url: string; fields: FieldFile[] } | undefined {
  const given = textOf(server, 'url') ?? '';
  const fields: FieldFile[] = [];
  const names = new Map<string, string>();
  let url = '';
  let end = 0;
  for (const match of given.matchAll(VARIABLE)) {
    const [whole, name = ''] = match;
    url += given.slice(end, match.index);
    end = match.index + whole.length;
    const variable = variableOf(server, name, path);
    if (!variable) {
      context.report.leave(path + pointerOf('url'), 'names a variable that is not described');
      return undefined;
    }
    const known = names.get(name);
    const place = placeOf(given, match.index, end);
    const field = known === undefined && place !== 'elsewhere' ? fieldOf(variable, place, context) : undefined;
    if (field) {
      fields.push(field);
      names.set(name, field.name);
      context.report.took(variable.path, pointerOf('fields', field.name));
    } else if (known === undefined) {
      const message = `is no field: it could move the host, or is no single segment. Its default is written out`;
      context.report.leave(variable.path, message);
    }
    const written = names.get(name);
    if (written === undefined && !isInert(variable.preset, given, match.index)) {
      context.report.leave(variable.path, 'has a default that would change the structure of the address');
      return undefined;
    }
    url += written === undefined || place === 'elsewhere' ? variable.preset : `\${${written}}`;
  }
  return { url: url + given.slice(end), fields };
}

/** The URL with a plain label or segment where fields stand. */
function isUsableUrl(template: string): boolean {
  try {
    parseBaseUrl(template.replaceAll(/\$\{[A-Za-z][A-Za-z0-9_]*\}/g, 'x'));
    return true;
  } catch {
    return false;
  }
}

function serverOf(given: unknown, path: Pointer, context: Context): ServerTemplate | undefined {
  const { report } = context;
  const url = textOf(given, 'url');
  if (!isObject(given) || url === undefined) {
    report.leave(path, 'has no URL');
    return undefined;
  }
  if (!isLiteral(url)) {
    report.leave(path + pointerOf('url'), 'has "${" in it, which begins a placeholder here');
    return undefined;
  }
  if (!/^https?:\/\//i.test(url) && !/^\{[^{}]*\}:\/\//.test(url)) {
    report.leave(path + pointerOf('url'), 'is relative to where the document lies; give a base URL');
    return undefined;
  }
  const template = templateOf(given, path, context);
  if (!template) return undefined;
  const plain = template.url.replace(/\/+$/, '');
  if (!isUsableUrl(plain)) {
    report.leave(path + pointerOf('url'), 'gives no address of http or https without user, query and detours');
    return undefined;
  }
  const { protocol, hostname } = new URL(plain.replaceAll(/\$\{[^}]*\}/g, 'x'));
  const isLocal = isLoopbackHost(hostname);
  if (protocol === 'http:' && !isLocal) {
    report.leave(path + pointerOf('url'), 'is plain HTTP, which would show the secret to the network');
    return undefined;
  }
  const label = shownText(memberOf(given, 'description'), 64) ?? shownText(hostname, 64) ?? 'server';
  return { url: plain, fields: template.fields, label, isLocal, path };
}

/** A field that chooses, and the base URLs in the order in which a list is read: the first server is the default. */
function choiceOf(servers: readonly ServerTemplate[]): ServerPart {
  const values: string[] = [];
  for (const { label } of servers) {
    const slug = slugOf(label) ?? 'server';
    values.push(values.includes(slug) ? `${slug}-${values.length + 1}` : slug);
  }
  const [first] = values;
  const server: FieldFile = {
    name: 'server',
    title: 'Server',
    help: 'Which of the servers of the API the credential is for.',
    required: true,
    default: first!,
    enum: values,
  };
  const others = servers
    .slice(1)
    .flatMap(({ fields }, index) =>
      fields.map((field) => ({ ...field, when: { field: 'server', in: [values[index + 1]!] } })),
    );
  const own = servers[0]!.fields.map((field) => ({ ...field, when: { field: 'server', in: [first!] } }));
  const conditional = servers.slice(1).map(({ url }, index) => ({
    when: { field: 'server', in: [values[index + 1]!] },
    url,
  }));
  return {
    fields: [server, ...own, ...others],
    baseUrl: [...conditional, { url: servers[0]!.url }],
    ownBaseUrl: false,
  };
}

/** A variable with listed values that cannot be a field is as many servers, one for each value. */
function expanded(given: unknown, path: Pointer): { readonly server: unknown; readonly path: Pointer }[] {
  const url = textOf(given, 'url');
  if (!isObject(given) || url === undefined) return [{ server: given, path }];
  for (const match of url.matchAll(VARIABLE)) {
    const variable = variableOf(given, match[1] ?? '', path);
    const isElsewhere = placeOf(url, match.index, match.index + match[0].length) === 'elsewhere';
    if (!variable || !isElsewhere || variable.values.length === 0 || variable.values.length > MOST_SERVERS) continue;
    const presetFirst = [...new Set([variable.preset, ...variable.values])].filter((value) =>
      variable.values.includes(value),
    );
    return presetFirst.map((value) => {
      const written = url.replaceAll(match[0], () => value);
      return { server: { ...given, url: written, description: value }, path };
    });
  }
  return [{ server: given, path }];
}

/**
 * The base URL of the provider and the fields that it reads.
 *
 * @param baseUrl - Instead of the document's servers.
 */
export function importServers(document: JsonObject, report: ReportWriter, baseUrl?: string): ServerPart {
  if (baseUrl !== undefined) return { fields: [], baseUrl: parseBaseUrl(baseUrl), ownBaseUrl: false };
  const given = memberOf(document, 'servers');
  const list = Array.isArray(given) ? given : [];
  const context: Context = { report, taken: new Set(TAKEN) };
  const all = list.flatMap((server, index) => expanded(server, pointerOf('servers', index)));
  if (all.length > MOST_SERVERS) report.leave('/servers', `has more than ${MOST_SERVERS}; the others are left out`);
  const found: ServerTemplate[] = [];
  for (const { server, path } of all.slice(0, MOST_SERVERS)) {
    const template = serverOf(server, path, context);
    if (template && !found.some(({ url }) => url === template.url)) found.push(template);
  }
  const remote = found.filter(({ isLocal }) => !isLocal);
  const servers = remote.length > 0 ? remote : found;
  for (const { path } of found.filter((server) => !servers.includes(server))) {
    report.leave(path, 'is on the machine itself, and left out beside the others');
  }
  for (const { path } of servers) report.took(path, '/baseUrl');
  if (servers.length === 0) {
    report.leave('/servers', 'gives no base URL: each credential has to bring its own');
    return { fields: [], ownBaseUrl: true };
  }
  if (servers.length > 1) return choiceOf(servers);
  const [{ url, fields }] = servers as [ServerTemplate];
  return { fields, baseUrl: url, ownBaseUrl: remote.length === 0 };
}
