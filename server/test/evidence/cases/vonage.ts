import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Vonage. */
export const vonage = evidenceCase({
  provider: 'vonage',
  package: '@vonage/accounts',
  type: 'BasicAuth',
  fields: (secret) => ({ username: 'abcd1234', password: secret }),
  async run({ Accounts }, { username, password }) {
    await new Accounts({ apiKey: username, apiSecret: password }).getBalance();
  },
});
