/**
 * Colours for people. Node decides whether the stream shows any: NO_COLOR, FORCE_COLOR and whether it is a terminal;
 * `--no-color` is set on top of that by the program.
 */
import { styleText } from 'node:util';

/** What is painted, by meaning. */
export type Tone = 'heading' | 'good' | 'bad' | 'open';

const formats = { heading: 'bold', good: 'green', bad: 'red', open: 'yellow' } as const;

const tones: Readonly<Record<string, Tone>> = {
  valid: 'good',
  accepted: 'good',
  active: 'good',
  done: 'good',
  invalid: 'bad',
  rejected: 'bad',
  expired: 'bad',
  revoked: 'bad',
  deleted: 'bad',
  refused: 'bad',
  incomplete: 'open',
  reconnect_required: 'open',
  pending: 'open',
  unverified: 'open',
};

/** The text in the colour of its tone, where the stream shows colours. */
export function paint(tone: Tone, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(formats[tone], text, { stream });
}

/** A state word in its own colour; any other word as it is. */
export function paintState(word: string, text = word): string {
  const tone = Object.hasOwn(tones, word) ? tones[word] : undefined;
  return tone === undefined ? text : paint(tone, text);
}
