/**
 * The connections of one organisation to one origin. At most so many requests are in flight at a time; the others wait
 * here and not inside undici, where a request could neither be given up nor taken back: whoever has waited for too long
 * is told so, and an origin whose streams never end starves nobody silently.
 */
import { Readable } from 'node:stream';
import { type buildConnector, Client, Dispatcher, Pool } from 'undici';
import type { Origin } from '../../domain/origin.ts';
import { Problem } from '../../domain/problem.ts';
import { PooledHandler } from './pooled-handler.ts';

export interface OriginPoolOptions {
  readonly origin: Origin;
  readonly pool: Pool.Options;
  /** One a pool: it knows what was negotiated. */
  readonly connector: (offersHttp2: boolean) => buildConnector.connector;
  readonly http2: boolean;
  readonly maxSockets: number;
  readonly queueTimeoutMs: number;
  readonly maxHeaderBytes: number;
}

const POOL: Pool.Options = {
  factory: (origin: URL, options: object) => new SteadyClient(origin, options),
};

interface Waiting {
  readonly options: Dispatcher.DispatchOptions;
  readonly handler: Dispatcher.DispatchHandler;
  readonly deadline: NodeJS.Timeout;
}

/**
 * A client that a refused request does not disable: undici's answers that it is full when it refuses one, and the pool
 * would then wait for ever for it to drain.
 */
class SteadyClient extends Client {
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const isFree = super.dispatch(options, handler);
    return isFree || (handler instanceof PooledHandler && handler.isRefused);
  }
}

/** A dispatcher for requests to its origin. */
export class OriginPool extends Dispatcher {
  readonly #options: OriginPoolOptions;
  readonly #pool: Pool;
  /** For upgrades, which few servers take over HTTP/2 (RFC 8441): HTTP/1.1 only, made when one is asked for. */
  #upgrades: Pool | undefined;
  /** In the order of arrival. */
  readonly #waiting = new Set<Waiting>();
  #running = 0;
  #isStarting = false;
  #isHttp2 = false;
  #closing: PromiseWithResolvers<void> | undefined;

  constructor(options: OriginPoolOptions) {
    super();
    this.#options = options;
    const offersHttp2 = options.http2 && options.origin.startsWith('https:');
    const connect = options.connector(offersHttp2);
    this.#pool = new Pool(options.origin, {
      ...options.pool,
      ...POOL,
      allowH2: offersHttp2,
      connections: options.maxSockets,
      connect: (target, callback) =>
        connect(target, (...[error, socket]) => {
          if (socket) this.#isHttp2 = 'alpnProtocol' in socket && socket.alpnProtocol === 'h2';
          if (error) callback(error, null);
          else callback(null, socket as NonNullable<typeof socket>);
        }),
    });
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** @returns whether further requests would start at once */
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (this.#running < this.#options.maxSockets) this.#start(options, handler);
    else this.#wait(options, handler);
    return this.#running < this.#options.maxSockets;
  }

  #start(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#running++;
    const isUpgrade = Boolean(options.upgrade);
    const pooled = new PooledHandler(handler, {
      body: options.body,
      maxHeaderBytes: this.#options.maxHeaderBytes,
      isHttp2: () => this.#isHttp2 && !isUpgrade,
      release: () => this.#release(),
    });
    if (isUpgrade) this.#poolForUpgrades().dispatch(options, pooled);
    else this.#pool.dispatch(this.#options.http2 ? withOneSpelling(options) : options, pooled);
  }

  #poolForUpgrades(): Pool {
    if (!this.#options.http2) return this.#pool;
    const { origin, pool, maxSockets, connector } = this.#options;
    this.#upgrades ??= new Pool(origin, {
      ...pool,
      ...POOL,
      allowH2: false,
      connections: maxSockets,
      connect: connector(false),
    });
    return this.#upgrades;
  }

  #wait(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    const deadline = setTimeout(() => {
      this.#waiting.delete(waiting);
      fail(handler, new Problem('upstream/busy'));
    }, this.#options.queueTimeoutMs);
    const waiting = { options, handler, deadline };
    this.#waiting.add(waiting);
  }

  #release(): void {
    this.#running--;
    // What fails at once is released inside its start: a loop, where recursion would grow with the queue.
    if (this.#isStarting) return;
    this.#isStarting = true;
    for (const waiting of this.#waiting) {
      if (this.#running >= this.#options.maxSockets) break;
      this.#waiting.delete(waiting);
      clearTimeout(waiting.deadline);
      if (isGone(waiting.options.body)) fail(waiting.handler, new Error('the caller has gone'));
      else this.#start(waiting.options, waiting.handler);
    }
    this.#isStarting = false;
    if (this.#closing && this.#waiting.size === 0) this.#closePools(this.#closing);
  }

  /** Lets what is in flight and what waits come to its end, then closes every socket. */
  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | void {
    if (!this.#closing) {
      this.#closing = Promise.withResolvers();
      if (this.#waiting.size === 0) this.#closePools(this.#closing);
    }
    if (callback) this.#closing.promise.then(callback, callback);
    else return this.#closing.promise;
  }

  #closePools({ resolve, reject }: PromiseWithResolvers<void>): void {
    if (this.#pool.closed) return;
    Promise.all([this.#pool.close(), this.#upgrades?.close()]).then(() => resolve(), reject);
  }
}

function fail(handler: Dispatcher.DispatchHandler, error: Error): void {
  // undici too has no controller for what never started.
  handler.onResponseError?.(null as unknown as Dispatcher.DispatchController, error);
}

function isGone(body: unknown): boolean {
  return body instanceof Readable && body.destroyed;
}

/**
 * Gives fields of one name one spelling. Over HTTP/2 undici joins those that are spelt alike; the others Node.js refuses, and
 * undici then ends the session with every other request on it.
 */
function withOneSpelling(options: Dispatcher.DispatchOptions): Dispatcher.DispatchOptions {
  const { headers } = options;
  if (!Array.isArray(headers)) return options;
  const spellings = new Map<string, string>();
  let isMixed = false;
  for (let i = 0; i < headers.length; i += 2) {
    const name = String(headers[i]);
    const lowerName = name.toLowerCase();
    const first = spellings.get(lowerName);
    if (first === undefined) spellings.set(lowerName, name);
    else isMixed ||= first !== name;
  }
  if (!isMixed) return options;
  const respelt = headers.map((text, i) => (i % 2 === 0 ? spellings.get(String(text).toLowerCase())! : text));
  return { ...options, headers: respelt };
}
