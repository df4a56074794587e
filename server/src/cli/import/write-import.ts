/**
 * Writes what is planned, each credential by its key, sealed by the SDK on this side. Running it again is harmless: what is
 * there is skipped, or brought to the same state.
 */
import { type KeywardClient, KeywardError, type NewCredential } from '@keyward/sdk';
import { defined } from '../option-values.ts';
import type { PlannedCredential } from './plan-import.ts';

/** What became of one. */
export interface Written {
  readonly planned: PlannedCredential;
  readonly outcome: 'created' | 'updated' | 'skipped' | 'failed';
  readonly status?: string;
  readonly error?: KeywardError;
}

/** How it is written. */
export interface WriteOptions {
  readonly solution: string | undefined;
  /** `abort`: everything is checked before anything is written, and what is new is created together. */
  readonly onError: 'continue' | 'abort';
  /** After each. */
  readonly advance: () => void;
}

const AT_ONCE = 4;

async function each<Item>(items: readonly Item[], work: (item: Item, at: number) => Promise<void>): Promise<void> {
  const left = items.entries();
  const worker = async () => {
    for (const [at, item] of left) await work(item, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Whether the whole import ends: nothing of it is about this one credential. */
function endsAll({ code, status }: KeywardError): boolean {
  return status === undefined ? code !== 'credential/seal-refused' : status === 401 || status === 403 || status >= 500;
}

function refusal(planned: PlannedCredential, error: unknown): Written {
  if (!(error instanceof KeywardError) || endsAll(error)) throw error;
  // Somebody else made it meanwhile: as if it had been there.
  if (error.code === 'credential/key-taken' && planned.action === 'create') return { planned, outcome: 'skipped' };
  return { planned, outcome: 'failed', error };
}

async function writeOne(client: KeywardClient, planned: PlannedCredential, solution?: string): Promise<Written> {
  const { action, key, credential } = planned;
  const scope = defined({ solution });
  if (action === 'skip') return { planned, outcome: 'skipped' };
  try {
    const isNew = action === 'create';
    const { status } = isNew
      ? await client.credentials.create({ ...credential, key, fields: credential.fields ?? {} }, scope)
      : await client.credentials.replace(key, credential, scope);
    return { planned, outcome: isNew ? 'created' : 'updated', status };
  } catch (error) {
    return refusal(planned, error);
  }
}

/** What the API says of a credential before it is stored: it is planned, and nothing of its secrets is sent. */
async function checkOne(client: KeywardClient, planned: PlannedCredential, solution?: string): Promise<Written> {
  const { secrets = {}, ...plain } = planned.credential;
  try {
    const request = { ...plain, key: planned.key, fields: plain.fields ?? {}, secretFields: Object.keys(secrets) };
    await client.credentials.policy(request, defined({ solution }));
    return { planned, outcome: 'skipped' };
  } catch (error) {
    return refusal(planned, error);
  }
}

async function createTogether(
  client: KeywardClient,
  news: readonly PlannedCredential[],
  { solution, advance }: WriteOptions,
): Promise<Written[]> {
  if (news.length === 0) return [];
  const items: NewCredential[] = news.map(({ key, credential }) => ({
    ...credential,
    key,
    fields: credential.fields ?? {},
  }));
  const answer = await client.credentials.bulk({ items, onError: 'none' }, defined({ solution }));
  return answer.items.map(({ index, status }) => {
    advance();
    return { planned: news[index]!, outcome: 'created', status };
  });
}

async function writeChecked(
  client: KeywardClient,
  planned: readonly PlannedCredential[],
  options: WriteOptions,
): Promise<Written[]> {
  const checks: Written[] = [];
  await each(planned, async (one, at) => {
    checks[at] =
      one.action === 'skip' ? { planned: one, outcome: 'skipped' } : await checkOne(client, one, options.solution);
  });
  if (checks.some(({ outcome }) => outcome === 'failed')) return checks.filter(({ outcome }) => outcome === 'failed');
  const created = await createTogether(
    client,
    planned.filter(({ action }) => action === 'create'),
    options,
  );
  const rest = await writeEach(
    client,
    planned.filter(({ action }) => action !== 'create'),
    options,
  );
  const order = new Map(planned.map(({ key }, at) => [key, at]));
  return [...created, ...rest].sort((a, b) => order.get(a.planned.key)! - order.get(b.planned.key)!);
}

async function writeEach(
  client: KeywardClient,
  planned: readonly PlannedCredential[],
  { solution, advance }: WriteOptions,
): Promise<Written[]> {
  const written: Written[] = [];
  await each(planned, async (one, at) => {
    written[at] = await writeOne(client, one, solution);
    advance();
  });
  return written;
}

/**
 * Writes all, or those that can be.
 *
 * @throws KeywardError what ends the whole import, as a token that is refused or a server that is gone
 */
export async function writeImport(
  client: KeywardClient,
  planned: readonly PlannedCredential[],
  options: WriteOptions,
): Promise<Written[]> {
  return options.onError === 'abort' ? writeChecked(client, planned, options) : writeEach(client, planned, options);
}
