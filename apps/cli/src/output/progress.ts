const WIDTH = 30;

/** A progress bar on stderr; silent where nobody watches. */
export class Progress {
  #shown = '';

  constructor(private readonly out: NodeJS.WriteStream = process.stderr) {}

  show(label: string, done: number, total: number): void {
    if (!this.out.isTTY) return;
    const share = total > 0 ? Math.min(done / total, 1) : 1;
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    const text = `\r${label} ${bar} ${Math.floor(share * 100)} %`;
    if (text !== this.#shown) this.out.write(text);
    this.#shown = text;
  }

  end(): void {
    if (this.#shown) this.out.write(`\r${' '.repeat(this.#shown.length)}\r`);
    this.#shown = '';
  }
}
