/**
 * server/src/control/connect/connect.js: the one script of a connect link's page, bundled of the SDK's sealing. Kept beside
 * the page's other files, so that a checkout and the package serve it without a build.
 */
import { rolldown } from 'rolldown';

const NOTE = '// Bundled by `npm run docs` from sdk/src/connect-form.ts and @hpke/core (MIT). Not written by hand.\n';

export async function renderConnectScript(): Promise<string> {
  const bundle = await rolldown({ input: 'sdk/src/connect-form.ts', platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'iife', minify: true, comments: false });
  await bundle.close();
  return `${NOTE}${output[0].code}`;
}
