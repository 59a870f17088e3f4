// The journal: keep, note, attach, find, the dossier, export, share, see what has changed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, press, saved, startServer, stopBrowser, tabTo } from './harness.mjs';

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
flowIn('by mouse: keep with the dossier, note, attach, find, files, open again', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, { ...where, hash: HOOGEVEEN });
  count += 1;
  const reference = `DR-26-${count}`;
  await page.locator('[data-key=dossier]').click();
  assert.match((await saved(page, () => page.locator('dialog [data-key=dossier-html]').click())).toString(), /DR-2024-04/);
  await hasNoFaults(page, 'dossier');
  await page.keyboard.press('Escape');
  await page.locator('[data-key=keep]').click();
  await page.locator('#keep-id').fill(reference);
  await page.locator('#keep-note').fill('Wacht op de kaart van nu.');
  await page.locator('#keep-dossier').check();
  await hasNoFaults(page, 'keep');
  await page.locator('dialog button[type=submit]').click();
  await page.locator('dialog [role=status] a').click({ timeout: 30_000 });
  await page.locator('.thennow', { hasText: words.no }).waitFor();
  await page.locator('.state', { hasText: words.same }).first().waitFor();
  await page.locator('.additions', { hasText: `dossier-${reference}.pdf` }).waitFor();
  await page.locator('#add-note').fill('Gebeld met de aanvrager.');
  await page.locator('[data-key=add-note-send]').click();
  await page.locator('.additions li', { hasText: 'Gebeld met' }).waitFor();
  await page.locator('.additions input[type=file]').setInputFiles({ name: 'brief.txt', mimeType: 'text/plain', buffer: Buffer.from('Geachte heer') });
  await page.locator('.additions li a', { hasText: 'brief.txt' }).waitFor();
  assert.equal((await saved(page, () => page.locator('.additions li a', { hasText: 'brief.txt' }).click())).toString(), 'Geachte heer');
  assert.match((await saved(page, () => page.locator('.block.dossier [data-key=dossier-pdf]').click())).toString('latin1'), /^%PDF-/);
  await hasNoFaults(page, 'entry');
  await fitsItsWidth(page);
  assert.match((await saved(page, () => page.locator('[data-key=export-csv]').click())).toString(), new RegExp(`^number,kept_at[^]*${reference}`));
  await page.locator('#journal-find').fill(reference);
  await page.waitForFunction(() => document.querySelectorAll('.rows tbody tr').length === 1);
  const link = await page.locator('.copyline code').innerText();
  await page.goto(link);
  await page.locator('.thennow', { hasText: words.no }).waitFor();
  await page.locator('a.button.main').click();
  await page.locator('.verdict.prohibited').waitFor();
  await close();
});

flowIn('by keyboard alone: s, fill in, Enter, find, a note', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, { ...where, hash: HOOGEVEEN });
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
  await tabTo(page, '#add-note');
  await page.keyboard.type('Met het toetsenbord.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.additions li', { hasText: 'Met het toetsenbord' }).waitFor();
  await press(page, '8');
  await tabTo(page, '.rows tr[tabindex="0"]');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => /#journal\/\d+/.test(location.hash));
  await close();
});

test('a journal with nothing in it, and one that is erased', async () => {
  const other = await startServer();
  const { page, close } = await openPage(other, { hash: '#journal' });
  await page.getByText('Nog niets bewaard').waitFor();
  await hasNoFaults(page, 'empty');
  await page.goto(`${other.url}${HOOGEVEEN}`);
  await page.locator('[data-key=keep]').click();
  await page.locator('dialog button[type=submit]').click();
  await page.locator('dialog [role=status] a').click();
  await page.locator('#add-note').fill('Met een naam.');
  await page.locator('[data-key=add-note-send]').click();
  await page.locator('.additions li', { hasText: 'Met een naam' }).waitFor();
  await page.getByRole('button', { name: 'Wis de inhoud' }).click();
  await page.locator('#erase-why').fill('op verzoek');
  await page.locator('dialog button[type=submit]').click();
  await page.getByText('Gewist op').waitFor();
  assert.match(await page.locator('main').innerText(), /op verzoek/);
  assert.doesNotMatch(await page.locator('main').innerText(), /Met een naam/);
  await hasNoFaults(page, 'erased');
  await close();
  other.stop();
});

test('a file of a kind that is not taken is refused in a sentence', async () => {
  const { page, close } = await openPage(server, { hash: HOOGEVEEN, expected: [/415/] });
  await page.locator('[data-key=keep]').click();
  await page.locator('dialog button[type=submit]').click();
  await page.locator('dialog [role=status] a').click();
  await page.locator('.additions input[type=file]').setInputFiles({ name: 'kwaad.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
  await page.locator('.additions .failure').waitFor();
  await hasNoFaults(page, 'refused');
  await close();
});
