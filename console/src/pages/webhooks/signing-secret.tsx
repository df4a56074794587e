/** The secret by which the receiver knows that Keyward has sent it, shown once. */
import { CopyBlock } from '../../shared/copy-block.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { ShownOnce } from '../../shared/shown-once.tsx';

const CHECK = `import { Webhook } from 'standardwebhooks';

const event = new Webhook(process.env.KEYWARD_WEBHOOK_SECRET).verify(body, headers);`;

/** The dialog. */
export function SigningSecret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <ShownOnce
      title="The signing secret"
      warning="Copy it now: it is not shown again. The receiver checks with it that Keyward has sent an event."
      onClose={onClose}
    >
      <CopyField label="Signing secret" value={secret} />
      <CopyBlock label="Checking, by the library of Standard Webhooks" value={CHECK} />
    </ShownOnce>
  );
}
