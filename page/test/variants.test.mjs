// Variants: two of a place beside each other, and what differs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EVERYWHERE, fitsItsWidth, hasNoFaults, openPage, startServer, stopBrowser } from './harness.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

const PLACE = '#place?x=230760&y=527120&system=open&drilling_depth_m=80&date=2026-11-30';
for (const where of EVERYWHERE) {
  const size = { ...where, height: where.width < 700 ? 740 : 900 };
  test(`by mouse and by keyboard (${where.lang}, ${where.width} px)`, async () => {
    const { page, close } = await openPage(server, { ...size, hash: PLACE });
    await page.locator('.verdict.prohibited').waitFor();
    await page.locator('[data-key=variant]').click();
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('h');
    await page.locator('.verdict.permit').waitFor();
    await page.keyboard.press('v');
    await page.keyboard.press('7');
    await page.locator('.variants thead th').nth(1).waitFor();
    const differs = await page.locator('tr.differs').allInnerTexts();
    assert.ok(differs.some((row) => /80\s*m.*50\s*m/s.test(row)), differs.join('|'));
    await hasNoFaults(page, 'variants');
    await fitsItsWidth(page);
    await page.reload();
    await page.locator('[data-key=remove-0]').click();
    await page.waitForFunction(() => document.querySelectorAll('.variants thead th').length === 1);
    await page.locator('[data-key=open-0]').click();
    await page.locator('.verdict.permit').waitFor();
    await close();
  });
}
