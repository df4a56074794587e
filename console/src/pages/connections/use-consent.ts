/**
 * A consent under way: a window is opened for it, and the API is asked until the tokens are there. The window is cut off from
 * this page once it leaves (Cross-Origin-Opener-Policy), so that nobody can tell whether it was closed; it tells what came
 * of it through the channel. That does not decide: the API does.
 */
import { KeywardError, type ResultOf } from '@keyward/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useOrganisation } from '../../session/organisation.tsx';
import { credentialsKey } from '../credentials/queries.ts';
import { hearConsent, RETURN_PATH } from './consent-channel.ts';
import { type Connection, connectionQuery } from './queries.ts';

type Started = ResultOf<'connections.create'>;

interface Waiting {
  readonly step: 'waiting';
  readonly started: Started;
  readonly url: string;
  /** The browser let no window open: there is a link instead. */
  readonly isBlocked: boolean;
}

/** How far it is. */
export type ConsentState =
  | { readonly step: 'idle' | 'starting' }
  | { readonly step: 'refused'; readonly error: unknown }
  | Waiting
  | { readonly step: 'failed'; readonly started: Started; readonly code: string | undefined }
  | { readonly step: 'expired'; readonly started: Started }
  | { readonly step: 'connected'; readonly connection: Connection; readonly formerAccount: string | undefined };

/** Asks the API for a flow; called once more without an address to come back to where that one is refused. */
export type AskForConsent = (flow: { readonly returnUrl?: string }) => Promise<Started>;

const POLL_MS = 1_000;
/** So often the account's label is waited for once the tokens are there. */
const MOST_LATE_POLLS = 5;
const WINDOW = 'popup,width=560,height=720';

/** The console may be open at another address than the public URL, which nobody may be sent back to. */
async function askWithReturn(ask: AskForConsent): Promise<Started> {
  try {
    return await ask({ returnUrl: new URL(RETURN_PATH, location.origin).href });
  } catch (error) {
    if (!(error instanceof KeywardError) || error.code !== 'request/return-refused') throw error;
    return ask({});
  }
}

/** Opened at once, for browsers let a click open windows and nothing later; the provider is not to reach back to this page. */
function openWindow(): Window | null {
  const opened = window.open('about:blank', '_blank', WINDOW);
  if (opened) opened.opener = null;
  return opened;
}

function webAddress(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

/** Whether tokens have come since, and whether they were tried. */
function progressOf(before: Started, now: Connection): 'none' | 'there' | 'tried' {
  const { obtainedAt } = now.connection;
  if (obtainedAt === undefined || obtainedAt === before.connection.obtainedAt) return 'none';
  return now.verification.checkedAt === before.verification.checkedAt ? 'there' : 'tried';
}

/** A consent, and how to begin one, open its window again and give it up. */
export function useConsent() {
  const place = useOrganisation();
  const queries = useQueryClient();
  const [state, setState] = useState<ConsentState>({ step: 'idle' });
  const opened = useRef<Window | null>(null);
  const closeWindow = () => {
    opened.current?.close();
    opened.current = null;
  };
  const connected = (connection: Connection, formerAccount: string | undefined) => {
    closeWindow();
    queries.setQueryData(connectionQuery(place, connection.id).queryKey, connection);
    void queries.invalidateQueries({ queryKey: credentialsKey(place) });
    setState({ step: 'connected', connection, formerAccount });
  };
  const begin = async (ask: AskForConsent, needsWindow = true) => {
    const popup = needsWindow ? openWindow() : null;
    opened.current = popup;
    setState({ step: 'starting' });
    try {
      const started = await askWithReturn(ask);
      const url = webAddress(started.startUrl);
      void queries.invalidateQueries({ queryKey: credentialsKey(place) });
      if (url === undefined) return connected(started, undefined);
      if (popup) popup.location.replace(url);
      setState({ step: 'waiting', started, url, isBlocked: popup === null });
    } catch (error) {
      closeWindow();
      setState({ step: 'refused', error });
    }
  };
  useWaiting(state, { setState, connected, closeWindow });
  return {
    state,
    begin,
    /** Opens the window for the same consent once more. */
    reopen: () => {
      if (state.step !== 'waiting') return;
      const popup = openWindow();
      opened.current = popup;
      popup?.location.replace(state.url);
      setState({ ...state, isBlocked: popup === null });
    },
    giveUp: () => {
      closeWindow();
      setState({ step: 'idle' });
    },
  };
}

interface WaitingParts {
  readonly setState: (next: ConsentState) => void;
  readonly connected: (connection: Connection, formerAccount: string | undefined) => void;
  readonly closeWindow: () => void;
}

function useWaiting(state: ConsentState, parts: WaitingParts): void {
  const { client } = useOrganisation();
  const current = useRef(parts);
  current.current = parts;
  const waiting = state.step === 'waiting' ? state : undefined;
  useEffect(() => {
    if (!waiting) return;
    const { started } = waiting;
    let late = 0;
    let isOver = false;
    const look = async () => {
      const now = await client.connections.get(started.id).catch(() => undefined);
      if (isOver) return;
      const progress = now ? progressOf(started, now) : 'none';
      if (progress === 'there') late += 1;
      if (now && (progress === 'tried' || late >= MOST_LATE_POLLS)) {
        isOver = true;
        return current.current.connected(now, started.verification.account);
      }
      if (progress === 'none' && Date.parse(started.startExpiresAt ?? '') < Date.now()) {
        current.current.closeWindow();
        return current.current.setState({ step: 'expired', started });
      }
    };
    const timer = setInterval(look, POLL_MS);
    const stopHearing = hearConsent(({ credential, status, code }) => {
      if (credential !== started.key) return false;
      if (status === 'failed') current.current.setState({ step: 'failed', started, code });
      else {
        late = MOST_LATE_POLLS;
        void look();
      }
      return true;
    });
    return () => {
      isOver = true;
      clearInterval(timer);
      stopHearing();
    };
  }, [waiting, client]);
}
