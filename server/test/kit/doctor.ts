/** `keyward doctor` on the folder of a Keyward: its exit code, and what it finds wrong. */
import { type Keyward, runCli } from './keyward.ts';

export interface Diagnosis {
  readonly code: number | null;
  /** The bad findings, with their advice. */
  readonly bad: string[];
}

export async function runDoctor({ data }: Keyward, env: Record<string, string> = {}): Promise<Diagnosis> {
  const { code, stdout } = await runCli(['doctor', '--json', '--data', data], { env });
  const findings: { level: string; what: string }[] = JSON.parse(stdout);
  return { code, bad: findings.filter(({ level }) => level === 'bad').map(({ what }) => what) };
}
