/** What an import says: what maps to what, and what came of it. Names and places alone: no secret, and nothing made of one. */
import { table } from '../output.ts';
import type { LeftOut } from './import-format.ts';
import type { ImportPlan, PlannedCredential } from './plan-import.ts';
import type { Written } from './write-import.ts';

/** A row; the same for programs and for people. */
export interface ReportRow {
  readonly place: string;
  readonly source?: string;
  readonly key?: string;
  readonly type?: string;
  readonly provider?: string;
  readonly outcome: string;
  readonly status?: string;
  readonly code?: string;
  readonly notes: readonly string[];
}

/** All of it. */
export interface ImportReport {
  readonly format: string;
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly ReportRow[];
}

function rowOf({ place, source, key, credential, notes }: PlannedCredential): Omit<ReportRow, 'outcome'> {
  const { type, provider } = credential;
  return {
    place,
    source,
    key,
    ...(type !== undefined && { type }),
    ...(provider !== undefined && { provider }),
    notes,
  };
}

function leftRow({ place, source, kind, reason }: LeftOut): ReportRow {
  return { place, ...(source !== undefined && { source }), outcome: kind, notes: [reason] };
}

function writtenRow({ planned, outcome, status, error }: Written): ReportRow {
  const row = rowOf(planned);
  const refused = error?.errors?.map(({ path, message }) => `${path} ${message}`) ?? [];
  const said = error && refused.length === 0 ? [error.detail ?? error.title ?? ''] : refused;
  const shown = { ...row, outcome, ...(status !== undefined && { status }), ...(error && { code: error.code }) };
  return { ...shown, notes: outcome === 'skipped' ? [] : [...row.notes, ...said.filter(Boolean)] };
}

function reportOf(format: string, dryRun: boolean, rows: readonly ReportRow[]): ImportReport {
  const counts: Record<string, number> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { format, dryRun, counts, rows };
}

/** Of what would be done. */
export function plannedReport(format: string, { planned, left }: ImportPlan): ImportReport {
  const rows = planned.map((each) => ({ ...rowOf(each), outcome: each.action }));
  return reportOf(format, true, [...rows, ...left.map(leftRow)]);
}

/** Of what was done. */
export function writtenReport(format: string, written: readonly Written[], left: readonly LeftOut[]): ImportReport {
  return reportOf(format, false, [...written.map(writtenRow), ...left.map(leftRow)]);
}

/** For people. */
export function describeReport({ dryRun, counts, rows }: ImportReport): string {
  const cells = rows.map(({ place, source = '', key = '', type = '', provider, outcome, status, code, notes }) => [
    outcome,
    place,
    source,
    key,
    provider ?? type,
    [status, code].filter(Boolean).join(' '),
    notes.join('; '),
  ]);
  const heading = ['WHAT', 'PLACE', 'IN THE FILE', 'KEY', 'PROVIDER OR TYPE', 'STATUS', 'NOTES'];
  const sum = Object.entries(counts).map(([outcome, count]) => `${outcome} ${count}`);
  const head = dryRun ? 'Nothing was written. It would be:' : 'Done:';
  return `${head} ${sum.join(', ') || 'nothing'}.\n\n${table(heading, cells)}`;
}
