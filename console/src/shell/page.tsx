/**
 * The frame of a page: the way back to what it is below, its title, which is the document's too and gets the focus on
 * navigation, its actions, its content.
 */
import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

/** A page that this one is below. */
export interface Crumb {
  readonly label: string;
  /** Below the organisation, as in the navigation. */
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
}

export interface PageProps {
  readonly title: string;
  /** The pages above, the outermost first; none for what stands in the navigation itself. */
  readonly trail?: readonly Crumb[];
  /** One sentence below the title. */
  readonly summary?: ReactNode;
  /** Buttons beside the title, what is mostly wanted last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Whether this document has shown a page already: the first one leaves the focus where the browser has put it. */
const SHOWN = 'data-page-shown';

function Trail({ trail }: { readonly trail: readonly Crumb[] }) {
  const { organisation } = useParams({ strict: false }) as { organisation: string };
  return (
    <Group component="nav" aria-label="Breadcrumb" gap={6}>
      {trail.map(({ label, path, search = {} }, index) => (
        <Group key={label} gap={6} wrap="nowrap" miw={0}>
          {index > 0 && (
            <Text component="span" size="sm" c="dimmed" aria-hidden="true">
              /
            </Text>
          )}
          <Anchor
            component={Link}
            to={`/organisations/${organisation}/${path}` as string}
            search={search as never}
            size="sm"
            truncate
          >
            {label}
          </Anchor>
        </Group>
      ))}
    </Group>
  );
}

/** Shows a page. */
export function PageFrame({ title, trail = [], summary, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Keyward`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { documentElement } = document;
    if (documentElement.hasAttribute(SHOWN)) heading.current?.focus({ preventScroll: true });
    documentElement.setAttribute(SHOWN, '');
  }, []);
  return (
    <Stack gap="md" maw={1440}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2} miw={0} maw={760}>
          {trail.length > 0 && <Trail trail={trail} />}
          <Title order={1} ref={heading} tabIndex={-1} data-page-title>
            {title}
          </Title>
          {summary !== undefined && (
            <Text c="dimmed" size="sm" component="div">
              {summary}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
