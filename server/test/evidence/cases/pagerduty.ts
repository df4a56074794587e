import { evidenceCase } from '../evidence-case.ts';

/** The client of PagerDuty. */
export const pagerduty = evidenceCase({
  provider: 'pagerduty',
  package: '@pagerduty/pdjs',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ api }, { apiKey }) {
    await api({ token: apiKey }).get('/abilities');
  },
});
