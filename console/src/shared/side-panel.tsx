/** One thing beside its list, as the address names it; closing leads back to the list, its filters as they were. */
import { Anchor, Drawer, Skeleton, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganisation } from '../session/organisation.tsx';
import { ProblemAlert } from '../shell/problem-alert.tsx';

export interface SidePanelProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly error?: Error | null;
  readonly isLoading?: boolean;
  /** Nothing where it could not be read. */
  readonly children?: ReactNode;
}

/** Where a list of this organisation is, for closing what is open beside it. */
export function useCloseTo(path: string): () => void {
  const { reference } = useOrganisation();
  const navigate = useNavigate();
  return () =>
    void navigate({
      to: `/organisations/${reference}/${path}` as string,
      search: (({ tab: _tab, ...rest }: Record<string, unknown>) => rest) as never,
      resetScroll: false,
    });
}

/** The panel. */
export function SidePanel({ title, onClose, error = null, isLoading = false, children }: SidePanelProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      overlayProps={{ backgroundOpacity: 0.15 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title={title}
    >
      {error && (
        <Stack>
          <ProblemAlert error={error} title="It could not be read" />
          {!children && (
            <Anchor component="button" onClick={onClose}>
              Back to the list
            </Anchor>
          )}
        </Stack>
      )}
      {isLoading && !error && (
        <Stack>
          <Skeleton height={36} />
          <Skeleton height={240} />
        </Stack>
      )}
      {/* What was read before stays, and what is typed into it: the next reading may succeed. */}
      {!isLoading && children}
    </Drawer>
  );
}
