import { Readiness } from '@holdfast/platform';

it('is ready while every condition holds', async () => {
  const readiness = new Readiness();
  readiness.add('kafka', () => true);
  readiness.add('database', async () => true);
  expect(await readiness.missing()).toEqual([]);
});

it('names what does not hold, fails, or does not answer in time', async () => {
  const readiness = new Readiness(10);
  readiness.add('good', () => true);
  readiness.add('false', () => false);
  readiness.add('throws', () => {
    throw new Error('gone');
  });
  readiness.add('rejects', () => Promise.reject(new Error('gone')));
  readiness.add('hangs', () => new Promise<boolean>(() => undefined));
  expect(await readiness.missing()).toEqual(['false', 'throws', 'rejects', 'hangs']);
});

it('is not ready once it stops, whatever the checks say', async () => {
  const readiness = new Readiness();
  readiness.add('kafka', () => true);
  readiness.stopping = true;
  expect(await readiness.missing()).toEqual(['stopping']);
});
