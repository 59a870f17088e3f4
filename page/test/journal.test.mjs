// The journal: keep, find, open, see what has changed, share.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EVERYWHERE, fitsItsWidth, hasNoFaults, openPage, startServer, stopBrowser } from './harness.mjs';

const HOOGEVEEN = '#place?x=230760&y=527120&system=open&drilling_depth_m=80&date=2026-11-30';
const WORDS = { nl: { same: 'hetzelfde', no: 'Verboden' }, en: { same: 'same', no: 'Prohibited' } };

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

let count = 0;
for (const where of EVERYWHERE) {
  const words = WORDS[where.lang];
  const size = { ...where, height: where.width < 700 ? 740 : 900 };
  const name = `${where.lang}, ${where.width} px`;

  test(`by mouse: keep, find, open again (${name})`, async () => {
    const { page, close } = await openPage(server, { ...size, hash: HOOGEVEEN });
    count += 1;
    const reference = `DR-26-${count}`;
    await page.locator('[data-key=keep]').click();
    await page.locator('#keep-id').fill(reference);
    await page.locator('#keep-note').fill('Wacht op de kaart van nu.');
    await hasNoFaults(page, 'keep');
    await page.locator('dialog button[type=submit]').click();
    await page.locator('dialog [role=status] a').click();
    await page.locator('.thennow', { hasText: words.no }).waitFor();
    await page.locator('.state', { hasText: words.same }).first().waitFor();
    await hasNoFaults(page, 'entry');
    await fitsItsWidth(page);
    await page.locator('#journal-find').fill(reference);
    await page.waitForFunction(() => document.querySelectorAll('.rows tbody tr').length === 1);
    const link = await page.locator('.copyline code').innerText();
    await page.goto(link);
    await page.locator('.thennow', { hasText: words.no }).waitFor();
    await page.locator('a.button.main').click();
    await page.locator('.verdict.prohibited').waitFor();
    await close();
  });

  test(`by keyboard alone: s, fill in, Enter, find (${name})`, async () => {
    const { page, close } = await openPage(server, { ...size, hash: HOOGEVEEN });
    count += 1;
    const reference = `KB-26-${count}`;
    await page.locator('.verdict.prohibited').waitFor();
    await page.keyboard.press('s');
    await page.locator('#keep-id').waitFor();
    await page.keyboard.type(reference);
    await page.keyboard.press('Enter');
    await page.locator('dialog [role=status] a').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type(reference);
    await page.locator('.option', { hasText: reference }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.thennow', { hasText: words.no }).waitFor();
    await page.keyboard.press('8');
    for (let step = 0; step < 60 && !((await page.evaluate(() => document.activeElement.dataset.key)) ?? '').startsWith('row-'); step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => /#journal\/\d+/.test(location.hash));
    await close();
  });
}

test('a journal with nothing in it, and one that is erased', async () => {
  const other = await startServer();
  const { page, close } = await openPage(other, { hash: '#journal' });
  await page.getByText('Nog niets bewaard').waitFor();
  await hasNoFaults(page, 'empty');
  await page.goto(`${other.url}${HOOGEVEEN}`);
  await page.locator('[data-key=keep]').click();
  await page.locator('dialog button[type=submit]').click();
  await page.locator('dialog [role=status] a').click();
  await page.getByRole('button', { name: 'Wis de inhoud' }).click();
  await page.locator('#erase-why').fill('op verzoek');
  await page.locator('dialog button[type=submit]').click();
  await page.getByText('Gewist op').waitFor();
  assert.match(await page.locator('main').innerText(), /op verzoek/);
  await hasNoFaults(page, 'erased');
  await close();
  other.stop();
});
