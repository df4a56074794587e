/**
 * The thread in which one OpenAPI document is read: parsing a few megabytes of YAML takes seconds, in which nothing else
 * of this process must wait. It gets the text and options alone and answers once.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type ImportOptions, importOpenApi } from '../../../catalogue/import-openapi/import-openapi.ts';
import { toProblem } from '../../../domain/problem.ts';

const { text, options } = workerData as { readonly text: string; readonly options: ImportOptions };

function answer(): object {
  try {
    return { imported: importOpenApi(text, options) };
  } catch (error) {
    const { code, errors, detail } = toProblem(error);
    return { refused: { code, errors, detail } };
  }
}

parentPort!.postMessage(answer());
