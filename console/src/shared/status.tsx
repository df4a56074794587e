/** Whether a credential is good: a mark, and always the word beside it. */
import type { Credential } from '@keyward/sdk';
import { Mark, type Tone } from './mark.tsx';

interface Look {
  readonly label: string;
  readonly tone: Tone;
  /** What to do about it. */
  readonly hint: string;
}

const looks: Readonly<Record<string, Look>> = {
  incomplete: {
    label: 'Incomplete',
    tone: 'warn',
    hint: 'A required field is missing. It is not used until that is filled in.',
  },
  invalid: { label: 'Invalid', tone: 'bad', hint: 'A value breaks a rule of its type. It is not used.' },
  reconnect_required: { label: 'Reconnect', tone: 'bad', hint: 'The provider refuses its tokens. Connect it again.' },
  expired: { label: 'Expired', tone: 'off', hint: 'It has come to its end. Its secrets are gone.' },
  deleted: { label: 'Removed', tone: 'off', hint: 'Its secrets are gone.' },
};

/** How a credential looks: its own state first, then what the last live check said. */
function lookOf({ status, verification, usable }: Pick<Credential, 'status' | 'verification' | 'usable'>): Look {
  const known = looks[status];
  if (known) return known;
  if (verification.verdict === 'rejected') {
    return { label: 'Rejected', tone: 'bad', hint: 'The API refused it when it was tried last.' };
  }
  if (!usable) return { label: 'Not usable', tone: 'warn', hint: 'It is not injected at present.' };
  if (verification.verdict === 'accepted') {
    return { label: 'Verified', tone: 'good', hint: 'The API accepted it when it was tried last.' };
  }
  if (verification.checkedAt !== undefined) {
    return { label: 'Unclear', tone: 'off', hint: 'It was tried, and whether the API accepts it is not known.' };
  }
  return { label: 'Not tried', tone: 'off', hint: 'Complete, and never tried on its API.' };
}

/** The mark and the word. */
export function Status({
  credential,
}: {
  readonly credential: Pick<Credential, 'status' | 'verification' | 'usable'>;
}) {
  return <Mark {...lookOf(credential)} />;
}
