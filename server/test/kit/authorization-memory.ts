/** What the authorization server of the kit remembers: clients that a test registers, and whatever the server itself stores. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** The adapters of one server, all in this process. */
export class AuthorizationMemory {
  readonly #clients: ReadonlyMap<string, Record<string, unknown>>;
  readonly #entries = new Map<string, Entry>();

  constructor(clients: ReadonlyMap<string, Record<string, unknown>>) {
    this.#clients = clients;
  }

  /** The adapter of one kind of object. */
  of(name: string): Adapter {
    const entries = this.#entries;
    const find = (key: string) => {
      const entry = entries.get(key);
      return entry && entry.until > Date.now() ? entry.payload : undefined;
    };
    const by = (member: 'uid' | 'userCode', value: string) => {
      const found = [...entries].find(([key, { payload }]) => key.startsWith(`${name}:`) && payload[member] === value);
      return found && find(found[0]);
    };
    const clientOf = (id: string) => (name === 'Client' ? this.#clients.get(id) : undefined);
    return {
      async upsert(id, payload, seconds) {
        const lifeMs = seconds ? seconds * 1_000 : Number.POSITIVE_INFINITY;
        entries.set(`${name}:${id}`, { payload, until: Date.now() + lifeMs });
      },
      find: async (id) => clientOf(id) ?? find(`${name}:${id}`),
      findByUid: async (uid) => by('uid', uid),
      findByUserCode: async (code) => by('userCode', code),
      async consume(id) {
        const payload = find(`${name}:${id}`);
        if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
      },
      async destroy(id) {
        entries.delete(`${name}:${id}`);
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) {
          if (key.startsWith(`${name}:`) && payload.grantId === grantId) entries.delete(key);
        }
      },
    };
  }
}
