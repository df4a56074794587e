/**
 * The token that each connection had before its present one: an upstream may know it yet, and say it in an answer. One a
 * connection and so many in all, in memory alone, for the scrubber and nothing else.
 */
import { LRUCache } from 'lru-cache';
import type { Credential } from '../../domain/credential.ts';
import type { Secret } from '../../domain/secret.ts';
import type { OpenedCredential } from './open-credential.ts';

const REMEMBERED = 10_000;

interface Known {
  readonly version: number | undefined;
  readonly values: readonly Secret<string>[];
  readonly former: readonly Secret<string>[];
}

export class FormerTokens {
  readonly #known = new LRUCache<string, Known>({ max: REMEMBERED });

  /** What was injected before the token that the record names. */
  of({ organisationId, id, secrets }: Credential): readonly Secret<string>[] {
    const known = this.#known.get(`${organisationId} ${id}`);
    if (known === undefined) return [];
    return known.version === secrets.accessToken ? known.former : known.values;
  }

  /** What is injected from now on; of credentials that are no connections nothing is kept. */
  note({ credential, injection, token }: OpenedCredential): void {
    if (token === undefined) return;
    const { organisationId, id, secrets } = credential;
    const former = this.of(credential);
    this.#known.set(`${organisationId} ${id}`, { version: secrets.accessToken, values: injection.secrets, former });
  }
}
