/** A token just issued: the one time that it is seen, and a call that is ready to be tried. */
import { Text } from '@mantine/core';
import { useServices } from '../../session/services.ts';
import { CopyBlock } from '../../shared/copy-block.tsx';
import { CopyField } from '../../shared/copy-field.tsx';
import { ShownOnce } from '../../shared/shown-once.tsx';
import { curlOf } from './curl.ts';
import type { IssuedToken } from './queries.ts';

/** The dialog. */
export function IssuedDialog({ issued, onClose }: { readonly issued: IssuedToken; readonly onClose: () => void }) {
  const { brokerUrl } = useServices().settings;
  const call = curlOf(issued, { broker: brokerUrl ?? 'https://BROKER', control: location.origin });
  return (
    <ShownOnce
      title={`Token ${issued.name}`}
      warning="Copy it now: it is not shown again. Whoever has it may do what it confers."
      onClose={onClose}
    >
      <CopyField label="Access token" value={issued.token} />
      <CopyBlock label="Try it" value={call.line} />
      {call.isToBroker && brokerUrl === undefined && (
        <Text size="xs" c="dimmed">
          Where your broker listens is not known here: put its address in the place of <code>BROKER</code>.
        </Text>
      )}
    </ShownOnce>
  );
}
