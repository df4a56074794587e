/** A status as a label: its class, so that nothing of an upstream's choice is in it. */

/** `none`: the caller was gone before there was an answer. */
export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | 'none';

const CLASSES: readonly StatusClass[] = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'];

/** @param status - Of an answer; 0 where there was none. Above 599 counts as `5xx`. */
export function statusClassOf(status: number): StatusClass {
  return CLASSES[Math.min(Math.trunc(status / 100), 5)] ?? 'none';
}
