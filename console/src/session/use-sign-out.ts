/** Leaving: the session ends, and nothing that was shown stays in memory. */
import { useMutation } from '@tanstack/react-query';
import { useServices } from './services.ts';

/** Ends the session and loads the sign-in anew, so that what the page held is gone. */
export function useSignOut() {
  const { client } = useServices();
  return useMutation({
    mutationFn: () => client.auth.signOut(),
    onSettled: () => location.assign('/sign-in'),
  });
}
