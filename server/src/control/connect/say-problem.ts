/** What a page says of a problem: to somebody who has no account, knows no API, and can do two or three things about it. */
import type { Problem, ProblemCode, Violation } from '../../domain/problem.ts';
import type { Visit } from './visit.ts';

/** A fault of one field; without a field it is of the form. */
export interface Fault {
  readonly field?: string;
  readonly text: string;
}

const AGAIN: Partial<Record<ProblemCode, string>> = {
  'verification/rejected': 'did not accept these values, so nothing was stored. Check them and try again.',
  'verification/not-accepted':
    'could not be asked whether these values are right, so nothing was stored. Check them, or try again in a while.',
};

const GENERAL: Partial<Record<ProblemCode, string>> = {
  'request/rate-limited': 'There were too many tries in a short time. Wait a minute, then try again.',
  'credential/masked-value': 'One of the values looks like a placeholder: paste the real one.',
  'credential/unsendable-value':
    'One of the values has characters that it cannot have. Paste it anew, without line breaks.',
  'credential/value-refused': 'One of the values is not of the form that is needed.',
  'credential/seal-refused': 'The values did not arrive as they were sent. Load this page again and try once more.',
  'broker/unavailable': 'The service does not answer at the moment. Nothing was stored; try again in a while.',
  'store/unavailable': 'The service does not answer at the moment. Nothing was stored; try again in a while.',
};

function fieldOf({ path }: Violation, { asks }: Visit): string | undefined {
  if (path === '/baseUrl') return 'baseUrl';
  const [, member = '', name = ''] = path.split('/');
  const isValue = ['fields', 'data', 'sealed'].includes(member);
  return isValue && asks.some((spec) => spec.name === name) ? name : undefined;
}

function titleOf(field: string, { asks }: Visit): string {
  return asks.find((spec) => spec.name === field)?.title ?? 'Address';
}

/** The faults to show beside the fields and above the form; at least one. */
export function faultsOf(problem: Problem, visit: Visit): Fault[] {
  const again = AGAIN[problem.code];
  if (again) return [{ text: `${visit.title} ${again}` }];
  const found = (problem.errors ?? []).map((violation): Fault => {
    const field = fieldOf(violation, visit);
    return field === undefined
      ? { text: violation.message }
      : { field, text: `${titleOf(field, visit)} ${violation.message}.` };
  });
  const fielded = found.filter(({ field }) => field !== undefined);
  if (fielded.length > 0) return fielded;
  const general =
    GENERAL[problem.code] ?? `This cannot be stored as it is (${problem.code}). Ask whoever sent you the link.`;
  return [{ text: general }];
}

/** Of problems that end a visit: a heading and what to do. */
export function endOf({ code, status }: Problem): { readonly heading: string; readonly text: string } {
  const ends: Partial<Record<ProblemCode, [string, string]>> = {
    'connect-link/not-found': [
      'This link is not known',
      'See that the address is whole, or ask whoever sent it for a new one.',
    ],
    'connect-link/used': ['This link has been used', 'What it was made for is done; there is nothing left to do here.'],
    'connect-link/revoked': ['This link was withdrawn', 'Ask whoever sent it for a new one.'],
    'connect-link/expired': ['This link has expired', 'Ask whoever sent it for a new one.'],
    'connect-link/exhausted': [
      'This link was tried too often',
      'Nothing was stored. Ask whoever sent it for a new one.',
    ],
    'connect-link/origin-refused': ['This form came from elsewhere', 'Open the link again and use the form there.'],
  };
  const [heading, text] = ends[code] ?? (status >= 500 ? DOWN : GONE);
  return { heading, text };
}

const DOWN: [string, string] = ['The service does not answer', 'Nothing was stored. Load this page again in a while.'];
const GONE: [string, string] = [
  'This link no longer fits',
  'What it was made for has changed. Ask whoever sent it for a new one.',
];
