/** The drawing of a component, or its first letter where it has none. Drawings come from the catalogue, paths and nothing else. */
import type { ApiComponents } from '@keyward/sdk';
import { useComputedColorScheme } from '@mantine/core';
import classes from './component-icon.module.css';

export type IconDrawing = ApiComponents['schemas']['ProviderIcon'];

const PATH = /^[\d\sA-Za-z.,+-]+$/;

/** How bright a colour is to the eye, 0 to 1. @see WCAG 2.2, relative luminance (without the gamma, which is near enough) */
function brightnessOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\da-f]{2}/gi) ?? []).map(
    (part) => Number.parseInt(part, 16) / 255,
  );
  return 0.21 * red + 0.72 * green + 0.07 * blue;
}

/** Shows one; decoration, the name stands beside it. */
export function ComponentIcon({
  icon,
  title,
  size = 28,
}: {
  readonly icon?: IconDrawing | undefined;
  readonly title: string;
  readonly size?: number;
}) {
  const isDark = useComputedColorScheme('light') === 'dark';
  const brightness = icon ? brightnessOf(icon.colour) : 0;
  const isFaint = isDark ? brightness < 0.25 : brightness > 0.85;
  const style = { width: size, height: size };
  if (!icon || !PATH.test(icon.path)) {
    return (
      <span className={classes.tile} style={{ ...style, fontSize: size * 0.46 }} aria-hidden="true">
        {[...title.replace(/[^\p{L}\p{N}]/gu, '')][0]?.toUpperCase() ?? '·'}
      </span>
    );
  }
  const colour = isFaint || !/^#?[\da-f]{6}$/i.test(icon.colour) ? 'currentColor' : `#${icon.colour.replace('#', '')}`;
  return (
    <span className={classes.tile} style={style} aria-hidden="true">
      <svg width={size * 0.6} height={size * 0.6} viewBox="0 0 24 24" fill={colour} aria-hidden="true">
        <path d={icon.path} />
      </svg>
    </span>
  );
}
