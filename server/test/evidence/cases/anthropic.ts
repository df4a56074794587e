import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Anthropic. */
export const anthropic = evidenceCase({
  provider: 'anthropic',
  package: '@anthropic-ai/sdk',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `sk-ant-${secret}` }),
  async run({ default: Anthropic }, { apiKey }) {
    await new Anthropic({ apiKey }).models.list({ limit: 1 });
  },
});
