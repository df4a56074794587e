/** What is wrong with the place itself: no connection, no sealing. A lost connection is tried again until it is back. */
import { Alert, Stack } from '@mantine/core';
import { useEffect } from 'react';
import { canSeal, useServices, useSignal } from '../session/services.ts';
import { Icon } from './icon.tsx';

const TRY_AGAIN_MS = 2_000;

function useReconnect(isDown: boolean): void {
  const { connection, queries } = useServices();
  useEffect(() => {
    if (!isDown) return;
    const ask = async () => {
      const answer = await fetch('/health').catch(() => undefined);
      if (!answer?.ok) return;
      connection.set('up');
      await queries.refetchQueries({ type: 'active' });
    };
    const timer = setInterval(ask, TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isDown, connection, queries]);
}

/** The banners that there is a reason for. */
export function Banners() {
  const { connection, settings } = useServices();
  const isDown = useSignal(connection) === 'down';
  useReconnect(isDown);
  return (
    <Stack gap="xs" aria-live="polite">
      {isDown && (
        <Alert color="orange" variant="outline" mb="md" icon={<Icon name="warning" />} title="Keyward does not answer">
          Trying again every two seconds. What you have typed stays.
        </Alert>
      )}
      {!canSeal(settings) && (
        <Alert
          color="orange"
          variant="outline"
          mb="md"
          icon={<Icon name="warning" />}
          title="Secrets cannot be sealed here"
        >
          Browsers seal only on pages opened by HTTPS or from this machine itself (localhost). Open the console by
          HTTPS, or set up <code>--tls-cert</code> and <code>--tls-key</code>, to enter secrets. Everything else works.
        </Alert>
      )}
    </Stack>
  );
}
