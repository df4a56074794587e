/** How a webhook is. */
import { Mark, type MarkProps } from '../../shared/mark.tsx';
import type { Webhook } from './queries.ts';

const reasons = {
  failing: 'Nothing was taken for five days, so that nothing is sent any more. Turn it on again once it works.',
  gone: 'The endpoint said that it is gone (410), so that nothing is sent any more.',
} as const;

function lookOf({ status, disabledReason }: Webhook): MarkProps {
  switch (status) {
    case 'active':
      return { tone: 'good', label: 'Active' };
    case 'failing':
      return { tone: 'warn', label: 'Failing', hint: 'The last attempts did not succeed. They are tried again.' };
    case 'inactive':
      return { tone: 'off', label: 'Off', hint: 'Somebody has turned it off.' };
    case 'disabled':
      return { tone: 'bad', label: 'Ended', hint: disabledReason && reasons[disabledReason] };
  }
}

/** Why Keyward has ended it, in a sentence. */
export function endedBecause({ disabledReason }: Webhook): string | undefined {
  return disabledReason && reasons[disabledReason];
}

/** The mark. */
export function WebhookStatus({ webhook }: { readonly webhook: Webhook }) {
  return <Mark {...lookOf(webhook)} />;
}
