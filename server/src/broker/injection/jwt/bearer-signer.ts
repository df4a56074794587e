/** A signer that sends a token that it holds as a bearer token (RFC 6750). The token is scrubbed from answers too. */
import { signerSlots } from '../../../domain/injection-rule.ts';
import type { Instant } from '../../../domain/instant.ts';
import { Secret } from '../../../domain/secret.ts';
import type { Scrubber } from '../../scrub/scrubber.ts';
import type { Signed, Signer, SignerParts, Unsigned } from '../signer.ts';
import { HeldToken, type Made } from './held-token.ts';

/** Makes a token at the given moment. */
export type MakeToken = (now: Instant, parts: SignerParts) => Promise<Made<Secret<string>>>;

interface HeldBearer {
  /** The whole field. */
  readonly field: Secret<string>;
  /** Made with the token, and not for each request. */
  readonly scrubber: Scrubber | undefined;
}

export class BearerSigner implements Signer {
  readonly slots = signerSlots.jwt;
  readonly #make: MakeToken;
  #held: HeldToken<HeldBearer> | undefined;
  #scrubber: Scrubber | undefined;

  constructor(make: MakeToken) {
    this.#make = make;
  }

  sign(_unsigned: Unsigned, parts: SignerParts): Signed | Promise<Signed> {
    this.#held ??= new HeldToken((now) => this.#renew(now, parts));
    const bearer = this.#held.get(parts.clock);
    return bearer instanceof Promise ? bearer.then(toSigned) : toSigned(bearer);
  }

  async #renew(now: Instant, parts: SignerParts): Promise<Made<HeldBearer>> {
    const { value: token, termMs } = await this.#make(now, parts);
    const field = new Secret(`Bearer ${token.reveal()}`);
    this.#scrubber = parts.scrubberFor(token);
    return { value: { field, scrubber: this.#scrubber }, termMs };
  }

  wipe(): void {
    this.#scrubber?.wipe();
    this.#held = undefined;
  }
}

function toSigned({ field, scrubber }: HeldBearer): Signed {
  return { fields: ['authorization', field.reveal()], scrubber };
}
