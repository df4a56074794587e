import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Twilio. */
export const twilio = evidenceCase({
  provider: 'twilio',
  package: 'twilio',
  type: 'BasicAuth',
  fields: (secret) => ({ username: `AC${'0123456789abcdef'.repeat(2)}`, password: secret }),
  async run({ default: twilio }, { username, password }) {
    await twilio(username, password).api.v2010.accounts(username).fetch();
  },
});
