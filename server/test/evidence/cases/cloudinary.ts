import { evidenceCase } from '../evidence-case.ts';

/** The SDK of Cloudinary. */
export const cloudinary = evidenceCase({
  provider: 'cloudinary',
  package: 'cloudinary',
  type: 'BasicAuth',
  fields: (secret) => ({ cloud: 'demo', username: '123456789012345', password: secret }),
  async run({ v2 }, { cloud, username, password }) {
    v2.config({ cloud_name: cloud, api_key: username, api_secret: password });
    await v2.api.ping();
  },
});
