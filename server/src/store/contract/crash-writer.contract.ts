/**
 * A process that the crash test kills: writes credentials without end and prints the id of each once it is committed.
 *
 *     node crash-writer.contract.ts sqlite:<path> <organisation id>
 */
import { insertCredential } from '../credentials.ts';
import { openStore } from '../open-store.ts';
import { sampleCredential } from './samples.contract.ts';

const [url, organisationId] = process.argv.slice(2) as [string, string];
const store = await openStore({ url });
for (;;) {
  const credential = sampleCredential(organisationId);
  await store.transaction((tx) => insertCredential(tx, credential));
  process.stdout.write(`${credential.id}\n`);
}
