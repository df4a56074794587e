/** What the pages of connect links ask of the API. */
import type { ResultOf } from '@keyward/sdk';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

/** One link, without its address. */
export type ConnectLink = ResultOf<'connectLinks.get'>;

/** One just made, with its address. */
export type MadeConnectLink = ResultOf<'connectLinks.create'>;

/** Everything about them, to be asked for again once one was made or withdrawn. */
export const connectLinksKey = ({ reference }: Place) => [reference, 'connect-links'] as const;
