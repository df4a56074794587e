/** What the server has written into this very page: the nonce of its styles, and the broker that secrets are sealed for. */

/** See `server/src/control/console/serve-console.ts`. */
export interface PageSettings {
  /** Style elements without it are refused by the page's policy; empty while developing. */
  readonly nonce: string;
  /** The broker's public key, `keyward-broker-1:…`, to which sealing keys are held; undefined while developing without one. */
  readonly brokerKey: string | undefined;
  /** Where this page reaches the broker, to invoke functions; undefined where the server does not know. */
  readonly brokerUrl: string | undefined;
}

/** Reads them. Whoever serves the page decides what runs in it, so that the pin protects from other tampering alone. */
export function readPageSettings(page: Document): PageSettings {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  const pin = page.querySelector<HTMLMetaElement>('meta[name="keyward-broker-key"]')?.content;
  const url = page.querySelector<HTMLMetaElement>('meta[name="keyward-broker-url"]')?.content ?? '';
  return {
    nonce,
    brokerKey: pin?.startsWith('keyward-broker-1:') ? pin : undefined,
    brokerUrl: /^https?:\/\//.test(url) ? url : undefined,
  };
}
