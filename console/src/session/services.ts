/**
 * What every page works with, made once: the client of the API, the cache of its answers, and what is known of the
 * connection and the session. The client shows no token; the browser adds the session's cookie, which no script can read.
 */
import { KeywardClient, KeywardError } from '@keyward/sdk';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PageSettings } from './page-settings.ts';
import { createSignal, type Signal } from './signal.ts';

/** Whether the server answers. */
export type ConnectionState = 'up' | 'down';

/** `ended`: there was one in this page, and what is open here is kept until somebody has signed in again. */
export type SessionState = 'unknown' | 'open' | 'ended' | 'none';

export interface Services {
  readonly settings: PageSettings;
  readonly client: KeywardClient;
  readonly queries: QueryClient;
  readonly connection: Signal<ConnectionState>;
  readonly session: Signal<SessionState>;
}

/** What the answer to who is signed in is kept under. */
export const whoKey = ['whoami'] as const;

const STALE_AFTER_MS = 15_000;

/** Other codes of 401 say that a sign-in failed. */
const SESSION_OVER: ReadonlySet<string> = new Set(['token/missing', 'token/invalid', 'session/invalid']);

/** What an error says about connection and session, whatever was asked. */
function heed(error: Error, { connection, session }: Pick<Services, 'connection' | 'session'>): void {
  if (!(error instanceof KeywardError)) return;
  if (error.code === 'client/unreachable') connection.set('down');
  if (SESSION_OVER.has(error.code))
    session.set(session.get() === 'open' || session.get() === 'ended' ? 'ended' : 'none');
}

/** Makes them. */
export function createServices(settings: PageSettings): Services {
  const connection = createSignal<ConnectionState>('up');
  const session = createSignal<SessionState>('unknown');
  const onError = (error: Error): void => heed(error, { connection, session });
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    // The client tries again by itself where that can help; what the browser says of the network is not waited for.
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: STALE_AFTER_MS },
      // What was written, secrets and passwords among it, is forgotten with the form that it was typed into.
      mutations: { retry: false, networkMode: 'always', gcTime: 0 },
    },
  });
  const { brokerKey } = settings;
  const client = new KeywardClient({ url: location.origin, ...(brokerKey !== undefined && { brokerKey }) });
  return { settings, client, queries, connection, session };
}

const ServicesContext = createContext<Services | undefined>(undefined);

/** Gives them to what is inside. */
export const ServicesProvider = ServicesContext.Provider;

/** Those of this page. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('There is no ServicesProvider around.');
  return services;
}

/** The value of a signal, watched. */
export function useSignal<Value>(signal: Signal<Value>): Value {
  return useSyncExternalStore(signal.subscribe, signal.get);
}

/** Whether this page can seal: browsers offer what that takes to secure contexts alone. */
export function canSeal({ brokerKey }: PageSettings): boolean {
  return globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined && brokerKey !== undefined;
}
