/**
 * How the console looks: Mantine's theme, and the few of its colours that are too faint or too heavy for us. Components
 * get their look here, not page by page.
 */
import {
  Alert,
  Badge,
  Card,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Modal,
  Notification,
  Table,
  Tabs,
} from '@mantine/core';

/** Theirs is a `header` element, which would be a second banner of the page. */
const plainHeader = { attributes: { header: { role: 'none' } } } as const;

const dialogTitle = { title: { fontWeight: 600, minWidth: 0, overflowWrap: 'anywhere' } } as const;

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '8px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  components: {
    Alert: Alert.extend({
      // Coloured titles on white are too faint.
      styles: { label: { color: 'var(--mantine-color-text)' } },
      vars: (_theme, { color = 'indigo' }) => ({
        root: {
          '--alert-bg': `color-mix(in srgb, var(--mantine-color-${color}-6) 7%, transparent)`,
          '--alert-bd': `1px solid color-mix(in srgb, var(--mantine-color-${color}-6) 45%, transparent)`,
        },
      }),
    }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 500 } }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: 'xs' } }),
    Card: Card.extend({ defaultProps: { radius: 'md' } }),
    Drawer: Drawer.extend({ defaultProps: plainHeader, styles: dialogTitle }),
    Modal: Modal.extend({
      defaultProps: { ...plainHeader, overlayProps: { backgroundOpacity: 0.4 } },
      styles: dialogTitle,
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Table: Table.extend({ defaultProps: { borderColor: 'var(--console-line)' } }),
    // In one line, to be scrolled where there is no room: a second line of tabs reads as another list.
    Tabs: Tabs.extend({ classNames: { list: 'tab-line' } }),
  },
});

/** Mantine's own greys are too faint for small text: these keep 4.5 to 1 on every background that there is. */
export const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#596068',
    '--mantine-color-placeholder': '#6a7077',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#364fc7',
    '--mantine-color-default-border': 'var(--mantine-color-gray-3)',
    '--console-aside': 'var(--mantine-color-gray-0)',
    '--console-line': 'var(--mantine-color-gray-2)',
  },
  dark: {
    '--mantine-color-dimmed': '#a9adb3',
    '--mantine-color-placeholder': '#9a9ea5',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#91a7ff',
    '--console-aside': 'var(--mantine-color-dark-8)',
    '--console-line': 'var(--mantine-color-dark-5)',
  },
});
