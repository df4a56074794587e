/** For an address that the console does not have. */
import { Anchor, Text } from '@mantine/core';
import { PageFrame } from './page.tsx';

/** The page. */
export function NotFound() {
  return (
    <PageFrame title="There is no such page">
      <Text>
        The address may be old or mistyped. Go to the <Anchor href="/">start page</Anchor>.
      </Text>
    </PageFrame>
  );
}
