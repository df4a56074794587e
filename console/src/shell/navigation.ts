/** The entries of the navigation, in order: a label and where it leads, below the organisation. */
import type { IconName } from './icon.tsx';

export interface NavigationEntry {
  readonly label: string;
  readonly path: string;
  readonly icon: IconName;
}

/** A page that is to be found here gets a line. */
export const navigation: readonly NavigationEntry[] = [
  { label: 'Credentials', path: 'credentials', icon: 'key' },
  { label: 'Components', path: 'components', icon: 'grid' },
  { label: 'Connect links', path: 'connect-links', icon: 'link' },
  { label: 'OAuth clients', path: 'oauth-configurations', icon: 'plug' },
  { label: 'Solutions', path: 'solutions', icon: 'box' },
  { label: 'Consumers', path: 'consumers', icon: 'flow' },
];
