/** Decides what becomes of each credential that was found: pure, from the file, the mapping and the keys that there are. */
import type { NewCredential } from '@keyward/sdk';
import { isKey, toKeyCharacters } from '../../domain/key.ts';
import type { FoundCredential, LeftOut, ReadImport } from './import-format.ts';
import { type Mapping, mapped } from './mapping.ts';

/** What is done with one. */
export interface PlannedCredential {
  readonly place: string;
  readonly source: string;
  readonly key: string;
  readonly credential: NewCredential;
  /** `skip`: its key is there already. */
  readonly action: 'create' | 'update' | 'skip';
  readonly notes: readonly string[];
}

/** All of it. */
export interface ImportPlan {
  readonly planned: readonly PlannedCredential[];
  readonly left: readonly LeftOut[];
}

/** How it is decided. */
export interface PlanOptions {
  readonly mapping: Mapping;
  /** Of the scope, live. */
  readonly existing: ReadonlySet<string>;
  /** Whether those that exist are replaced. */
  readonly isUpdate: boolean;
}

const CONNECTED: readonly (string | undefined)[] = ['Database', 'Smtp'];
const NO_ORIGIN = 'has no origin: of no use until it has one, given with the secret again';

function keyOf({ credential, source }: FoundCredential, given: NewCredential): string | undefined {
  const said = given.key ?? credential.key;
  if (said !== undefined) return isKey(said) ? said : undefined;
  const derived = toKeyCharacters(source).replace(/^cred_/, 'cred-');
  return isKey(derived) ? derived : undefined;
}

function notesOf({ notes = [] }: FoundCredential, given: NewCredential): string[] {
  const isPlaced = given.provider ?? given.baseUrl ?? given.allowedOrigins;
  const isLost = isPlaced === undefined && !CONNECTED.includes(given.type) && given.secrets !== undefined;
  return isLost ? [...notes, NO_ORIGIN] : [...notes];
}

function judge(found: FoundCredential, { mapping, existing, isUpdate }: PlanOptions): PlannedCredential | LeftOut {
  const { place, source, lacks } = found;
  const origin = { place, source };
  const to = mapping.get(source);
  if (to?.leave) return { ...origin, kind: 'unmapped', reason: 'is left out by the mapping' };
  const given = to ? mapped(found, to) : found.credential;
  if (!given) return { ...origin, kind: 'bad', reason: 'has not one secret, which the mapping moves' };
  const isPlaced = given.provider !== undefined || given.baseUrl !== undefined || given.allowedOrigins !== undefined;
  if (lacks !== undefined && !isPlaced) return { ...origin, kind: 'unmapped', reason: lacks };
  if (given.type === undefined && given.provider === undefined) {
    return { ...origin, kind: 'bad', reason: 'has neither type nor provider' };
  }
  const key = keyOf(found, given);
  if (key === undefined) return { ...origin, kind: 'bad', reason: 'gives no key: say one in the mapping' };
  const ifThere = isUpdate ? 'update' : 'skip';
  const action = existing.has(key) ? ifThere : 'create';
  const { key: _, ...credential } = given;
  return { ...origin, key, credential, action, notes: notesOf(found, given) };
}

/** The plan; of two with one key the second is bad. */
export function planImport({ found, left }: ReadImport, options: PlanOptions): ImportPlan {
  const planned: PlannedCredential[] = [];
  const all = [...left];
  const keys = new Set<string>();
  for (const each of found) {
    const judged = judge(each, options);
    if (!('action' in judged)) all.push(judged);
    else if (keys.has(judged.key)) {
      const { place, source } = judged;
      all.push({ place, source, kind: 'bad', reason: 'has the key of an earlier one' });
    } else {
      keys.add(judged.key);
      planned.push(judged);
    }
  }
  return { planned, left: all };
}
