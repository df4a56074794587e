/**
 * One login, from the dialling to the farewell: stages in a fixed order, each told in words of our own. Of what the server
 * answers only the codes of known errors are told. It knows nothing of credentials and writes nothing down.
 */
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Verdict, VerificationStep } from '../../domain/credential.ts';
import { Problem } from '../../domain/problem.ts';
import type { Secret } from '../../domain/secret.ts';
import { toConnectProblem } from '../egress/connect-problem.ts';
import type { Dialer } from '../egress/dialer.ts';
import { type LoginAttempt, type LoginCheck, LoginStopped } from './connections/login-check.ts';
import { Wire } from './connections/wire.ts';

/** Whether a port is closed or filtered is nobody's business: both are told alike, and after the same while. */
const NO_CONNECTION_MS = 5_000;
const NO_CONNECTION = 'No connection: the host has no address, refuses, or is too slow. Check host and port.';

/** For all of it, from the look-up of the name on. */
const TIMEOUT_MS = 10_000;

export interface Login extends Omit<LoginAttempt, 'wire'> {
  readonly check: LoginCheck;
  /** For the trace. */
  readonly origin: string;
  /** Dialled, and what its certificate has to name. */
  readonly host: string;
  readonly port: number;
  /** Default 10,000 ms. */
  readonly timeoutMs?: number;
  /** Before a failure to connect is told. Default 5,000 ms. */
  readonly noConnectionMs?: number;
}

export interface LoginResult {
  readonly verdict: Verdict;
  readonly steps: readonly VerificationStep[];
  /** Why it came to no verdict. */
  readonly problem?: Problem;
}

/** Never throws for anything that a server does. */
export async function tryLogin(dialer: Dialer, login: Login): Promise<LoginResult> {
  const signal = AbortSignal.timeout(login.timeoutMs ?? TIMEOUT_MS);
  const steps: VerificationStep[] = [];
  const stages = stagesOf(dialer, login, signal);
  for (;;) {
    const stage = stages.next();
    if (stage.done) return { verdict: 'accepted', steps };
    const { step, run } = stage.value;
    try {
      steps.push({ step, outcome: 'ok', ...(await run()) });
    } catch (error) {
      const { note, ...result } = endOf(error, signal);
      steps.push({ step, outcome: 'failed', note });
      stages.return();
      return { ...result, steps };
    }
  }
}

type Passed = Partial<VerificationStep> & { readonly note: string };

interface Stage {
  readonly step: string;
  readonly run: () => Promise<Passed>;
}

/** The stages in their order; whoever leaves early hangs up. */
function* stagesOf(dialer: Dialer, login: Login, signal: AbortSignal): Generator<Stage, void, void> {
  const { host, password } = login;
  yield { step: 'fields', run: async () => assertSendable(password) };
  let wire: Wire | undefined;
  const abort = (): void => wire?.destroy();
  signal.addEventListener('abort', abort);
  try {
    const dial = async (): Promise<Passed> => {
      const socket = await connect(dialer, login, signal);
      wire = new Wire(socket, (plain) => dialer.secure(plain, host, signal));
      return { note: `Connected to ${login.origin}.` };
    };
    yield { step: 'target', run: dial };
    const session = login.check.start({ ...login, wire: wire! });
    yield { step: 'TLS', run: () => session.secure().then(() => safetyOf(wire!)) };
    yield { step: 'login', run: async () => ({ note: await session.logIn() }) };
    yield { step: 'query', run: async () => ({ note: await session.ask() }) };
  } finally {
    signal.removeEventListener('abort', abort);
    wire?.hangUp();
  }
}

/** @throws Problem `egress/denied`; all other failures alike */
async function connect(dialer: Dialer, login: Login, signal: AbortSignal): Promise<Socket> {
  const { host, port, noConnectionMs = NO_CONNECTION_MS } = login;
  const startedAt = performance.now();
  try {
    return await dialer.connect(host, port, AbortSignal.any([signal, AbortSignal.timeout(noConnectionMs)]));
  } catch (error) {
    if (error instanceof Problem && error.code === 'egress/denied') throw error;
    await delay(Math.max(noConnectionMs - (performance.now() - startedAt), 0));
    throw new LoginStopped(NO_CONNECTION);
  }
}

function assertSendable(password: Secret<Buffer>): Passed {
  const bytes = password.reveal();
  if (bytes.length > 0 && !bytes.includes(0)) return { note: 'Every field is there and the secret opens.' };
  throw new LoginStopped('No server takes a password that is empty or contains a NUL.');
}

function safetyOf({ tls }: Wire): Passed {
  if (tls === undefined) return { outcome: 'skipped', note: 'Sealed to be without TLS.' };
  return { note: `${tls}; the certificate is valid and names the host.` };
}

/** What an error proves and how it is told: a sentence of our own, never the server's. */
function endOf(error: unknown, signal: AbortSignal): Omit<LoginResult, 'steps'> & { note: string } {
  if (!signal.aborted && error instanceof LoginStopped) {
    const { verdict, message: note } = error;
    return verdict === 'rejected' ? { verdict, note } : { verdict, note, problem: new Problem('upstream/broken') };
  }
  const problem = signal.aborted ? new Problem('upstream/timeout') : toConnectProblem(error);
  return { verdict: 'unverified', note: `${problem.code}: ${problem.message}.`, problem };
}
