/** Makes a provider of an OpenAPI document, or tells what would be made of it. Never reads an address. */

import type { ImportedProvider, ImportOptions } from '../../catalogue/import-openapi/import-openapi.ts';
import type { OwnProvider } from '../../domain/own-provider.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import type { Call } from '../route.ts';
import { violationsOf } from './read-given-provider.ts';
import { createOwnProvider } from './write-own-provider.ts';

/** What a document would become. */
export interface PlannedImport extends ImportedProvider {
  /** What keeps the draft from being a provider; empty where nothing does. */
  readonly violations: readonly Violation[];
  readonly document: string | undefined;
}

/** @throws Problem `provider/document-invalid`, `credential/origin-invalid`, `request/rate-limited` */
export async function planImport(call: Call, text: string, options: ImportOptions): Promise<PlannedImport> {
  const imported = await call.services.importer.read(text, options);
  if (imported.draft.docsUrl === undefined) {
    const violations = [{ path: '/docsUrl', message: 'is not in the document: give the page about the credentials' }];
    return { ...imported, violations, document: undefined };
  }
  const { readOwnProvider } = await import('../../catalogue/read-own-provider.ts');
  const reading = readOwnProvider(JSON.stringify(imported.draft), imported.draft.name);
  if ('provider' in reading) return { ...imported, violations: [], document: reading.document };
  // The draft was never lines of a file.
  const violations = violationsOf(reading.violations.map((violation) => ({ ...violation, line: 1 })));
  return { ...imported, violations, document: undefined };
}

/** @throws Problem `provider/invalid` where the draft lacks something; `provider/name-taken`, `provider/too-many` */
export async function storeImport(call: Call, { draft, violations, document }: PlannedImport): Promise<OwnProvider> {
  if (document === undefined) throw new Problem('provider/invalid', { errors: violations });
  return createOwnProvider(call, { name: draft.name, document });
}
