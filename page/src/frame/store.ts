/**
 * What the page remembers on this machine: small things in `localStorage`, files in IndexedDB. Nothing of it goes to
 * the server. Where a browser allows neither, the page works and forgets.
 */

const PREFIX = 'bodemtoets.';

/** Remembers a text under a name; `null` forgets it. */
export function remember(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
  } catch {
    // Full, or not allowed: the page works without.
  }
}

/** What was remembered. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers a value that JSON can hold. */
export function rememberValue(name: string, value: unknown): void {
  remember(name, value === null || value === undefined ? null : JSON.stringify(value));
}

/** A value that was remembered; `null` when there is none, or when it cannot be read. */
export function recallValue<T>(name: string): T | null {
  const text = recall(name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

function opened(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open('bodemtoets', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('files');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

/** A file that the user brought. */
export interface KeptFile {
  name: string;
  bytes: Blob;
}

/** Keeps a file under a name, so that it survives a reload; `null` lets go of it. */
export async function keepFile(name: string, file: KeptFile | null): Promise<void> {
  const database = await opened();
  if (!database) return;
  await new Promise<void>((resolve) => {
    const change = database.transaction('files', 'readwrite');
    if (file) change.objectStore('files').put(file, name);
    else change.objectStore('files').delete(name);
    change.oncomplete = () => resolve();
    change.onerror = () => resolve();
    change.onabort = () => resolve();
  });
  database.close();
}

/** A file that was kept. */
export async function keptFile(name: string): Promise<KeptFile | null> {
  const database = await opened();
  if (!database) return null;
  const file = await new Promise<KeptFile | null>((resolve) => {
    const request = database.transaction('files').objectStore('files').get(name);
    request.onsuccess = () => resolve((request.result as KeptFile | undefined) ?? null);
    request.onerror = () => resolve(null);
  });
  database.close();
  return file;
}

/** Files that are kept together at most. */
const MOST_FILES = 24;

/** Keeps several files under a name, in their order; an empty list lets go of them. */
export async function keepFiles(name: string, files: KeptFile[]): Promise<void> {
  for (let at = 0; at < MOST_FILES; at += 1) {
    const file = files[at] ?? null;
    if (!file && !(await keptFile(`${name}.${at}`))) return;
    await keepFile(`${name}.${at}`, file);
  }
}

/** Files that were kept together. */
export async function keptFiles(name: string): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  for (let at = 0; at < MOST_FILES; at += 1) {
    const file = await keptFile(`${name}.${at}`);
    if (!file) break;
    files.push(file);
  }
  return files;
}
