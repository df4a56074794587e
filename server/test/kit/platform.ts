/**
 * A platform in miniature: two Keywards on one database and an API that tells its customers apart by their secrets. What
 * tests of several organisations start from.
 */
import assert from 'node:assert/strict';
import { newCanary } from './canary.ts';
import { type Answer, type CallOptions, Keyward } from './keyward.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** The customers, by slug; the platform gives each a credential under the key `shared`. */
export const slugs = ['acme', 'globex', 'initech'] as const;

export class Platform {
  readonly node: Keyward;
  /** Another node on the same database. */
  readonly other: Keyward;
  readonly upstream: Upstream;
  /** Each customer's own secret, in the order of `slugs`; a canary. */
  readonly secrets: readonly string[];

  private constructor(node: Keyward, other: Keyward, upstream: Upstream, secrets: readonly string[]) {
    this.node = node;
    this.other = other;
    this.upstream = upstream;
    this.secrets = secrets;
  }

  /** @param database - `postgres://…`; SQLite by default. */
  static async start(database?: string): Promise<Platform> {
    const secrets = slugs.map(() => newCanary());
    const upstream = await startUpstream(({ headers }, response) => {
      const known = secrets.indexOf(String(headers['x-api-key']));
      response.writeHead(known < 0 ? 401 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ customer: slugs[known] }));
    });
    const options = database === undefined ? {} : { database };
    const node = await Keyward.start(options);
    const other = await Keyward.start({ ...options, data: node.data });
    return new Platform(node, other, upstream, secrets);
  }

  /** Makes a customer's organisation with the first token. @returns an owner token of its own */
  async addCustomer(slug: (typeof slugs)[number]): Promise<string> {
    const made = await this.ask('POST', 'organisations', { body: { slug, name: `${slug} Inc.` } });
    assert.deepEqual([made.status, made.json.slug], [201, slug], made.text);
    const { token } = await this.issue(`organisations/${slug}`, { name: 'owner', role: 'owner' });
    const fields = { in: 'header', name: 'X-Api-Key', apiKey: this.secrets[slugs.indexOf(slug)] };
    const body = { type: 'ApiKey', baseUrl: this.upstream.url, fields };
    const stored = await this.ask('PUT', `organisations/${slug}/credentials/shared`, { body, token });
    assert.equal(stored.status, 201, stored.text);
    return token;
  }

  /** A request below `/v1`, with the first token unless told otherwise. */
  async ask(method: string, path: string, { token, body, headers }: CallOptions = {}): Promise<Answer> {
    const authorization = `Bearer ${token ?? (await this.node.ownerToken())}`;
    return this.node.fetch(`${this.node.controlUrl}/v1/${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** @param where - `organisations/acme` or `platform`. */
  async issue(where: string, body: object, token?: string): Promise<{ id: string; token: string }> {
    const answer = await this.ask('POST', `${where}/access-tokens`, { body, ...(token && { token }) });
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  }

  /** Ends both nodes, in none of which a secret may have been seen. */
  async close(): Promise<void> {
    for (const secret of this.secrets) {
      assert.deepEqual([...(await this.node.leaksOf(secret)), ...(await this.other.leaksOf(secret))], []);
    }
    await this.other.close();
    await this.node.close();
    await this.upstream.close();
  }
}

/** Whether both planes of a node take the token for invalid. */
export async function isRefused(at: Keyward, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  const managed = await at.fetch(`${at.controlUrl}/v1/organisations`, { headers });
  const used = await at.call('/shared/quote', { token });
  return managed.json.code === 'token/invalid' && used.json.code === 'token/invalid';
}
