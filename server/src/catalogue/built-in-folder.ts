/** Where the files of the providers lie that Keyward brings. */
import { fileURLToPath } from 'node:url';

/** The folder's path. */
export const builtInFolder: string = fileURLToPath(new URL('./providers', import.meta.url));
