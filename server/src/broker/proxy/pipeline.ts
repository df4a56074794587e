/**
 * A pipeline is a table of named steps. Each step gets what the steps before it found and returns what it adds; a step
 * that throws ends the request. The types add up, so that a step placed too early does not compile.
 */

type Awaitable<T> = T | Promise<T>;

interface Step {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the builder below has checked that the types add up
  readonly run: (state: any) => Awaitable<object | undefined>;
}

/** Steps so far: from `In`, what the request begins with, to `Out`, all that is known at the end. */
export interface Pipeline<In extends object, Out extends object> {
  /** Appends a step. What it returns is added to what later steps get; nothing already found can be replaced. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a step that only checks returns nothing
  step<Added extends object | void>(
    name: string,
    run: (state: Readonly<Out>) => Awaitable<Added>,
  ): Pipeline<In, Added extends object ? Out & Added : Out>;
  /**
   * Runs when a step throws, with what was found until then, before the error goes on. What it throws is lost: it must
   * deal with its own failures.
   */
  onFailure(report: (known: Readonly<Partial<Out>>, error: unknown) => Promise<void>): Pipeline<In, Out>;
  /** Runs once a run is over, well or not, with what was found until then; it must not throw. */
  onEnd(end: (known: Readonly<Partial<Out>>) => void): Pipeline<In, Out>;
  /** The names of the steps in order, for documents and tests. */
  readonly names: readonly string[];
  /** Runs all steps; steps that need not wait do not yield. */
  run(start: In): Promise<Out>;
}

export function pipeline<In extends object>(): Pipeline<In, In> {
  return build([], { onFailure: async () => {}, onEnd: () => {} });
}

interface Hooks {
  readonly onFailure: (known: object, error: unknown) => Promise<void>;
  readonly onEnd: (known: object) => void;
}

function build<In extends object, Out extends object>(steps: readonly Step[], hooks: Hooks): Pipeline<In, Out> {
  return {
    step: (name, run) => build([...steps, { name, run: run as Step['run'] }], hooks),
    onFailure: (onFailure) => build(steps, { ...hooks, onFailure: onFailure as Hooks['onFailure'] }),
    onEnd: (onEnd) => build(steps, { ...hooks, onEnd: onEnd as Hooks['onEnd'] }),
    names: steps.map(({ name }) => name),
    async run(start) {
      const state: object = { ...start };
      try {
        await runSteps(steps, state);
      } catch (error) {
        await hooks.onFailure(state, error).catch(() => undefined);
        throw error;
      } finally {
        hooks.onEnd(state);
      }
      return state as unknown as Out;
    },
  };
}

/** Adds to the state what each step returns. */
async function runSteps(steps: readonly Step[], state: object): Promise<void> {
  for (const step of steps) {
    const result = step.run(state);
    const added = result instanceof Promise ? await result : result;
    if (added !== undefined) Object.assign(state, added);
  }
}
