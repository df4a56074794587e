import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Mailjet. */
export const mailjet = evidenceCase({
  provider: 'mailjet',
  package: 'node-mailjet',
  type: 'BasicAuth',
  fields: (secret) => ({ username: 'a1b2c3d4e5f60718293a4b5c6d7e8f90', password: secret }),
  async run({ default: Mailjet }, { username, password }) {
    await new Mailjet({ apiKey: username, apiSecret: password }).get('user', { version: 'v3' }).request();
  },
});
