/**
 * Connections to upstreams: one pool for each organisation and origin, all dialling through the guarded connector. Two
 * organisations never share a socket, nor a TLS session; nor do two identities that are shown in TLS.
 */
import { isIP } from 'node:net';
import type { Pool } from 'undici';
import type { Origin } from '../../domain/origin.ts';
import { Problem } from '../../domain/problem.ts';
import { classifyAddress, type PermittedRanges } from './classify-address.ts';
import { type ConnectorOptions, guardedConnector } from './connector.ts';
import { OriginPool } from './origin-pool.ts';
import type { TlsIdentity } from './tls-identity.ts';

export interface UpstreamsOptions extends ConnectorOptions {
  /** Pools kept; the least recently used one is closed when its requests are done. Default 1,000. */
  readonly maxPools?: number;
  /** Requests in flight, and so sockets at most, to one origin for one organisation; further ones wait. Default 128. */
  readonly maxSockets?: number;
  /** How long a request may wait for another to end. Default 10,000 ms. */
  readonly queueTimeoutMs?: number;
  /** Whether HTTP/2 is spoken where an `https` upstream takes it. Default false. */
  readonly http2?: boolean;
  /** How long an idle socket is kept. Default 30,000 ms. */
  readonly keepAliveTimeoutMs?: number;
  /** From the request's end to the response's headers. Default 300,000 ms: models take their time. */
  readonly headersTimeoutMs?: number;
  /** Between two parts of a response's body; 0 = no limit, for event streams. Default 0. */
  readonly bodyTimeoutMs?: number;
  /** Response headers together. Default 32,768 bytes. */
  readonly maxHeaderBytes?: number;
}

/** The pools in use, least recently used first. */
export class Upstreams {
  readonly #pools = new Map<string, OriginPool>();
  /** Those that were forgotten, and not asked for since. */
  readonly #left = new Set<string>();
  readonly #maxPools: number;
  readonly #idleMs: number;
  readonly #permitted: PermittedRanges;
  readonly #make: (origin: Origin, identity: TlsIdentity | undefined) => OriginPool;

  constructor(options: UpstreamsOptions) {
    this.#permitted = options.permitted;
    this.#maxPools = options.maxPools ?? 1_000;
    this.#idleMs = options.keepAliveTimeoutMs ?? 30_000;
    const maxHeaderBytes = options.maxHeaderBytes ?? 32_768;
    const pool: Pool.Options = {
      pipelining: 1,
      keepAliveTimeout: this.#idleMs,
      keepAliveMaxTimeout: this.#idleMs,
      headersTimeout: options.headersTimeoutMs ?? 300_000,
      bodyTimeout: options.bodyTimeoutMs ?? 0,
      maxHeaderSize: maxHeaderBytes,
    };
    this.#make = (origin, identity) =>
      new OriginPool({
        origin,
        pool,
        connector: (offersHttp2) => guardedConnector(options, { offersHttp2, identity }),
        http2: options.http2 ?? false,
        maxSockets: options.maxSockets ?? 128,
        queueTimeoutMs: options.queueTimeoutMs ?? 10_000,
        maxHeaderBytes,
      });
  }

  /**
   * The pool to dispatch on, at once: a later `get` may close it to new requests.
   *
   * @param identity - Shown in the TLS handshake; by default none is.
   */
  get(organisationId: string, origin: Origin, identity?: TlsIdentity): OriginPool {
    const key = identity ? `${organisationId} ${origin} ${identity.id}` : `${organisationId} ${origin}`;
    const pool = this.#pools.get(key) ?? this.#make(origin, identity);
    this.#left.delete(key);
    this.#pools.delete(key);
    this.#pools.set(key, pool);
    if (this.#pools.size > this.#maxPools) this.#closeOldest();
    return pool;
  }

  /**
   * Refuses a host that is an address which is not to be dialled; of a name nothing is known until it is resolved.
   *
   * @throws Problem `egress/denied`
   */
  assertLiteralPermitted(hostname: string): void {
    const literal = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(literal) === 0) return;
    if (classifyAddress(literal, this.#permitted).kind === 'denied') throw new Problem('egress/denied');
  }

  /** Closes what shows an identity, and keeps its key no longer, unless somebody asks for it before idle sockets end. */
  forget({ id }: TlsIdentity): void {
    for (const key of this.#pools.keys()) {
      if (!key.endsWith(` ${id}`)) continue;
      this.#left.add(key);
      setTimeout(() => this.#left.delete(key) && this.#close(key), this.#idleMs).unref();
    }
  }

  #closeOldest(): void {
    const [oldest] = this.#pools.keys();
    if (oldest !== undefined) this.#close(oldest);
  }

  #close(key: string): void {
    const pool = this.#pools.get(key);
    this.#pools.delete(key);
    // A pool that another eviction or close() has closed before rejects; it is closed either way.
    pool?.close().catch(() => undefined);
  }

  /** Lets requests in flight end, then closes every socket. */
  async close(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.close()));
  }
}
