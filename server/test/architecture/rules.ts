/**
 * Who may import whom, as a table, and the checks that apply it. The trust boundary of Keyward is this table: a line
 * added to it needs an ADR.
 */
import { reach, type SourceFile, type SourceGraph } from './source-graph.ts';

/** What the files of one folder may name. A path that ends in a slash stands for the folder. */
export interface FolderRule {
  readonly folder: string;
  readonly mayImport: readonly string[];
  /** Packages and `node:` modules; absent: any but those of `clientsOnly`. */
  readonly packages?: readonly string[];
  /** What it must not reach by any chain of imports, but for the files that `mayImport` names one by one. */
  readonly never?: readonly string[];
}

const DOMAIN = 'server/src/domain/';
const CATALOGUE = 'server/src/catalogue/';
const REQUEST = 'server/src/request/';
/** The files of the catalogue that read the others from the disk. */
const PROVIDER_FILE_READERS = ['read-provider-folder.ts', 'built-in-directory.ts', 'built-in-folder.ts'].map(
  (file) => `${CATALOGUE}${file}`,
);
const FUNCTIONS = 'server/src/functions/';
const PROVIDERS = 'server/src/providers/';
const ENVELOPE = 'server/src/envelope/';
const KEYS = 'server/src/keys/';
const STORE = 'server/src/store/';
const AUDIT = 'server/src/audit/';
const EVENTS = 'server/src/events/';
const EXPIRY = 'server/src/expiry/';
const METRICS = 'server/src/metrics/';
const LOG = 'server/src/log/';
const CONFIG = 'server/src/config.ts';
const CONTROL = 'server/src/control/';
const BROKER = 'server/src/broker/';
const CLI = 'server/src/cli/';
const SDK = 'sdk/src/';
const CONSOLE = 'console/src/';
const OPEN = 'server/src/envelope/open.ts';
const BROKER_RPC = [
  'client.ts',
  'protocol.ts',
  'connection-protocol.ts',
  'member-protocol.ts',
  'sign-on-protocol.ts',
].map((file) => `server/src/broker/rpc/${file}`);

/** No file system, network, process or thread. */
const PURE = ['node:buffer', 'node:crypto', 'node:util', 'canonicalize', 'tldts', 'typeid-js'];

/** Styles of the console's components, one file each; they run nothing. */
const STYLES = /^@mantine\/core\/styles\/[\w-]+\.css$/;

/** What runs in the browser: a client of the API like any other, that shares no code with the server. */
const CONSOLE_PACKAGES = [
  ...['@keyward/sdk', 'react', 'react-dom/client'],
  ...['@mantine/core', '@mantine/hooks'],
  ...['@mantine/notifications', '@mantine/notifications/styles.css'],
  ...['@tanstack/react-query', '@tanstack/react-router', '@tanstack/react-virtual'],
  ...['autocomplete', 'commands', 'lang-json', 'lang-yaml', 'language', 'lint', 'state', 'view'].map(
    (name) => `@codemirror/${name}`,
  ),
  ...['@lezer/highlight', '@cfworker/json-schema', 'qrcode-generator', 'yaml'],
];

/** One row a folder; a file belongs to the first row whose folder it lies in. */
export const folderRules: readonly FolderRule[] = [
  { folder: DOMAIN, mayImport: [DOMAIN], packages: PURE },
  { folder: REQUEST, mayImport: [DOMAIN, REQUEST], packages: [...PURE, 'jsonc-parser'] },
  ...PROVIDER_FILE_READERS.map((folder) => {
    return { folder, mayImport: [DOMAIN, CATALOGUE], packages: [...PURE, 'node:fs', 'node:path', 'node:url'] };
  }),
  {
    folder: CATALOGUE,
    mayImport: [DOMAIN, CATALOGUE],
    packages: [...PURE, 're2js', 'typebox', 'typebox/compile', 'yaml'],
  },
  {
    folder: FUNCTIONS,
    mayImport: [DOMAIN, CATALOGUE, REQUEST, FUNCTIONS],
    packages: [...PURE, 'saxes', 'typebox', 'typebox/compile'],
    never: PROVIDER_FILE_READERS,
  },
  {
    folder: PROVIDERS,
    mayImport: [DOMAIN, CATALOGUE, STORE, AUDIT, LOG, PROVIDERS],
    packages: ['node:crypto', 'lru-cache'],
  },
  { folder: LOG, mayImport: [DOMAIN, LOG] },
  { folder: METRICS, mayImport: [DOMAIN, STORE, METRICS], packages: ['prom-client'] },
  { folder: CONFIG, mayImport: [DOMAIN] },
  { folder: ENVELOPE, mayImport: [DOMAIN, ENVELOPE] },
  { folder: KEYS, mayImport: [DOMAIN, ENVELOPE, KEYS, STORE, AUDIT, LOG] },
  { folder: STORE, mayImport: [DOMAIN, STORE, AUDIT, EVENTS] },
  { folder: AUDIT, mayImport: [DOMAIN, STORE, AUDIT] },
  { folder: EVENTS, mayImport: [DOMAIN, STORE, AUDIT, EVENTS] },
  { folder: EXPIRY, mayImport: [DOMAIN, STORE, AUDIT, EVENTS, EXPIRY] },
  {
    folder: CONTROL,
    mayImport: [
      DOMAIN,
      CATALOGUE,
      REQUEST,
      FUNCTIONS,
      ENVELOPE,
      STORE,
      AUDIT,
      EVENTS,
      LOG,
      METRICS,
      CONFIG,
      PROVIDERS,
      CONTROL,
      ...BROKER_RPC,
    ],
    never: [OPEN, KEYS, BROKER],
  },
  {
    folder: BROKER,
    mayImport: [
      DOMAIN,
      CATALOGUE,
      REQUEST,
      FUNCTIONS,
      ENVELOPE,
      KEYS,
      STORE,
      AUDIT,
      EVENTS,
      LOG,
      METRICS,
      CONFIG,
      PROVIDERS,
      BROKER,
    ],
  },
  { folder: CLI, mayImport: ['server/src/'] },
  { folder: SDK, mayImport: [SDK], packages: ['@hpke/core', 'openapi-fetch'] },
  { folder: CONSOLE, mayImport: [CONSOLE], packages: CONSOLE_PACKAGES },
];

