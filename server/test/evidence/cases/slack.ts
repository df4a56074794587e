import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Slack. */
export const slack = evidenceCase({
  provider: 'slack',
  package: '@slack/web-api',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `xoxb-${secret}` }),
  async run({ WebClient }, { apiKey }) {
    await new WebClient(apiKey).auth.test();
  },
  answer: () => ({ ok: true }),
});
