/** Where browsers come back to from identity providers. */

/** Of each identity provider one of its own, by its id: below the public URL. */
export const SIGN_ON_CALLBACK_PATH = '/v1/auth/single-sign-on/callback';

/** The console's own pages: whoever comes back goes on at one of them, and nowhere else. */
const PAGE = /^\/(?:$|[?]|(?:sign-in|signed-on|account|join|platform|organisations)(?:[/?]|$))/;
const CHARACTERS = /^[\x21-\x5b\x5d-\x7e]{1,1024}$/;

/** Whether the text is a path of the console, with its query. */
export function isConsolePath(text: string): boolean {
  return CHARACTERS.test(text) && !text.includes('//') && !/(?:^|\/)\.\.?(?:[/?#]|$)/.test(text) && PAGE.test(text);
}
