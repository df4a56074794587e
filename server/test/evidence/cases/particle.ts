import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Particle. */
export const particle = evidenceCase({
  provider: 'particle',
  package: 'particle-api-js',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ default: Particle }, { apiKey }) {
    await new Particle().getUserInfo({ auth: apiKey });
  },
});
