/**
 * What holds for all dialogs together, which each of them by itself cannot do: Escape closes the one on top alone, or what was
 * typed in those below would be gone; and whoever works by keyboard finds the focus where it was before one was opened, however
 * it went away.
 */

type Page = Document;

/** Open ones, the lowest first: by their layer, and in the order in which they came. */
function openDialogs(page: Page): HTMLElement[] {
  const dialogs = [...page.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')];
  const layerOf = (dialog: HTMLElement) => Number.parseInt(getComputedStyle(dialog.parentElement!).zIndex, 10) || 0;
  return dialogs.sort((one, other) => layerOf(one) - layerOf(other));
}

/** Something in it that is open over it, a list of options say, takes Escape for itself. */
function isTaken({ target }: Event): boolean {
  return target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true';
}

/** One without a button to close it stays. */
function closeTopmost(page: Page, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing || isTaken(event)) return;
  const topmost = openDialogs(page).at(-1);
  if (!topmost) return;
  // Not one by one: a dialog that closes may open another, which asks whether it may, and would be closed by the same key.
  event.stopImmediatePropagation();
  topmost.querySelector<HTMLElement>('.mantine-CloseButton-root')?.click();
}

/** Back to what opened it; to the title of the page where that is gone. */
function giveBack(page: Page, opener: Element | null | undefined): void {
  if (page.activeElement !== page.body) return;
  const heading = page.querySelector<HTMLElement>('[data-page-title]');
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== page.body;
  (isThere ? opener : heading)?.focus();
}

/** To be called once, before anything else listens. */
export function watchDialogs(page: Page): void {
  page.defaultView?.addEventListener('keydown', (event) => closeTopmost(page, event), { capture: true });
  const openers = new Map<Element, Element | null>();
  const note = () => {
    const open = openDialogs(page);
    const gone = [...openers.keys()].filter((dialog) => !dialog.isConnected);
    const [lowest] = gone.map((dialog) => openers.get(dialog));
    for (const dialog of gone) openers.delete(dialog);
    // A dialog takes the focus some time after it has come.
    for (const dialog of open) if (!openers.has(dialog)) openers.set(dialog, page.activeElement);
    if (gone.length > 0) giveBack(page, lowest);
  };
  new MutationObserver(note).observe(page.body, { childList: true, subtree: true });
}
