/** A person at a browser: keeps the cookie that Keyward sets, and sends the Origin that a page of its console would. */
import { type Answer, type CallOptions, type Keyward, runCli } from './keyward.ts';

export class Person {
  readonly email: string;
  readonly password: string;
  /** As the browser would send it; empty while nobody is signed in. */
  cookie = '';
  readonly #keyward: Keyward;

  constructor(keyward: Keyward, email: string, password: string) {
    this.#keyward = keyward;
    this.email = email;
    this.password = password;
  }

  /** Any request below /v1, with the cookie. */
  async send(method: string, path: string, { body, headers = {} }: CallOptions = {}): Promise<Answer> {
    const { controlUrl } = this.#keyward;
    const answer = await this.#keyward.fetch(`${controlUrl}/v1/${path}`, {
      method,
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(method !== 'GET' && { origin: controlUrl }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const set = answer.headers.getSetCookie()[0];
    if (set !== undefined) this.cookie = set.split(';')[0]!;
    return answer;
  }

  /** Below the organisation `default`. */
  api(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.send(method, `organisations/default/${path}`, body === undefined ? {} : { body });
  }

  /** A link used, with a new account or the one that there is. */
  accept(link: string, extra: object = {}): Promise<Answer> {
    const { email, password } = this;
    return this.send('POST', 'auth/accept', { body: { link, email, password, ...extra } });
  }

  signIn(extra: object = {}): Promise<Answer> {
    const { email, password } = this;
    return this.send('POST', 'auth/sign-in', { body: { email, password, ...extra } });
  }
}

/** The token of a link that an operator makes on the machine. */
export async function machineLink({ data }: Keyward, ...flags: string[]): Promise<string> {
  const { stdout, stderr } = await runCli(['person', 'reset', '--data', data, ...flags]);
  const link = /kwi_[\w-]{43}/.exec(stdout)?.[0];
  if (link === undefined) throw new Error(`no link: ${stdout}${stderr}`);
  return link;
}
