/**
 * The request log as the broker writes it: what is kept of a request is made harmless here, once, whichever way the
 * request ended.
 */
import type { LoggedRequest } from '../../store/request-log.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import { holdsSecret } from './holds-secret.ts';
import { pathTemplate } from './path-template.ts';
import type { UseBuffer } from './use-buffer.ts';

/** A request that has ended, its path as the caller sent it. */
export interface EndedRequest extends Omit<LoggedRequest, 'credentialId' | 'credentialKey'> {
  /** Absent where it was refused before the credential was opened. */
  readonly opened: OpenedCredential | undefined;
}

/** Appends to the buffer; turned off, nothing is kept. */
export interface RequestLog {
  readonly isOn: boolean;
  append(request: EndedRequest): void;
}

/** The template, or nothing of a path that holds the secret even so: a secret may look like words. */
function harmlessPath(opened: OpenedCredential | undefined, path: string): string {
  const template = pathTemplate(path);
  return opened && holdsSecret(opened, template) ? '/{id}' : template;
}

export function createRequestLog(buffer: UseBuffer, isOn: boolean): RequestLog {
  return {
    isOn,
    append({ opened, path, ...request }) {
      if (!isOn) return;
      const credential = opened?.credential;
      buffer.log({
        ...request,
        credentialId: credential?.id,
        credentialKey: credential?.key,
        ...(path !== undefined && { path: harmlessPath(opened, path) }),
      });
    },
  };
}
