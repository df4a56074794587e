/** For whom a credential is added, and under which key: in the address, so that a checklist can lead to the form. */
import { usePageSearch } from '../../shared/page-search.ts';

/** Members of the address that stay while one chooses what it is for. */
export interface AddTarget {
  /** Slug or id; the organisation without one. */
  readonly solution?: string;
  /** What already names it. */
  readonly key?: string;
}

/** That of this page. */
export function useAddTarget(): AddTarget {
  const [target] = usePageSearch(['solution', 'key']);
  return target;
}
