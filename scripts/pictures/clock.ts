/**
 * The times of the pictures. What the made-up organisation has is made within seconds, and is pictured as if it had taken
 * weeks, ending at the same instant in every run: what is read from the API is told by that clock.
 */

/** When the pictures are taken. */
export const PICTURED_AT = Date.parse('2026-11-20T10:24:00Z');

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const INSTANT = /(?<=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z(?=")/g;

interface Step {
  readonly real: number;
  readonly pictured: number;
}

/** The clock of one run. */
export class PictureClock {
  readonly #steps: Step[] = [];

  /** From now on it is so many days before the pictures are taken. */
  moveTo(daysBefore: number): void {
    this.#steps.push({ real: Date.now(), pictured: PICTURED_AT - daysBefore * DAY_MS });
  }

  #picture(real: number): number {
    const ahead = real - Date.now();
    if (ahead > 0) return PICTURED_AT + Math.round(ahead / MINUTE_MS) * MINUTE_MS;
    const { pictured } = this.#steps.findLast((step) => step.real <= real) ??
      this.#steps[0] ?? { pictured: PICTURED_AT };
    return Math.floor(pictured / MINUTE_MS) * MINUTE_MS;
  }

  /** The JSON that a page sends, each of its instants as far from now as it is from the pictured one. */
  untell(json: string): string {
    return json.replace(INSTANT, (instant) => new Date(Date.parse(instant) - PICTURED_AT + Date.now()).toISOString());
  }

  /** The JSON, each of its instants as it is pictured. */
  retell(json: string): string {
    return json.replace(INSTANT, (instant) => new Date(this.#picture(Date.parse(instant))).toISOString());
  }
}
