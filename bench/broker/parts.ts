/** The parts of the broker whose cost is measured, each by leaving it out. */
export const parts = [
  'scrubbing',
  'counting of uses',
  'request log',
  'cutting in flight',
  'limits',
  'metrics',
] as const;

export type Without = (typeof parts)[number];
