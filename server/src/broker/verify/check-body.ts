/** The body of a check: as its rule says, with the values in it that the credential puts into bodies. */
import type { CheckRequest } from '../../domain/verification-rule.ts';
import { editBody, unsupportedBody } from '../../request/edit-body.ts';
import type { InjectedValue } from '../../request/injected-value.ts';

export interface CheckBody {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/**
 * @param values - Members by JSON pointer for a JSON body, fields for a form.
 * @returns undefined for a request without a body
 * @throws Problem `request/body-unsupported`, `request/body-refused` where the rule has no place for the values
 */
export function checkBody({ body }: CheckRequest, values: readonly InjectedValue[]): CheckBody | undefined {
  if (body === undefined && values.length > 0) unsupportedBody('The check has no body.');
  if (body === undefined) return undefined;
  const kind = 'json' in body ? 'json' : 'form';
  const text = 'json' in body ? JSON.stringify(body.json) : new URLSearchParams(body.form).toString();
  const contentType = kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return { bytes: Buffer.from(values.length > 0 ? editBody(kind, text, values) : text, 'utf8'), contentType };
}
