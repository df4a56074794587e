import { evidenceCase } from '../evidence-case.ts';

/** The Octokit of GitHub. */
export const github = evidenceCase({
  provider: 'github',
  package: '@octokit/rest',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: `github_pat_${secret}` }),
  async run({ Octokit }, { apiKey }) {
    await new Octokit({ auth: apiKey }).rest.users.getAuthenticated();
  },
});
