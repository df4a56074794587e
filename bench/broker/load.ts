/** One run of wrk: so many connections for so long, every answer a success or the run counts for nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processorUs } from './process.ts';

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** Of whom the processor time counts. */
  readonly pid?: number | undefined;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time a request; undefined without a process to ask for it. */
  readonly processorUs: number | undefined;
}

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

function milliseconds(report: string, percentile: string): number {
  const [, value, unit] = new RegExp(`${percentile}%\\s+([\\d.]+)(us|ms|s)`).exec(report) ?? [];
  return Number(value) * UNITS[unit!]!;
}

/** @throws Error where wrk is not installed, or an answer was no success */
export async function runLoad({ url, headers, connections, seconds, pid }: Load): Promise<Measured> {
  const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...fields, url];
  const before = pid === undefined ? 0 : processorUs(pid);
  const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let report = '';
  child.stdout.on('data', (chunk: Buffer) => (report += chunk.toString()));
  await once(child, 'close');
  if (/Non-2xx|Socket errors/.test(report)) throw new Error(`not every answer was a success:\n${report}`);
  const [, perSecond] = /Requests\/sec:\s+([\d.]+)/.exec(report) ?? [];
  const [, requests] = /(\d+) requests in/.exec(report) ?? [];
  return {
    perSecond: Number(perSecond),
    p50Ms: milliseconds(report, '50'),
    p99Ms: milliseconds(report, '99'),
    processorUs: pid === undefined ? undefined : (processorUs(pid) - before) / Number(requests),
  };
}
