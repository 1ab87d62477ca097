import { broken } from '../../../../test/examples.js';

const to = (audience: object) => ({ envelope: { audience } });

it.each([
  ['says that there is nobody', { body: { other: false } }, ['/body/other deconfliction-other']],
  ['tells both at once', to({ partners: ['demo-police', 'demo-fiu'] }), ['/audience deconfliction-audience']],
  ['tells a group', to({ groups: ['police'] }), ['/audience deconfliction-audience']],
  ['tells a group too', to({ groups: ['police'], partners: ['demo-fiu'] }), ['/audience deconfliction-audience']],
  ['tells one', to({ partners: ['demo-fiu'] }), []],
  ['spells the interest out', { body: { interest: '1BoatSLR?' } }, ['/body/interest pattern']],
])('judges a notice that %s', (_, change, faults) => {
  expect(broken('deconfliction-notice', change)).toEqual(faults);
});
