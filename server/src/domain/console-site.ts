/**
 * Where browsers find both planes: from which origins the console is opened, and where its pages reach the broker. Each is
 * needed by the other plane: the broker answers pages of these origins, and the page's policy lets it ask that address.
 */

/** What options and listening say. */
export interface ConsoleSite {
  /** `--public-url`. */
  readonly publicUrl: string | undefined;
  /** `--broker-public-url`. */
  readonly brokerPublicUrl: string | undefined;
  readonly hasTls: boolean;
  /** Port of the control API, where it listens in this process. */
  readonly controlPort: () => number | undefined;
  /** The same of the broker. */
  readonly brokerPort: () => number | undefined;
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

function schemeOf({ hasTls }: ConsoleSite): string {
  return hasTls ? 'https' : 'http';
}

/** The origins that the console's pages may have; none in a process that knows of no control API. */
export function consoleOrigins(site: ConsoleSite): string[] {
  const { publicUrl, controlPort } = site;
  const port = controlPort();
  const local = port === undefined ? [] : LOCAL_HOSTS.map((host) => `${schemeOf(site)}://${host}:${port}`);
  return [...(publicUrl === undefined ? [] : [new URL(publicUrl).origin]), ...local];
}

/**
 * The broker's origin for a page. Without an option it is known only where nothing stands before the two listeners: it is
 * then the other port of the same host.
 *
 * @param host - Of the request for the page, one that is allowed.
 */
export function brokerOriginFor(site: ConsoleSite, host: string): string | undefined {
  const { publicUrl, brokerPublicUrl, brokerPort } = site;
  if (brokerPublicUrl !== undefined) return new URL(brokerPublicUrl).origin;
  const port = brokerPort();
  const page = URL.parse(`${schemeOf(site)}://${host}`);
  if (port === undefined || publicUrl !== undefined || !page) return undefined;
  page.port = String(port);
  return page.origin;
}
