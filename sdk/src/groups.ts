/** Makes the client's methods from the table of operations: one for each, and `iterate` beside each `list`. */
import { operations } from './generated/operations.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { KeywardError } from './keyward-error.ts';
import type { Groups, OperationId } from './operation-types.ts';
import type { Sending, Transport } from './transport.ts';

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor?: string;
}

type Options = Readonly<Record<string, unknown>> & {
  readonly signal?: AbortSignal;
  readonly ifMatch?: number | string;
  readonly idempotencyKey?: string;
};

interface Target {
  readonly transport: Transport;
  /** Id or slug. */
  readonly organisation: string;
}

function parameterNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).filter((name) => name !== 'organisation');
}

/** A creation gets a key of its own, so that it can be repeated; other writes only where the caller names one. */
function headersOf(id: OperationId, { ifMatch, idempotencyKey }: Options): Record<string, string> {
  const { method, takesKey } = operations[id];
  const key = idempotencyKey ?? (takesKey && method === 'POST' ? newIdempotencyKey() : undefined);
  return {
    ...(ifMatch !== undefined && { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
}

/** Takes the arguments apart as the operation's path and body say. */
function sendingOf(id: OperationId, organisation: string, args: readonly unknown[]): Sending {
  const { path, hasBody } = operations[id];
  const names = parameterNames(path);
  const references = names.map((name, index) => [name, args[index]] as const);
  if (references.some(([, reference]) => typeof reference !== 'string')) {
    throw new KeywardError('route/not-found', 'A part of the path is missing.');
  }
  const [body, options = {}] = (hasBody ? args.slice(names.length) : [undefined, args[names.length]]) as [
    unknown,
    Options?,
  ];
  const { signal, ifMatch: _, idempotencyKey: __, ...query } = options;
  return {
    path: { organisation, ...(Object.fromEntries(references) as Record<string, string>) },
    query,
    headers: headersOf(id, options),
    ...(hasBody && { body }),
    ...(signal && { signal }),
  };
}

async function* iterate(list: (options: Options) => Promise<Page>, options: Options): AsyncGenerator<unknown, void> {
  let cursor: string | undefined;
  do {
    const page = await list({ ...options, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function iterator(list: (...args: unknown[]) => Promise<unknown>, path: string) {
  const count = parameterNames(path).length;
  return (...args: unknown[]) => {
    const references = args.slice(0, count);
    return iterate((options) => list(...references, options) as Promise<Page>, (args[count] ?? {}) as Options);
  };
}

/** All groups of the client. */
export function createGroups({ transport, organisation }: Target): Groups {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const id of Object.keys(operations) as OperationId[]) {
    const [name = '', verb = ''] = id.split('.');
    const method = async (...args: unknown[]) => transport.send(id, sendingOf(id, organisation, args));
    groups[name] = { ...groups[name], [verb]: method };
    if (verb === 'list') groups[name].iterate = iterator(method, operations[id].path);
  }
  return groups as unknown as Groups;
}
