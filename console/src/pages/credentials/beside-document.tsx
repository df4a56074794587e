/** A form with the same as JSON: beside it where there is room for both, in the place of its plain fields where there is not. */
import { Box, Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './beside-document.module.css';

/** Room for both, the navigation beside them. */
const ROOMY = '(min-width: 75em)';

/** Where the document stands. */
export type DocumentPlace = 'nowhere' | 'beside' | 'instead';

/** @param isShown - Whether it is asked for. @param takesBoth - Whether both may stand side by side at all. */
export function useDocumentPlace(isShown: boolean, takesBoth = true): DocumentPlace {
  const isRoomy = useMediaQuery(ROOMY, true, { getInitialValueInEffect: false });
  if (!isShown) return 'nowhere';
  return isRoomy && takesBoth ? 'beside' : 'instead';
}

/** What shows and hides it. */
export function DocumentSwitch({
  isShown,
  onChange,
}: {
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}) {
  return (
    <Switch
      label="Show schema"
      description="The same as JSON, with all that the API takes. Secrets stay in their fields."
      checked={isShown}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** The form, and beside it the document. */
export function BesideDocument({
  place,
  document,
  children,
}: {
  readonly place: DocumentPlace;
  readonly document: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={place === 'beside' ? classes.both : undefined}>
      <Box miw={0}>{children}</Box>
      {place === 'beside' && <div className={classes.document}>{document}</div>}
    </div>
  );
}
