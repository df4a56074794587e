/** The page that stands in the place of a redirect that could not come back: what does not fit, and the line to copy. */
import type { FastifyRequest } from 'fastify';
import { type Problem, problems } from '../../domain/problem.ts';
import { checkRedirect } from '../../domain/redirect-check.ts';
import type { FlowPage } from '../oauth/flow-page.ts';
import { html } from '../reference/html.ts';
import type { ControlServices } from '../route.ts';
import { reachedBy } from './reached-by.ts';

const CODE = 'connection/redirect-mismatch' satisfies Problem['code'];

/** @returns undefined where nothing speaks against setting out */
export function redirectMismatch(
  { publicUrl }: Pick<ControlServices, 'publicUrl'>,
  request: FastifyRequest,
  redirectUrl: string,
): FlowPage | undefined {
  const { findings } = checkRedirect({ publicUrl: publicUrl(), redirectUrl, reachedBy: reachedBy(request) });
  const certain = findings.filter(({ severity }) => severity === 'fails');
  if (certain.length === 0) return undefined;
  const paragraphs = certain.flatMap(({ message, vendorLine, keywardLine }) => [
    message,
    ...(keywardLine ? [html`Start Keyward with, or set: <code>${keywardLine}</code>`] : []),
    ...(vendorLine ? [html`And register at the vendor, to the letter: <code>${vendorLine}</code>`] : []),
  ]);
  const now = html`At the vendor the redirect URI has to be, as things are now: <code>${redirectUrl}</code>`;
  return { title: problems[CODE].title, isGood: false, paragraphs: [...paragraphs, now], code: CODE };
}
