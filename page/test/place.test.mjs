// A place: from a fresh start to an answer that helps.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fitsItsWidth, flowIn, hasNoFaults, openPage, startServer, stopBrowser } from './harness.mjs';

const HOOGEVEEN = '#place?x=230760&y=527120&system=open&drilling_depth_m=80&screen_top_m=55&screen_bottom_m=75&flow_m3_h=60&date=2026-11-30';
const WORDS = {
  nl: { prohibited: 'Verboden', permit: 'Vergunning', free: 'Vrij', undetermined: 'Onbeslist' },
  en: { prohibited: 'Prohibited', permit: 'Permit', free: 'Free', undetermined: 'Undetermined' },
};

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  server.stop();
  await stopBrowser();
});

/** Waits until the head of the answer is an outcome. */
export async function outcome(page, word) {
  await page.locator('.verdict h1', { hasText: new RegExp(`^${word}`) }).waitFor();
}

async function openFields(page, width) {
  if (width < 700) await page.locator('.formline').click();
}

flowIn('by mouse: search, fill in, apply what helps, go back', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, where);
  await page.locator('#find').click();
  await page.locator('#find').pressSequentially('230760 527120');
  await page.locator('.option').first().click();
  await outcome(page, words.undetermined);
  await openFields(page, where.width);
  await page.locator('#field-drilling_depth_m').fill('80');
  await outcome(page, words.prohibited);
  assert.match(await page.locator('.decide').first().innerText(), /80\s*m.*50\s*m.*30\s*m/s);
  assert.match(await page.locator('.decides .src').first().innerText(), /DR-2024-04/);
  assert.match(await page.locator('.skewer').innerText(), /Hoogeveen/);
  await hasNoFaults(page, 'prohibited');
  await fitsItsWidth(page);
  await page.locator('.fix').first().click();
  await outcome(page, words.permit);
  assert.equal(await page.locator('#field-drilling_depth_m').inputValue(), '50');
  await page.goBack();
  await outcome(page, words.prohibited);
  assert.equal(await page.locator('#field-drilling_depth_m').inputValue(), '80');
  await close();
});

