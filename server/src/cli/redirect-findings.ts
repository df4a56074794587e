/** What `keyward doctor` says of redirect URIs: those of stored configurations, held against the public URL. */
import type { Finding } from '../broker/inspect.ts';
import { readOAuthDefinition } from '../domain/oauth-configuration.ts';
import { publicUrlOf } from '../domain/public-url.ts';
import { checkRedirect } from '../domain/redirect-check.ts';
import type { Store } from '../store/store.ts';

/** @param given - `--public-url`; without it there is nothing to compare with. */
export async function redirectFindings({ read }: Pick<Store, 'read'>, given: string | undefined): Promise<Finding[]> {
  const rows = await read.selectFrom('oauth_configurations').select(['id', 'key', 'definition']).execute();
  const set = rows.flatMap(({ id, key, definition }) => {
    const redirectUrl = readOAuthDefinition(definition)?.redirectUrl;
    return redirectUrl === undefined ? [] : [{ name: key ?? id, redirectUrl }];
  });
  if (rows.length === 0) return [];
  if (given === undefined) {
    const what = 'redirect URIs are not compared: --public-url (KEYWARD_PUBLIC_URL) is not given to this command';
    return [{ level: 'good', what }];
  }
  const publicUrl = publicUrlOf(given, given);
  const bad = set.flatMap(({ name, redirectUrl }) =>
    checkRedirect({ publicUrl, redirectUrl }).findings.map(({ message, vendorLine, keywardLine }): Finding => {
      const advice = [vendorLine && `At the vendor: ${vendorLine}`, keywardLine && `or at Keyward: ${keywardLine}`];
      return {
        level: 'bad',
        what: `OAuth configuration ${name}: ${message}`,
        advice: advice.filter(Boolean).join('; '),
      };
    }),
  );
  return bad.length > 0 ? bad : [{ level: 'good', what: `redirect URIs lead to ${publicUrl.url}` }];
}
