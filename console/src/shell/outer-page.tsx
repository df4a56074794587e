/** The frame of pages that need no session: one card in the middle. */
import { Card, Center, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Banners } from './banners.tsx';

/** Shows such a page. */
export function OuterPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useDocumentTitle(`${title} · Keyward`);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={400}>
        <Banners />
        <Card withBorder padding="lg">
          <Stack>
            <div>
              <Text c="dimmed" fw={600}>
                Keyward
              </Text>
              <Title order={1}>{title}</Title>
            </div>
            {children}
          </Stack>
        </Card>
      </Stack>
    </Center>
  );
}
