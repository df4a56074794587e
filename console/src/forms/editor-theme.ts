/** How editors of documents look: as the inputs around them, in light and in dark. */
import { EditorView } from '@codemirror/view';

/** The theme. */
export function editorTheme(isDark: boolean) {
  return EditorView.theme(
    {
      '&': {
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 'var(--mantine-radius-sm)',
        backgroundColor: 'var(--mantine-color-body)',
        color: 'var(--mantine-color-text)',
        fontSize: '13px',
      },
      '&.cm-focused': { outline: '2px solid var(--mantine-primary-color-filled)' },
      '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'var(--mantine-color-text)' },
      '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
        backgroundColor: 'var(--mantine-primary-color-filled)',
        color: '#fff',
      },
      '.cm-completionInfo': { maxWidth: '320px', padding: '6px 8px' },
      '.cm-scroller': { minHeight: '220px', maxHeight: '480px' },
      '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--mantine-color-dimmed)' },
      '.cm-tooltip': {
        backgroundColor: 'var(--mantine-color-body)',
        border: '1px solid var(--mantine-color-default-border)',
      },
    },
    { dark: isDark },
  );
}
