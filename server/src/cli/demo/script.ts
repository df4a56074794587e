/** Says what the demo does and remembers whether every check held. */
export class DemoScript {
  hasFailed = false;

  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  check(what: string, holds: boolean): void {
    if (!holds) this.hasFailed = true;
    this.say(`${holds ? '✓' : '✗'} ${what}`);
  }
}
