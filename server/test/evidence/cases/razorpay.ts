import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Razorpay. */
export const razorpay = evidenceCase({
  provider: 'razorpay',
  package: 'razorpay',
  type: 'BasicAuth',
  fields: (secret) => ({ username: 'rzp_test_0123456789', password: secret }),
  async run({ default: Razorpay }, { username, password }) {
    await new Razorpay({ key_id: username, key_secret: password }).payments.all({ count: 1 });
  },
});
