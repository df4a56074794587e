/**
 * A client of the control API. Errors are rebuilt from their `code`; secrets are sealed here, before anything is sent.
 */
import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { newCredentialId } from './credential-id.ts';
import { KeywardError } from './keyward-error.ts';
import { seal } from './seal.ts';
import { type SealingKey, verifySealingKey } from './sealing-key.ts';

export interface ClientOptions {
  /** Of the control API, `http://127.0.0.1:7420`. */
  readonly url: string;
  /** Access token, `kw_…`. */
  readonly token: string;
  /** Id or slug; `default` by default. */
  readonly organisation?: string;
  /** The broker's public key, `keyward-broker-1:…`, pinned; needed to seal. Never take it from the API. */
  readonly brokerKey?: string;
}

/** What a credential is made of; secret fields are named apart, because they never travel in the clear. */
export interface NewCredential {
  readonly key?: string;
  readonly name?: string;
  readonly type: string;
  readonly baseUrl?: string;
  readonly allowedOrigins?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

interface PolicyAnswer {
  readonly policy: { readonly roles: Readonly<Record<string, { readonly origins: readonly string[] }>> };
  readonly policyBytes: string;
  readonly sealingKey: SealingKey;
  readonly materialVersions: Readonly<Record<string, number>>;
}

export class KeywardClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * One request below the organisation.
   *
   * @param path - `credentials/finnhub`, each part percent-encoded.
   * @returns the answer's JSON; undefined for 204
   * @throws KeywardError with the problem's code, or `client/unreachable`
   */
  async request<T = unknown>(method: string, path: string, { body, query = {} }: RequestOptions = {}): Promise<T> {
    const { url, token, organisation = 'default' } = this.#options;
    const target = new URL(`/v1/organisations/${encodeURIComponent(organisation)}/${path}`, url);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) target.searchParams.set(name, value);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await fetch(target, init).catch((cause: unknown) => {
      throw new KeywardError('client/unreachable', `No connection to ${new URL(url).origin}.`, { cause });
    });
    if (!answer.ok) throw await problemOf(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  /**
   * Creates a credential whose secrets are sealed here: neither the network nor the control plane sees them.
   *
   * @throws KeywardError `keys/sealing-key-untrusted`, `credential/seal-refused`, or the API's own
   */
  async createCredential<T = unknown>({ secrets, ...described }: NewCredential): Promise<T> {
    const id = newCredentialId();
    const asked = { id, ...described };
    const answer = await this.request<PolicyAnswer>('POST', 'credentials:policy', { body: asked });
    assertOrigins(answer, described);
    const sealed = await this.#sealAll(id, described.type, secrets, answer);
    return this.request<T>('POST', 'credentials', { body: { ...asked, sealed } });
  }

  async #sealAll(
    credentialId: string,
    type: string,
    secrets: Readonly<Record<string, string>>,
    { policyBytes, sealingKey, materialVersions }: PolicyAnswer,
  ): Promise<Record<string, string>> {
    const { brokerKey } = this.#options;
    if (brokerKey === undefined) throw new KeywardError('config/invalid', 'No broker key is pinned.');
    const key = await verifySealingKey(sealingKey, brokerKey);
    const bound = { organisationId: key.organisationId, credentialId, type, policyBytes };
    const entries = Object.entries(secrets).map(async ([field, value]) => {
      const binding = { ...bound, field, materialVersion: materialVersions[field] ?? 1 };
      return [field, toBase64(await seal(utf8(value), binding, key))] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}

/** The policy is what the secret will obey: it may name the origins that were asked for and no others. */
function assertOrigins(answer: PolicyAnswer, { baseUrl, allowedOrigins = [] }: Omit<NewCredential, 'secrets'>): void {
  const bytes = fromBase64(answer.policyBytes);
  if (bytes === undefined) throw new KeywardError('credential/seal-refused', 'The policy is not base64.');
  const sealed = JSON.parse(new TextDecoder().decode(bytes)) as PolicyAnswer['policy'];
  const asked = new Set(
    [...(baseUrl === undefined ? [] : [baseUrl]), ...allowedOrigins].map((url) => new URL(url).origin),
  );
  const named = Object.values(sealed.roles).flatMap(({ origins }) => origins);
  if (!named.every((origin) => asked.has(origin))) {
    throw new KeywardError('credential/seal-refused', 'The policy permits origins that were not asked for.');
  }
}

async function problemOf(answer: Response): Promise<KeywardError> {
  const body = (await answer.json().catch(() => ({}))) as Partial<
    Record<'code' | 'title' | 'detail' | 'requestId', string>
  >;
  const errors = (body as { errors?: { path: string; message: string }[] }).errors ?? [];
  const lines = [
    body.detail ?? body.title ?? `Answered ${answer.status}`,
    ...errors.map(({ path, message }) => `${path} ${message}`),
  ];
  return new KeywardError(body.code ?? 'client/unexpected-answer', lines.join('\n'));
}