/** The client library belongs to clients: no plane is built on it. */
const CLIENTS_ONLY = { packages: ['@keyward/sdk'], folders: [CLI, CONSOLE] };

/** The one command that starts both planes. */
const BOTH_PLANES = 'server/src/cli/commands/serve.ts';

const MOST_LINES = 350;

/** Tables that are read as one. */
const LONG_TABLES = ['server/src/config.ts', 'sdk/src/generated/api.ts'];

/** Folders whose index.ts must list each of their files. */
const REGISTRIES = [
  'server/src/catalogue/types/',
  'server/src/broker/injection/signers/',
  'server/src/broker/verify/connections/',
  'server/src/store/migrations/',
  'server/src/control/routes/',
  'server/src/cli/commands/',
];

function liesIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}

function isProjectPath(name: string): boolean {
  return /^(?:server|sdk|console|scripts|bench)\//.test(name);
}

function checkPackages(file: SourceFile, rule: FolderRule): string[] {
  return file.imports
    .filter((name) => !isProjectPath(name) && !STYLES.test(name))
    .filter((name) => {
      const isForClients = CLIENTS_ONLY.packages.includes(name) && !liesIn(file.path, CLIENTS_ONLY.folders);
      return isForClients || (rule.packages !== undefined && !rule.packages.includes(name));
    })
    .map((name) => `${file.path} may not use ${name}`);
}

function checkFolder(graph: SourceGraph, file: SourceFile): string[] {
  const rule = folderRules.find(({ folder }) => liesIn(file.path, [folder]));
  if (!rule) return [`${file.path} lies in no folder of the table`];
  const strangers = file.imports.filter((name) => isProjectPath(name) && !liesIn(name, rule.mayImport));
  const { never = [], mayImport } = rule;
  const reached = [...reach(graph, file.path)].filter(([path]) => liesIn(path, never) && !mayImport.includes(path));
  return [
    ...strangers.map((name) => `${file.path} may not import ${name}`),
    ...reached.map(([, way]) => `${rule.folder} never reaches this: ${way.join(' -> ')}`),
    ...checkPackages(file, rule),
  ];
}

/** serve.ts and the files under cli/ that nothing but these import. */
function filesOfServe(graph: SourceGraph): Set<string> {
  const family = new Set([BOTH_PLANES]);
  const importersOf = (path: string) => [...graph.values()].filter(({ imports }) => imports.includes(path));
  for (const member of family) {
    for (const path of graph.get(member)?.imports ?? []) {
      if (path.startsWith(CLI) && importersOf(path).every((file) => family.has(file.path))) family.add(path);
    }
  }
  return family;
}

function checkPlanes(graph: SourceGraph): string[] {
  const family = filesOfServe(graph);
  return [...graph.values()]
    .filter(({ path }) => !family.has(path) && !liesIn(path, [CONTROL, BROKER]))
    .filter(({ imports }) => [CONTROL, BROKER].every((plane) => imports.some((path) => path.startsWith(plane))))
    .map(({ path }) => `${path} imports both planes; only ${BOTH_PLANES} may`);
}

function checkText({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - 1;
  return [
    lines > MOST_LINES && !LONG_TABLES.includes(path) && `${path} has ${lines} lines, over ${MOST_LINES}`,
    !/^(?:#!.*\n)?\/[/*]/.test(text) && `${path} does not open with a comment`,
    /\bconsole\.\w+\(/.test(text) && !path.startsWith(CLI) && `${path} writes to the console`,
  ].filter((finding) => finding !== false);
}

function checkRegistry(graph: SourceGraph, folder: string): string[] {
  const files = [...graph.keys()].filter((path) => path.startsWith(folder));
  const listed = reach(graph, `${folder}index.ts`);
  return files.filter((path) => !listed.has(path)).map((path) => `${folder}index.ts does not list ${path}`);
}

function checkExceptions(graph: SourceGraph): string[] {
  return LONG_TABLES.filter((path) => (graph.get(path)?.text.split('\n').length ?? Infinity) <= MOST_LINES).map(
    (path) => `${path} no longer needs its exception from the limit of ${MOST_LINES} lines`,
  );
}

/** Everything in the graph of product files that breaks a rule, one sentence each. */
export function findViolations(graph: SourceGraph): string[] {
  const files = [...graph.values()];
  return [
    ...files.flatMap((file) => [...checkFolder(graph, file), ...checkText(file)]),
    ...checkPlanes(graph),
    ...REGISTRIES.flatMap((folder) => checkRegistry(graph, folder)),
    ...checkExceptions(graph),
  ];
}
