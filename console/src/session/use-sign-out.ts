/** Leaving: the session ends, and nothing that was shown stays in memory. */
import { KeywardError } from '@keyward/sdk';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useServices } from './services.ts';

/** Loads the sign-in anew, so that what the page held is gone. */
function leave(): void {
  location.replace('/sign-in');
}

/** Ends the session. Where it did not end that is said: nobody is to walk away from a session that goes on. */
export function useSignOut() {
  const { client } = useServices();
  return useMutation({
    mutationFn: () => client.auth.signOut(),
    onSuccess: leave,
    onError: (error) => {
      if (error instanceof KeywardError && error.status === 401) return leave();
      const message = error instanceof KeywardError ? (error.title ?? error.message) : 'The console made a mistake.';
      notifications.show({ color: 'red', title: 'You are still signed in', message });
    },
  });
}
