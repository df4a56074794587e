/** Every vendor whose OAuth is in the catalogue. */
import type { Vendor } from '../vendor.ts';
import { businessVendors } from './business.ts';
import { codeVendors } from './code.ts';
import { googleVendors } from './google.ts';
import { talkVendors } from './talk.ts';
import { workVendors } from './work.ts';

export const vendors: readonly Vendor[] = [
  ...codeVendors,
  ...googleVendors,
  ...workVendors,
  ...talkVendors,
  ...businessVendors,
];
