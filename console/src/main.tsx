/** Starts the console in the page. */
import './styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readPageSettings } from './session/page-settings.ts';
import { watchDialogs } from './shared/watch-dialogs.ts';

const settings = readPageSettings(document);
// The one global that libraries agree on: what adds a style element gives it this page's nonce.
Object.assign(globalThis, { __webpack_nonce__: settings.nonce });
watchDialogs(document);
// Browsers keep a whole page for the way back to it: after signing out that would show again what is not to be seen.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App settings={settings} />
  </StrictMode>,
);
