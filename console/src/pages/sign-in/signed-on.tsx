/** Where the window of a single sign-on ends: it tells the page behind it, and closes. */
import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { tellSignedOn } from '../../session/signed-on-channel.ts';
import { OuterPage } from '../../shell/outer-page.tsx';

/** The page. */
export function Page() {
  useEffect(() => tellSignedOn(() => window.close()), []);
  return (
    <OuterPage title="Signed in">
      <Text size="sm">The page that you came from goes on. This window can be closed.</Text>
      <Button variant="default" onClick={() => window.close()}>
        Close this window
      </Button>
    </OuterPage>
  );
}
