/** What the keyboard of this machine has, and whether single keys do anything in this browser. */
import { useLocalStorage } from '@mantine/hooks';

/** Whether Command stands where others have Control. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether keys without Control are shortcuts; remembered in this browser. */
export function useKeysOn() {
  return useLocalStorage({ key: 'keyward-single-keys', defaultValue: true, getInitialValueInEffect: false });
}
