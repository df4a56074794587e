/** Over a page whose session has ended: signing in again goes on where one was. What was typed below stays as it is. */
import { getDefaultZIndex, Modal, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useServices, useSignal, whoKey } from './services.ts';
import { SignInByProviders } from './sign-in-by.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The dialog; shown while the session has ended. */
export function SignInDialog() {
  const { session, queries } = useServices();
  const { organisation } = useParams({ strict: false }) as { organisation?: string };
  const hasEnded = useSignal(session) === 'ended';
  const goOn = async () => {
    // First who it is: for somebody else nothing that lies below this dialog is read anew, but the whole page loaded.
    await queries.refetchQueries({ queryKey: whoKey });
    session.set('open');
    void queries.invalidateQueries();
  };
  return (
    <Modal
      opened={hasEnded}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // It was there before the dialogs that are open below it, and would be hidden by them.
      zIndex={getDefaultZIndex('overlay')}
      title="Your session has ended"
    >
      <Text size="sm" mb="md">
        Sign in to go on. What you have typed is still here; secrets have to be entered again.
      </Text>
      <SignInForm onSignedIn={goOn} />
      {hasEnded && <SignInByProviders organisation={organisation} onSignedIn={goOn} />}
    </Modal>
  );
}
