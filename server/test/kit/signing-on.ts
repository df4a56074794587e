/** A person who signs in by an identity provider: the steps of a browser, each to be taken by itself. */
import type { Answer, Keyward } from './keyward.ts';
import { Person } from './person.ts';

/** A browser that has set out. */
export interface SetOut {
  readonly status: number;
  /** Why not. */
  readonly code: string | undefined;
  /** `name=value` of the flow's cookie. */
  readonly cookie: string;
  /** Where it is sent. */
  readonly authorizationUrl: string;
  /** Where the identity provider sends it back to. */
  readonly callback: string;
}

/** What Keyward answered at the callback. */
export interface CameBack {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  /** The stable code on the page. */
  readonly code: string | undefined;
  /** `name=value` of the session's cookie; empty where nobody is signed in. */
  readonly session: string;
}

/** Begins, and goes to the identity provider, which answers at once. */
export async function setOut(by: Person, path: string, body: object): Promise<SetOut> {
  const before = by.cookie;
  const started: Answer = await by.send('POST', path, { body });
  by.cookie = before;
  if (started.status !== 200)
    return { status: started.status, code: started.json.code, cookie: '', authorizationUrl: '', callback: '' };
  const cookie = started.headers.getSetCookie()[0]!.split(';')[0]!;
  const { authorizationUrl } = started.json;
  const answer = await fetch(authorizationUrl, { redirect: 'manual' });
  return { status: 200, code: undefined, cookie, authorizationUrl, callback: answer.headers.get('location') ?? '' };
}

/** Comes back to Keyward with what the identity provider has given. */
export async function comeBack(
  keyward: Keyward,
  { callback, cookie }: Pick<SetOut, 'callback' | 'cookie'>,
): Promise<CameBack> {
  const { pathname, search } = new URL(callback);
  const answer = await keyward.fetch(`${keyward.controlUrl}${pathname}${search}`, {
    headers: cookie === '' ? {} : { cookie },
  });
  const set = answer.headers.getSetCookie().map((line) => line.split(';')[0]!);
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    text: answer.text,
    code: /Code: <code>([^<]+)<\/code>/.exec(answer.text)?.[1],
    session: set.find((pair) => /^(?:__Host-)?keyward=kws_/.test(pair)) ?? '',
  };
}

/** The whole way of somebody who is not signed in. */
export async function signOn(keyward: Keyward, wanted: object): Promise<CameBack & { readonly person: Person }> {
  const person = new Person(keyward, '', '');
  const out = await setOut(person, 'auth/single-sign-on', wanted);
  if (out.status !== 200) return { ...out, location: null, text: '', session: '', person };
  const back = await comeBack(keyward, out);
  person.cookie = back.session;
  return { ...back, person };
}
