/** The frame of a page: its title, which is the document's too and gets the focus on navigation, its actions, its content. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';

export interface PageProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly summary?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Whether this document has shown a page already: the first one leaves the focus where the browser has put it. */
const SHOWN = 'data-page-shown';

/** Shows a page. */
export function PageFrame({ title, summary, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Keyward`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { documentElement } = document;
    if (documentElement.hasAttribute(SHOWN)) heading.current?.focus();
    documentElement.setAttribute(SHOWN, '');
  }, []);
  return (
    <Stack gap="md" maw={1440}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1} ref={heading} tabIndex={-1} data-page-title>
            {title}
          </Title>
          {summary !== undefined && (
            <Text c="dimmed" size="sm">
              {summary}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
