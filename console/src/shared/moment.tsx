/** An instant for people: how long ago or until when, and exactly on hovering and to assistive technology. */
import { Text } from '@mantine/core';

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Hours and minutes in short, which is what narrow columns mostly hold. */
const relative = {
  long: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
  short: new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' }),
};
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const precise = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `3 days ago`, `in 2 hr`, `just now`. */
function sayWhen(instant: string, now = Date.now()): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const unit = units.find(([, length]) => Math.abs(seconds) >= length);
  if (!unit) return 'just now';
  const style = unit[0] === 'hour' || unit[0] === 'minute' ? 'short' : 'long';
  return relative[style].format(Math.round(seconds / unit[1]), unit[0]).replace('.', '');
}

/** `22 Nov 2026, 15:42:07`, here. */
export function exactly(instant: string): string {
  return precise.format(new Date(instant));
}

/** Shows one; a dash where there is none. */
export function Moment({ at, none = '–' }: { readonly at: string | undefined; readonly none?: string }) {
  if (at === undefined) {
    return (
      <Text component="span" size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  return (
    <time dateTime={at} title={exact.format(new Date(at))} className="moment">
      {sayWhen(at)}
    </time>
  );
}
