/** Whether an access token is good. */
import { Mark, type MarkProps } from '../../shared/mark.tsx';
import type { AccessToken } from './queries.ts';

const looks: Readonly<Record<AccessToken['state'], MarkProps>> = {
  active: { tone: 'good', label: 'Active' },
  pending: { tone: 'warn', label: 'Pending', hint: 'The broker has not vouched for it. It confers nothing.' },
  expired: { tone: 'off', label: 'Expired' },
  revoked: { tone: 'off', label: 'Revoked' },
};

/** The mark. */
export function TokenState({ token }: { readonly token: AccessToken }) {
  return <Mark {...looks[token.state]} />;
}
