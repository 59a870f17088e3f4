// A plot: text or drawing, to parts and a placed doublet.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, saved, startServer, stopBrowser, tabTo } from './harness.mjs';

const AREA = 'POLYGON((233308 542520,233508 542520,233508 542670,233308 542670,233308 542520))';
const WORDS = { nl: 'Vergunning op 45,8', en: 'Permit on 45.8' };

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

flowIn('by mouse: paste, place a doublet, its dossier, another plot', async (where) => {
  const { page, close } = await openPage(server, { ...where, hash: '#plot' });
  await hasNoFaults(page, 'empty');
  await page.locator('#plot-text').fill('geen vlak');
  await page.locator('[data-key=use]').click();
  await page.locator('.fault:visible').waitFor();
  await page.locator('#plot-text').fill(AREA);
  await page.locator('[data-key=use]').click();
  await page.locator('.verdict h2', { hasText: WORDS[where.lang] }).waitFor();
  await page.locator('#field-drilling_depth_m').fill('60');
  await page.locator('#field-annual_volume_m3').fill('20000');
  await page.locator('input[name=plot-place][value=doublet]').check();
  await page.locator('dl.facts', { hasText: 'x 233' }).waitFor();
  await hasNoFaults(page, 'plot');
  await fitsItsWidth(page);
  assert.match((await saved(page, () => page.locator('[data-key=dossier-html]').click())).toString(), /<html/);
  await page.reload();
  await page.locator('dl.facts', { hasText: 'x 233' }).waitFor();
  assert.equal(await page.locator('.parts li').count(), 2);
  await page.locator('input[name=plot-system][value=closed]').check();
  await page.locator('input[name=plot-place][value=loops]').check();
  await page.locator('dl.facts', { hasText: /\d+ (lussen|loops)/ }).waitFor();
  await page.locator('[data-key=other]').click();
  await page.locator('#plot-text').waitFor();
  await close();
});

flowIn('by keyboard alone: paste, Enter', async (where) => {
  const { page, close } = await openPage(server, where);
  await press(page, '2');
  await page.locator('#plot-text').waitFor();
  await tabTo(page, '#plot-text');
  await page.keyboard.insertText(AREA);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.verdict h2', { hasText: WORDS[where.lang] }).waitFor();
  await close();
});

test('drawn on the map', async () => {
  const { page, close } = await openPage(server, { hash: '#plot' });
  await page.locator('[data-key=draw]').click();
  const box = await page.locator('.map').boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.click(...at(0.5, 0.4));
  await page.mouse.click(...at(0.51, 0.4));
  await page.mouse.dblclick(...at(0.51, 0.41));
  await page.waitForFunction(() => location.hash.includes('geometry=POLYGON'));
  await page.locator('.verdict, .failure').first().waitFor();
  await close();
});
