/** The few drawings of the console, 24 by 24, in the colour of the text around them. They never stand for a word. */

const drawings = {
  key: 'M14.5 9.5a5 5 0 1 1-3.2-4.67A5 5 0 0 1 14.5 9.5Zm-.6 2 7.1 7.1v2.4h-3v-2h-2v-2h-2l-2.3-2.4',
  grid: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  box: 'M12 3 4 7v10l8 4 8-4V7l-8-4ZM4 7l8 4 8-4M12 11v10',
  flow: 'M4 5h6v5H4zM14 14h6v5h-6zM7 10v6.5h7',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13Zm4.7-1.8L20 20',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6 6 18',
  minus: 'M6 12h12',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  out: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  warning: 'M12 4 2.5 20h19L12 4Zm0 6v5m0 2.5v.5',
  trash: 'M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3',
  back: 'M19 12H5m6-6-6 6 6 6',
  leave: 'M14 4H5v16h9M10 12h10m-4-4 4 4-4 4',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0V8Zm6 9v4',
  home: 'M4 11 12 4l8 7v9h-6v-6h-4v6H4v-9Z',
  token: 'M4 7h16v10H4zM4 11h16M8 15h3',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4l2-2Zm4 3h4',
  send: 'M4 12 20 4l-5 16-4-6-7-2Zm7 2 9-10',
  arrows: 'M4 8h14m-4-4 4 4-4 4M20 16H6m4 4-4-4 4-4',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9a6 6 0 0 1 12 0M16 4.5a3.5 3.5 0 0 1 0 6M17.5 14.5A6 6 0 0 1 21 20',
  sliders: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3V4Zm0 13a3 3 0 0 1 3-3h11',
} as const;

export type IconName = keyof typeof drawings;

/** One drawing. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      aria-hidden="true"
    >
      <path d={drawings[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