flowIn('by keyboard alone: search, fields, levels, undo', async (where) => {
  const words = WORDS[where.lang];
  const { page, close } = await openPage(server, where);
  await page.keyboard.press('/');
  await page.keyboard.type('230760 527120');
  await page.locator('.option').first().waitFor();
  await page.keyboard.press('Enter');
  await outcome(page, words.undetermined);
  await page.keyboard.press('f');
  for (let step = 0; step < 4 && (await page.evaluate(() => document.activeElement.id)) !== 'field-drilling_depth_m'; step += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('51');
  await outcome(page, words.prohibited);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('d');
  await page.keyboard.press('ArrowUp');
  await outcome(page, words.permit);
  const handle = page.locator('.handle.main');
  assert.match(await handle.getAttribute('aria-valuetext'), new RegExp(`50\\s*m, ${words.permit.toLowerCase()}`));
  await page.keyboard.press('Shift+ArrowDown');
  await outcome(page, words.prohibited);
  assert.equal(await handle.getAttribute('aria-valuenow'), '50.1');
  await page.keyboard.press('PageDown');
  assert.equal(await page.locator('#field-drilling_depth_m').inputValue(), where.lang === 'nl' ? '60,1' : '60.1');
  await outcome(page, words.prohibited);
  await page.keyboard.press('Home');
  await outcome(page, words.permit);
  await page.keyboard.press('ArrowDown');
  await outcome(page, words.prohibited);
  await page.locator('.fix').first().waitFor();
  await page.keyboard.press('h');
  await outcome(page, words.permit);
  await page.keyboard.press('Control+z');
  await outcome(page, words.prohibited);
  await close();
});

describe('the map', () => {
  test('a click screens that place, and Enter the middle', async () => {
    const { page, close } = await openPage(server, { hash: HOOGEVEEN });
    await outcome(page, 'Verboden');
    const box = await page.locator('.map').boundingBox();
    await page.mouse.click(box.x + box.width / 2 + 150, box.y + box.height / 2);
    await page.waitForFunction(() => /x=2312\d\d/.test(location.hash) || /x=231[12]/.test(location.hash));
    await outcome(page, 'Verboden');
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(300);
    const before = await page.evaluate(() => location.hash);
    await page.keyboard.press('Enter');
    await page.waitForFunction((hash) => location.hash !== hash, before);
    await close();
  });

  test('what is on it stands in a list too', async () => {
    const { page, close } = await openPage(server, { hash: HOOGEVEEN });
    await outcome(page, 'Verboden');
    await page.waitForTimeout(500);
    await page.keyboard.press('l');
    const rows = page.locator('dialog tbody tr');
    await rows.first().waitFor();
    const text = await page.locator('dialog').innerText();
    assert.match(text, /gebied met dieptegrens/);
    assert.match(text, /verbodsgebied/);
    assert.match(text, /winning/);
    await hasNoFaults(page, 'list');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await close();
  });
});

test('a level can be dragged, and sticks to the limit', async () => {
  const { page, close } = await openPage(server, { hash: HOOGEVEEN });
  await outcome(page, 'Verboden');
  const handle = page.locator('.handle.main');
  const box = await handle.boundingBox();
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await page.mouse.down();
  // To some 2 px below where 50 m is: it holds there.
  const at = await page.evaluate(() => {
    const limit = document.querySelector('.log path.limit').getBoundingClientRect();
    return limit.top;
  });
  const off = (await page.evaluate(() => document.querySelector('.log path.level').getBoundingClientRect().top)) - (box.y + box.height / 2);
  await page.mouse.move(box.x + 20, at - off + 2, { steps: 8 });
  await outcome(page, 'Vergunning');
  await page.mouse.up();
  assert.equal(await page.locator('#field-drilling_depth_m').inputValue(), '50');
  // The screens went up with the end of the drilling, and kept their length.
  assert.equal(await page.locator('#field-screen_bottom_m').inputValue(), '50');
  assert.equal(await page.locator('#field-screen_top_m').inputValue(), '30');
  await close();
});

test('nothing is lost: reload, another language, another kind of work and back', async () => {
  const { page, close } = await openPage(server, { hash: HOOGEVEEN });
  await outcome(page, 'Verboden');
  await page.locator('#field-flow_m3_h').fill('61,5');
  await page.waitForFunction(() => location.hash.includes('flow_m3_h=61.5'));
  await page.reload();
  await outcome(page, 'Verboden');
  assert.equal(await page.locator('#field-flow_m3_h').inputValue(), '61,5');
  await page.locator('.lang button[lang=en]').click();
  await outcome(page, 'Prohibited');
  assert.equal(await page.locator('#field-flow_m3_h').inputValue(), '61.5');
  await page.keyboard.press('5');
  await page.locator('main.law').waitFor();
  await page.keyboard.press('1');
  await outcome(page, 'Prohibited');
  assert.equal(await page.locator('#field-flow_m3_h').inputValue(), '61.5');
  await page.goto(`${server.url}#place`);
  await page.locator('[data-key=continue]').click();
  await outcome(page, 'Prohibited');
  await close();
});

test('a server that cannot be reached is told, and can be tried again', async () => {
  const { page, close } = await openPage(server, { hash: HOOGEVEEN, expected: [/Failed to load resource|ERR_FAILED/] });
  await outcome(page, 'Verboden');
  await page.route('**/screen?*', (route) => route.abort());
  await page.locator('#field-drilling_depth_m').fill('90');
  await page.locator('.failure').waitFor();
  assert.match(await page.locator('.failure').innerText(), /niet bereikbaar/);
  await hasNoFaults(page, 'failure');
  await page.unroute('**/screen?*');
  await page.locator('[data-key=again]').click();
  await outcome(page, 'Verboden');
  assert.match(await page.locator('.decide').first().innerText(), /90/);
  await close();
});

test('a slow answer says so, and an older one never overwrites a newer one', async () => {
  const { page, close } = await openPage(server, { hash: HOOGEVEEN });
  await outcome(page, 'Verboden');
  await page.route('**/screen?*drilling_depth_m=8&*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    await route.continue().catch(() => undefined);
  });
  await page.locator('#field-drilling_depth_m').fill('8');
  await page.locator('.drawn.slow').waitFor();
  await page.locator('#field-drilling_depth_m').fill('85');
  await outcome(page, 'Verboden');
  await page.waitForTimeout(1000);
  assert.match(await page.locator('.decide').first().innerText(), /85/);
  await close();
});

test('what is wrong is said at the field; swapped coordinates can be turned round', async () => {
  const { page, close } = await openPage(server, { hash: HOOGEVEEN, expected: [/400/] });
  await outcome(page, 'Verboden');
  await page.locator('#field-drilling_depth_m').fill('8000');
  await page.locator('#field-drilling_depth_m[aria-invalid=true]').waitFor();
  assert.match(await page.locator('#field-drilling_depth_m-fault').innerText(), /1500/);
  await hasNoFaults(page, 'fault');
  await page.locator('#field-drilling_depth_m').fill('80');
  await outcome(page, 'Verboden');
  await page.locator('#field-place').fill('527120, 230760');
  await page.locator('#field-place-fault button').click();
  await page.waitForFunction(() => location.hash.includes('x=230760') && location.hash.includes('y=527120'));
  await close();
});

