// Performance and money: meter readings to a yearly report, a building with sliders, a dwelling on loops.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, saved, startServer, stopBrowser, tabTo } from './harness.mjs';

const FOLDER = new URL('../../data/examples/', import.meta.url);
const file = (name, mimeType) => ({ name: name.split('/').at(-1), mimeType, buffer: readFileSync(new URL(name, FOLDER)) });
const WORDS = {
  nl: { spf: /SPF 4,90 ± 0,12 in 2025/, closed: /SPF 4,93/, dip: /Dal/, holds: /Hoogste temperatuur: voldoet/, pays: /Terugverdiend in 4,\d jaar/, loops: /lus van \d+/, area: 'Vloeroppervlak' },
  en: { spf: /SPF 4\.90 ± 0\.12 in 2025/, closed: /SPF 4\.93/, dip: /Dip/, holds: /Highest temperature: holds/, pays: /Pays back in 4\.\d years/, loops: /loop of \d+/, area: 'Floor area' },
};

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

/** A chain of 25 years by the hour takes its time. */
const head = (page, words) => page.locator('.roomhead h2', { hasText: words }).waitFor({ timeout: 60_000 });

flowIn('by mouse: readings to a report; a slider and its pictures; loops', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, { ...where, hash: '#performance' });
  await page.locator('[data-key=example]').waitFor();
  await hasNoFaults(page, 'empty');
  await page.locator('input[type=file]').setInputFiles([file('spf/office.csv', 'text/csv'), file('spf/office.toml', 'application/toml')]);
  await head(page, words.spf);
  await page.locator('.checks', { hasText: words.holds }).waitFor();
  await hasNoFaults(page, 'report');
  await fitsItsWidth(page);
  assert.match((await saved(page, () => page.locator('[data-key=file-csv]').click())).toString(), /^month,heat_mwh,cold_mwh,energy_mwh,spf\n1,78\.\d+,0,/);
  await page.reload();
  await head(page, words.spf);
  await page.locator('[data-key=kind-building]').click();
  await head(page, words.pays);
  await page.locator('.sizes').waitFor();
  const first = await page.locator('.roomhead p').first().innerText();
  await page.locator('#slide-area_m2').fill('30000');
  await page.waitForFunction((was) => document.querySelector('.roomhead p')?.textContent !== was, first);
  await page.waitForFunction(() => location.hash.includes('area_m2=30000') && !document.querySelector('.model.slow'));
  await hasNoFaults(page, 'building');
  await fitsItsWidth(page);
  await page.locator('[data-key="slide-area_m2-free"]').click();
  await page.waitForFunction(() => !location.hash.includes('area_m2'));
  await head(page, words.pays);
  await page.locator('[data-key=kind-loops]').click();
  await head(page, words.loops);
  await page.locator('#loops-label').selectOption('C');
  await page.waitForFunction(() => location.hash.includes('label=C'));
  await page.waitForTimeout(400);
  await page.waitForFunction(() => !document.querySelector('section.slow'), null, { timeout: 60_000 });
  await hasNoFaults(page, 'loops');
  await fitsItsWidth(page);
  await page.locator('[data-key=kind-readings]').click();
  await head(page, words.spf);
  await page.locator('[data-key=other]').click();
  await page.locator('[data-key=example]').waitFor();
  await close();
});

flowIn('by keyboard alone: the example and what is doubted; a slider with the arrows; a place with the building', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, where);
  await press(page, '6');
  await tabTo(page, '[data-key=example]');
  await page.keyboard.press('Enter');
  await head(page, words.closed);
  await page.locator('.doubts', { hasText: words.dip }).waitFor();
  await tabTo(page, '[data-key=kind-building]');
  await page.keyboard.press('Enter');
  await head(page, words.pays);
  await tabTo(page, '#slide-heat_pump_kw');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => location.hash.includes('heat_pump_kw=420'));
  await page.locator('.roomhead').waitFor();
  await tabTo(page, '[data-key=screen-this]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#place') && location.hash.includes('flow_m3_h='));
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes('heat_pump_kw=420'));
  await head(page, /\d/);
  await close();
});

test('an older answer never overwrites a newer one, and a slow one says so', async () => {
  const { page, close } = await openPage(server, { hash: '#performance/building' });
  await page.locator('.sizes').waitFor();
  await page.route('**/processes/feasibility/execution*', async (route) => {
    if ((route.request().postData() ?? '').includes('area_m2 = 40000')) await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue().catch(() => undefined);
  });
  await page.locator('#slide-area_m2').fill('40000');
  await page.locator('.model.slow').waitFor();
  await page.locator('#slide-area_m2').fill('10000');
  await page.locator('.numbers', { hasText: /691|690/ }).waitFor();
  await page.waitForTimeout(1700);
  assert.match(await page.locator('.numbers').innerText(), /69[01]\s*MWh/);
  await close();
});

test('what is wrong is told in a sentence; how sure it is', async () => {
  const { page, close } = await openPage(server, { hash: '#performance?concept=3.3', expected: [/400/] });
  await page.locator('input[type=file]').setInputFiles({ name: 'leeg.csv', mimeType: 'text/csv', buffer: Buffer.from('datum;iets\n01-01-2025;1\n') });
  await page.locator('.failure').waitFor();
  await hasNoFaults(page, 'failure');
  await page.goto(`${server.url}#performance/building`);
  await page.locator('[data-key=sure]').click();
  await page.locator('.howsure table').waitFor({ timeout: 40_000 });
  await hasNoFaults(page, 'how sure');
  await close();
});

test('dark and forced colours', async () => {
  for (const looks of [{ dark: true }, { forced: true }]) {
    const { page, close } = await openPage(server, { hash: '#performance/building', ...looks });
    await page.locator('.sizes').waitFor();
    await hasNoFaults(page, 'building');
    await close();
  }
});
