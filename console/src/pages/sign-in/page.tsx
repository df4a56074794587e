/** /sign-in: the way in. Leads on to where one was going, within the console alone. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useServices } from '../../session/services.ts';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { OuterPage } from '../../shell/outer-page.tsx';

/** An address of ours: one slash and no second, which would name another host. */
function isOurs(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}

/** The page. */
export function Page() {
  const navigate = useNavigate();
  const { session, queries } = useServices();
  const { next = '/' } = useSearch({ strict: false }) as { next?: string };
  const enter = () => {
    queries.clear();
    session.set('unknown');
    void navigate({ href: isOurs(next) ? next : '/', replace: true });
  };
  return (
    <OuterPage title="Sign in">
      <SignInForm onSignedIn={enter} />
    </OuterPage>
  );
}
