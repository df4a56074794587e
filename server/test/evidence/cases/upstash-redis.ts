import { evidenceCase } from '../evidence-case.ts';

/** The REST client of Upstash Redis. */
export const upstashRedis = evidenceCase({
  provider: 'upstash-redis',
  package: '@upstash/redis',
  type: 'ApiKey',
  fields: (secret) => ({ database: 'us1-merry-cat-32242', apiKey: secret }),
  async run({ Redis }, { database, apiKey }) {
    const url = `https://${database}.upstash.io`;
    await new Redis({ url, token: apiKey, enableAutoPipelining: false }).ping();
  },
});
