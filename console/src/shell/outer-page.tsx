/** The frame of pages that need no session: one card in the middle. */
import { Card, Center, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Banners } from './banners.tsx';
import { Brand } from './brand.tsx';

/** Shows such a page. */
export function OuterPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useDocumentTitle(`${title} · Keyward`);
  return (
    <Center component="main" mih="100vh" p="md" bg="var(--console-aside)">
      <Stack w="100%" maw={400}>
        <Banners />
        <Card withBorder padding="xl" shadow="xs">
          <Stack>
            <div>
              <Brand />
              <Title order={1} mt="lg">
                {title}
              </Title>
            </div>
            {children}
          </Stack>
        </Card>
      </Stack>
    </Center>
  );
}
