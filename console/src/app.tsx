/** The whole of the console: theme, services and router around its pages. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createConsoleRouter } from './router.tsx';
import type { PageSettings } from './session/page-settings.ts';
import { createServices, ServicesProvider } from './session/services.ts';
import { colours, theme } from './theme.ts';

/** The console. */
export function App({ settings }: { readonly settings: PageSettings }) {
  const [services] = useState(() => createServices(settings));
  const [router] = useState(() => createConsoleRouter());
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={colours}
      defaultColorScheme="auto"
      getStyleNonce={() => settings.nonce}
    >
      <Notifications position="bottom-right" />
      <ServicesProvider value={services}>
        <QueryClientProvider client={services.queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ServicesProvider>
    </MantineProvider>
  );
}
