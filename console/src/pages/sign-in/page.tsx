/** /sign-in: the way in. Leads on to where one was going, within the console alone. */
import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useServices } from '../../session/services.ts';
import { SignInByProviders } from '../../session/sign-in-by.tsx';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { OuterPage } from '../../shell/outer-page.tsx';

/** The address if it is one of ours, as a browser reads it: what it drops or takes for a slash must not name another host. */
function ours(path: string): string {
  const url = path.startsWith('/') ? URL.parse(path, location.origin) : null;
  return url?.origin === location.origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}

interface Search {
  readonly next?: string;
  /** Slug of the organisation whose identity providers are offered too. */
  readonly organisation?: string;
}

/** Names the organisation whose providers are to be offered. */
function OrganisationSignIn({ onNamed }: { readonly onNamed: (slug: string) => void }) {
  const [isAsked, setIsAsked] = useState(false);
  const [slug, setSlug] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNamed(slug.trim());
  };
  if (!isAsked) {
    return (
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setIsAsked(true)}>
        Sign in by your organisation
      </Anchor>
    );
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label="Organisation"
          description="Its short name, as in its addresses."
          flex={1}
          required
          data-autofocus
          value={slug}
          spellCheck={false}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Go on
        </Button>
      </Group>
    </form>
  );
}

/** The page. */
export function Page() {
  const navigate = useNavigate();
  const { session, queries } = useServices();
  const { next = '/', organisation } = useSearch({ strict: false }) as Search;
  const goal = ours(next);
  const named = organisation ?? /^\/organisations\/([^/?]+)/.exec(goal)?.[1];
  const enter = () => {
    queries.clear();
    session.set('unknown');
    void navigate({ href: goal, replace: true });
  };
  const name = (slug: string) =>
    void navigate({ to: '/sign-in' as string, search: { next, organisation: slug } as never });
  return (
    <OuterPage title="Sign in">
      <SignInForm onSignedIn={enter} />
      <SignInByProviders organisation={named} next={goal} />
      <OrganisationSignIn onNamed={name} />
      <Text size="xs" c="dimmed">
        Accounts are made by a link: the first one by that which Keyward prints when it is first started, all others by
        an invitation.
      </Text>
    </OuterPage>
  );
}