test('degrees, a zone, a rule and an address of a file of one’s own are found', async () => {
  const { page, close } = await openPage(server, {});
  const seek = async (text, wanted) => {
    await page.locator('#find').fill(text);
    await page.locator('.option', { hasText: wanted }).first().waitFor();
  };
  await seek('52,72616 6,50866', '52,72616');
  await page.keyboard.press('Enter');
  await page.locator('.verdict h1').waitFor();
  await seek('hoogeveen', 'Hoogeveen');
  await seek('dr-2024-04', 'DR-2024-04');
  await page.locator('#find').fill('dorpsstraat 1');
  await page.locator('.findnote [role=status]').waitFor();
  await page.locator('.findnote button').click();
  const csv = 'adres;perceel;x;y\n"Dorpsstraat 1, Hoogeveen";HGV00 A 1;230760;527120\n"Kerkplein 2, Beilen";;232289;542576\n';
  await page.locator('dialog input[type=file]').setInputFiles({ name: 'adressen.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.locator('dialog', { hasText: 'adressen.csv (2)' }).waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await seek('dorpsstraat 1', 'Dorpsstraat 1');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('x=230760') && location.hash.includes('Dorpsstraat'));
  await page.locator('.verdict h1').waitFor();
  await close();
});

const STATES = {
  empty: '#place',
  prohibited: HOOGEVEEN,
  permit: '#place?x=230760&y=527120&system=open&drilling_depth_m=40&date=2026-11-30',
  notify: '#place?x=232289&y=547576&system=closed&drilling_depth_m=15&date=2026-11-30',
  undetermined: '#place?x=161250&y=383600&system=closed&drilling_depth_m=60&date=2026-11-30',
  'not-covered': '#place?x=150000&y=600000&system=open&drilling_depth_m=60&date=1990-01-01',
};
const LOOKS = { dark: { dark: true }, forced: { forced: true, width: 390, height: 840 } };
for (const [state, hash] of Object.entries(STATES)) {
  // What forced colours change is the same in every state: marks, patterns, edges.
  const of = ['prohibited', 'undetermined'].includes(state) ? ['dark', 'forced'] : ['dark'];
  test(`axe finds nothing, ${of.join(', ')}: ${state}`, async () => {
    for (const looks of of.map((name) => LOOKS[name])) {
      const { page, close } = await openPage(server, { hash, ...looks });
      await page.locator(state === 'empty' ? '.emptyplace' : `.verdict.${state}`).waitFor();
      await hasNoFaults(page, state);
      await fitsItsWidth(page);
      await close();
    }
  });
}

/** A pack with a few systems near Beilen, made up. */
const PACK = `name = "made"
version = "1"
date = 2026-01-01
status = "indicative"
licence = "none"
title.nl = "Gemaakt"
title.en = "Made"
[[layer]]
id = "register"
file = "register.geojson"
crs = "EPSG:28992"
role = "installation"
certainty = "derived"
source = { title = "made for a test" }
[layer.fields]
id = "id"
system = "system"
well_type = "type"
screen_top_m = { field = "top" }
screen_bottom_m = { field = "bottom" }
annual_volume_m3 = { field = "volume" }
[[layer]]
id = "provinces"
borrow = "indicative/provinces"
`;
const well = (id, type, x, y, top) => ({ type: 'Feature', properties: { id, system: 'open', type, top, bottom: top + 30, volume: 150_000 }, geometry: { type: 'Point', coordinates: [x, y] } });

test('neighbours: what they do to each other stands in the list, and lines to them on the map', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bodemtoets-pack-'));
  writeFileSync(join(folder, 'pack.toml'), PACK);
  writeFileSync(join(folder, 'register.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [well('near', 'warm', 232_349, 547_576, 45), well('deep', 'warm', 232_200, 547_500, 150)] }));
  const other = await startServer('--pack', folder);
  const { page, close } = await openPage(other, { hash: '#place?x=232289&y=547576&system=open&drilling_depth_m=90&screen_top_m=40&screen_bottom_m=80&annual_volume_m3=200000&flow_m3_h=40' });
  await page.locator('.neighbours', { hasText: 'thermische stralen uit elkaar' }).waitFor();
  const rows = await page.locator('.neighbours tbody tr').allInnerTexts();
  assert.match(rows[0], /near[^]*60\s*m[^]*hinder[^]*1,5 … 1,7 thermische stralen[^]*gewenst 3[^]*stijghoogte: wij 0 … 8,89\s*m bij hen/);
  assert.match(rows[1], /deep[^]*geen hinder/);
  await hasNoFaults(page, 'neighbours');
  await close();
  other.stop();
  rmSync(folder, { recursive: true });
});
