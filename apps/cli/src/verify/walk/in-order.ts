const AT_ONCE = 8;

/** What `read` gives for 0, 1, 2 … in that order, while the next few are read already. */
export async function* inOrder<T>(count: number, read: (at: number) => Promise<T>): AsyncGenerator<T> {
  const ahead: Promise<T>[] = [];
  for (let next = 0; next < count || ahead.length > 0;) {
    while (next < count && ahead.length < AT_ONCE) {
      const reading = read(next++);
      // A failure is told when its turn comes; until then it is no surprise to the process.
      reading.catch(() => undefined);
      ahead.push(reading);
    }
    const first = ahead.shift();
    if (first) yield await first;
  }
}
