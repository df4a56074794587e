/** The requests by which people come in and leave. Passwords and codes are in their bodies alone and kept nowhere. */
import { KeywardError } from '@keyward/sdk';

/** What one signs in with. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  /** Of the second factor, where there is one. */
  readonly code?: string;
}

/** A new account, or that which there is, and the link that lets it in. */
export interface Acceptance extends SignIn {
  readonly link: string;
  readonly name?: string;
}

/** What a one-time link is for. */
export interface LinkShown {
  readonly kind: 'invitation' | 'set-up' | 'reset';
  readonly organisation?: { readonly name: string; readonly slug: string };
  /** The address that the account must have. */
  readonly email?: string;
  readonly role?: string;
  readonly expiresAt: string;
}

interface Refusal {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly requestId?: string;
}

/** @throws KeywardError with the API's code, or `client/unreachable` */
async function post(path: string, body: object | undefined): Promise<unknown> {
  const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`/v1/auth/${path}`, { method: 'POST', redirect: 'error', ...sent }).catch(
    (cause: unknown) => {
      throw new KeywardError('client/unreachable', 'Keyward does not answer.', { cause, retryable: true });
    },
  );
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return said;
  const {
    code = 'client/unexpected-answer',
    title = 'The answer could not be read',
    ...rest
  } = (said ?? {}) as Refusal;
  throw new KeywardError(code, title, { ...rest, title, status: answer.status });
}

/** Begins a session; the browser keeps its cookie. */
export async function signIn(given: SignIn): Promise<void> {
  await post('sign-in', given);
}

/** Says what a link is for; it stays good. */
export async function showLink(link: string): Promise<LinkShown> {
  return (await post('link', { link })) as LinkShown;
}

/** Uses a link, and begins a session. */
export async function acceptLink(given: Acceptance): Promise<void> {
  await post('accept', given);
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await post('sign-out', undefined);
}
