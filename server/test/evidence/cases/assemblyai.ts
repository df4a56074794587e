import { evidenceCase } from '../evidence-case.ts';

/** The SDK of AssemblyAI. */
export const assemblyai = evidenceCase({
  provider: 'assemblyai',
  package: 'assemblyai',
  type: 'ApiKey',
  fields: (secret) => ({ apiKey: secret }),
  async run({ AssemblyAI }, { apiKey }) {
    await new AssemblyAI({ apiKey }).transcripts.list({ limit: 1 });
  },
});
