/**
 * What the keyboard does on every page: jump to a page or a credential, search the list at hand, and a sheet that says
 * so. Keys are let be while one types and while a dialog is open, and those without Control can be turned off.
 *
 * @see WCAG 2.2, 2.1.4 (character key shortcuts)
 */
import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { Icon } from './icon.tsx';
import { isMac, useKeysOn } from './keys.ts';
import classes from './shell.module.css';

const Jump = lazy(async () => ({ default: (await import('./jump.tsx')).Jump }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }));

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}

/** The field that searches this page's list, if it has one. */
function focusSearch(): void {
  const fields = document.querySelectorAll<HTMLInputElement>(
    '#content [role="search"] input, #content input[type="search"]',
  );
  [...fields].find((field) => field.checkVisibility())?.focus();
}

/** The button of the header; the keys with it. */
export function Shortcuts() {
  const [isOn] = useKeysOn();
  const [open, setOpen] = useState<'jump' | 'sheet'>();
  const onPage = (act: () => void) => () => {
    if (!isDialogOpen()) act();
  };
  const jump = () => setOpen('jump');
  const search = onPage(() => isOn && focusSearch());
  const sheet = onPage(() => isOn && setOpen('sheet'));
  useHotkeys([
    ['mod+K', onPage(jump), { preventDefault: true }],
    // Where the keys are, and whether Shift is among them, differs between keyboards.
    ['/', search],
    ['shift+/', search],
    ['?', sheet],
    ['shift+?', sheet],
  ]);
  const close = () => setOpen(undefined);
  return (
    <>
      <Button
        className={classes.jump}
        visibleFrom="sm"
        justify="flex-start"
        size="compact-md"
        leftSection={<Icon name="search" size={15} />}
        rightSection={<Kbd size="xs">{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onClick={jump}
      >
        Jump to
      </Button>
      <ActionIcon hiddenFrom="sm" variant="subtle" color="gray" size="lg" aria-label="Jump to" onClick={jump}>
        <Icon name="search" />
      </ActionIcon>
      <Suspense>
        {open === 'jump' && <Jump onClose={close} onSheet={() => setOpen('sheet')} />}
        {open === 'sheet' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </>
  );
}
