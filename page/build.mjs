// Makes the bundle: page.js, page.css and index.html, the same bytes from the same sources.
//   node build.mjs            writes it to where the server takes it from
//   node build.mjs --compare  compares it with what stands there, byte for byte
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export const BUILT = new URL('../crates/server/src/page/built/', import.meta.url);

/** The files of the bundle, by name. */
export async function bundle() {
  const result = await build({
    absWorkingDir: new URL('.', import.meta.url).pathname,
    entryPoints: { page: 'src/main.ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    outdir: 'built',
    write: false,
    logLevel: 'warning',
  });
  const files = Object.fromEntries(result.outputFiles.map((file) => [file.path.split('/').at(-1), Buffer.from(file.contents)]));
  const version = (name) => createHash('sha256').update(files[name]).digest('hex').slice(0, 12);
  const html = readFileSync(new URL('src/index.html', import.meta.url), 'utf8');
  files['index.html'] = Buffer.from(html.replace('page.js', `page.js?v=${version('page.js')}`).replace('page.css', `page.css?v=${version('page.css')}`));
  return files;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const files = await bundle();
  const isComparing = process.argv.includes('--compare');
  mkdirSync(BUILT, { recursive: true });
  let compressed = 0;
  for (const [name, bytes] of Object.entries(files)) {
    compressed += gzipSync(bytes, { level: 9 }).length;
    const at = new URL(name, BUILT);
    if (!isComparing) writeFileSync(at, bytes);
    else if (!readFileSync(at).equals(bytes)) {
      console.error(`${at.pathname} is not what the sources make: run \`npm run build\` in page/ and commit it`);
      process.exit(1);
    }
  }
  console.log(`${isComparing ? 'identical' : 'built'}: ${Object.keys(files).join(', ')}; ${(compressed / 1000).toFixed(1)} kB compressed`);
  if (compressed > 250_000) {
    console.error('the bundle is larger than 250 kB compressed');
    process.exit(1);
  }
}
