/** The rules of axe (WCAG 2.2 AA among them), held against a page. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Asks in the page itself, for violations alone. The other mode, for frames of other origins, opens one more page a question and
 * takes twice as long; our pages hold no frame. To describe all that is well takes as long again.
 */
export function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}
