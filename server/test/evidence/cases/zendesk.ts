import { evidenceCase } from '../evidence-case.ts';

/** The client that Zendesk’s documents name for Node.js. */
export const zendesk = evidenceCase({
  provider: 'zendesk',
  package: 'node-zendesk',
  type: 'BasicAuth',
  fields: (secret) => ({ subdomain: 'acme', username: 'ada@mail.example', password: secret }),
  async run({ default: { createClient } }, { subdomain, username, password }) {
    await createClient({ subdomain, username, token: password }).users.me();
  },
});
