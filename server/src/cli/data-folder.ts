/** The names of the files that `keyward serve` leaves for its own user. */
import { join } from 'node:path';

/** The pinned broker key of the folder. */
export function brokerKeyFile(data: string): string {
  return join(data, 'broker-key.pub');
}

/** The token of the owner, from the first start. */
export function ownerTokenFile(data: string): string {
  return join(data, 'admin-token');
}

/** The token of the link with which the first person makes an account, from the first start; it is good for a day. */
export function setUpLinkFile(data: string): string {
  return join(data, 'set-up-link');
}
