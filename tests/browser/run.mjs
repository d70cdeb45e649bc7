// run.mjs: the extension in real browsers.
//
//   node tests/browser/run.mjs [static|chromium|firefox|all]
import {runChromium} from './chromium_cases.mjs';
import {runFirefox} from './firefox_cases.mjs';
import {runStatic} from './static_cases.mjs';

const wanted = process.argv[2] ?? 'all';
const runners = new Map([
  ['static', runStatic], ['chromium', runChromium], ['firefox', runFirefox],
]);
const total = {passed: 0, failed: 0, skipped: 0};
for (const [name, run] of runners) {
  if (wanted !== 'all' && wanted !== name) continue;
  const counts = await run().catch((error) => {
    console.log(`FAILED   ${name}: ${error.stack}`);
    return {passed: 0, failed: 1, skipped: 0};
  });
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
console.log(`browser tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
