/** Types of `console.mjs`, which runs before TypeScript may. */

/** Builds the console unless it is built from these very sources. @param root - The checkout's folder, ending in a slash or empty. */
export function buildConsole(root?: string): void;
