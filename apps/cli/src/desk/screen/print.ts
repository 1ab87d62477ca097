/** Writes all of a text before the command may end: a pipe takes a long one in pieces. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => void process.stdout.write(text, () => resolve()));
}
