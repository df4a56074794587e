/** Where the window of a consent ends: it tells the page that opened it, and says in words what that is. */
import { Alert, Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { usePageSearch } from '../../shared/page-search.ts';
import { OuterPage } from '../../shell/outer-page.tsx';
import { tellConsent } from './consent-channel.ts';
import { sayFailure } from './say-failure.ts';

/** The page. */
export function Page() {
  const [{ status, credential, error }] = usePageSearch(['status', 'credential', 'error']);
  const isGood = status === 'connected';
  useEffect(() => {
    if (credential === undefined) return undefined;
    const news = {
      credential,
      status: isGood ? 'connected' : 'failed',
      ...(error !== undefined && { code: error }),
    } as const;
    return tellConsent(news, () => window.close());
  }, [credential, isGood, error]);
  return (
    <OuterPage title={isGood ? 'Connected' : 'Not connected'}>
      {isGood ? (
        <Text size="sm">The page that you came from knows. This window can be closed.</Text>
      ) : (
        <Alert color="orange" variant="outline" role="alert">
          {sayFailure(error)} Close this window to begin anew.
        </Alert>
      )}
      <Button variant="default" onClick={() => window.close()}>
        Close this window
      </Button>
    </OuterPage>
  );
}
