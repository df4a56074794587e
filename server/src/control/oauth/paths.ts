/** Where browsers come by: Keyward's own start address, and the one that providers send them back to. */

/** The state follows. */
export const START_PATH = '/v1/oauth/start/';

/** Registered at providers, below the public URL. */
export const CALLBACK_PATH = '/v1/oauth/callback';
