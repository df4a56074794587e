/** The field that the address names gets the focus once its form is there: links of a checklist lead to the very input. */
import { useEffect } from 'react';
import { usePageSearch } from '../shared/page-search.ts';

/** @param isReady - Whether the form is shown. */
export function useFieldFocus(isReady: boolean): void {
  const [{ field }] = usePageSearch(['field']);
  useEffect(() => {
    if (!isReady || field === undefined) return;
    // After the panel around it has taken the focus to itself.
    const timer = setTimeout(() => {
      const place = document.querySelector(`[data-field="${CSS.escape(field)}"]`);
      const input = place?.querySelector<HTMLElement>('input, textarea, button');
      input?.scrollIntoView({ block: 'center' });
      input?.focus();
    }, 100);
    return () => clearTimeout(timer);
  }, [isReady, field]);
}
