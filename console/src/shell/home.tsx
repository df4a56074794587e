/** The bare address: leads to where somebody begins. */
import { Navigate } from '@tanstack/react-router';
import { homeOf } from '../session/organisation.tsx';
import { RequireSession } from '../session/require-session.tsx';

/** The way on. */
export function Home() {
  return (
    <RequireSession>{(who) => <Navigate to={`/organisations/${homeOf(who)}` as string} replace />}</RequireSession>
  );
}
