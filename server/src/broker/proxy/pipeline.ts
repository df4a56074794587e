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
  /** The names of the steps in order, for documents and tests. */
  readonly names: readonly string[];
  /** Runs all steps; steps that need not wait do not yield. */
  run(start: In): Promise<Out>;
}

export function pipeline<In extends object>(): Pipeline<In, In> {
  return build([]);
}

function build<In extends object, Out extends object>(steps: readonly Step[]): Pipeline<In, Out> {
  return {
    step: (name, run) => build([...steps, { name, run: run as Step['run'] }]),
    names: steps.map(({ name }) => name),
    async run(start) {
      const state: object = { ...start };
      for (const step of steps) {
        const result = step.run(state);
        const added = result instanceof Promise ? await result : result;
        if (added !== undefined) Object.assign(state, added);
      }
      return state as unknown as Out;
    },
  };
}
