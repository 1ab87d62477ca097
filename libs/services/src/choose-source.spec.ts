import { chooseSource } from './choose-source.js';

const cases: [named: boolean, tests: boolean, docker: boolean, embedded: boolean, source: string | undefined][] = [
  [true, true, true, true, 'environment'],
  [true, false, false, false, 'environment'],
  [false, true, true, true, 'testcontainers'],
  [false, true, true, false, 'testcontainers'],
  [false, true, false, true, 'embedded'],
  [false, false, true, true, 'embedded'],
  [false, false, true, false, 'docker'],
  [false, false, false, false, undefined],
  [false, true, false, false, undefined],
];

it.each(cases)('named %s, for tests %s, Docker %s, embedded %s: %s', async (named, tests, docker, embedded, source) => {
  const possible = { named, tests, docker: async () => docker, embedded: async () => embedded };
  expect(await chooseSource(possible)).toBe(source);
});

it('asks no engine and no Java when the environment names the service', async () => {
  const asked = async () => Promise.reject(new Error('asked'));
  expect(await chooseSource({ named: true, tests: true, docker: asked, embedded: asked })).toBe('environment');
});
