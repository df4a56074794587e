/**
 * How the window of a single sign-on tells the page behind it that somebody has come in. A channel reaches pages of this very
 * origin alone. What comes over it is only a hint: whether there is a session is for the API to say.
 */

const NAME = 'keyward-signed-on';
const SIGNED_ON = 'signed-on';
const HEARD = 'heard';

/** Where such a window ends. */
export const SIGNED_ON_PATH = '/signed-on';

/**
 * Tells every page that waits for it.
 *
 * @param onHeard - Called once a page has taken it in.
 * @returns what ends the waiting for that
 */
export function tellSignedOn(onHeard: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (data === HEARD) onHeard();
  };
  channel.postMessage(SIGNED_ON);
  return () => channel.close();
}

/** @returns what ends the listening */
export function hearSignedOn(heard: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (data !== SIGNED_ON) return;
    channel.postMessage(HEARD);
    heard();
  };
  return () => channel.close();
}
