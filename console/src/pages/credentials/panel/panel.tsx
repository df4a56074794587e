/** One credential beside the list: its connection, who uses it, what was done to it, and the rest. Its address names it. */
import type { Credential } from '@keyward/sdk';
import { Anchor, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useOrganisation } from '../../../session/organisation.tsx';
import { ComponentIcon } from '../../../shared/component-icon.tsx';
import { usePageSearch } from '../../../shared/page-search.ts';
import { Status } from '../../../shared/status.tsx';
import { TabsInAddress } from '../../../shared/tabs-in-address.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { useDocumentPlace } from '../beside-document.tsx';
import { type ComponentCount, credentialQuery } from '../queries.ts';
import { ActivityTab } from './activity-tab.tsx';
import { ConnectionTab } from './connection-tab.tsx';
import { DetailsTab } from './details-tab.tsx';
import { UsageTab } from './usage-tab.tsx';

const labels = { connection: 'Connection', usage: 'Usage', activity: 'Activity', details: 'Details' };

const views = { connection: ConnectionTab, usage: UsageTab, activity: ActivityTab, details: DetailsTab };

function Head({
  credential,
  component,
}: {
  readonly credential: Credential;
  readonly component: ComponentCount | undefined;
}) {
  const { key, name, type, provider, verification } = credential;
  const title = component?.title ?? provider ?? type;
  return (
    <Group gap="sm" wrap="nowrap" miw={0}>
      <ComponentIcon icon={component?.icon} title={title} size={36} />
      <Stack gap={0} miw={0}>
        <Text component="span" fw={600} truncate>
          {name ?? key}
        </Text>
        <Group gap={8} wrap="nowrap">
          <Status credential={credential} />
          <Text component="span" size="sm" c="dimmed" truncate>
            {[title, verification.account].filter(Boolean).join(' · ')}
          </Text>
        </Group>
      </Stack>
    </Group>
  );
}

function Inside({ credential }: { readonly credential: Credential }) {
  const show = (name: keyof typeof views) => {
    const View = views[name];
    return <View credential={credential} />;
  };
  return <TabsInAddress labels={labels} show={show} />;
}

/** The panel. */
export function CredentialPanel({
  id,
  components,
  onClose,
}: {
  readonly id: string;
  readonly components: ReadonlyMap<string, ComponentCount>;
  readonly onClose: () => void;
}) {
  const place = useOrganisation();
  const { data: credential, error } = useQuery(credentialQuery(place, id));
  const component = credential && components.get(credential.provider ?? credential.type);
  const [search] = usePageSearch(['schema', 'tab']);
  const isWide = useDocumentPlace(search.schema !== undefined && search.tab === undefined) === 'beside';
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isWide ? 1080 : 560}
      overlayProps={{ backgroundOpacity: 0.15 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title={credential ? <Head credential={credential} component={component} /> : 'Credential'}
    >
      {error && !credential && (
        <Stack>
          <ProblemAlert error={error} title="It could not be read" />
          <Anchor component="button" onClick={onClose}>
            Back to the list
          </Anchor>
        </Stack>
      )}
      {!credential && !error && (
        <Stack>
          <Skeleton height={36} />
          <Skeleton height={240} />
        </Stack>
      )}
      {credential && <Inside key={credential.id} credential={credential} />}
    </Drawer>
  );
}
