/**
 * Every state has an address: `#place?x=230760&y=527120`, `#law/DR-2024-04`. It stands behind the `#`, so that places
 * that people look at never reach the logs of a server or a proxy, and so that it works under any path.
 */

export interface Address {
  /** Which work: `place`, `law`, … */
  flow: string;
  /** The rest of the path: the id of a rule, the number of an entry. */
  path: string;
  params: URLSearchParams;
}

type Listener = (address: Address) => void;

let listener: Listener = () => undefined;

/** The address in a text that begins with `#`. */
export function read(hash: string): Address {
  const text = hash.replace(/^#/, '');
  const [before = '', after = ''] = text.split(/\?(.*)/s);
  const [flow = '', ...path] = before.split('/');
  return { flow: decode(flow), path: path.map(decode).join('/'), params: new URLSearchParams(after) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address as a link. */
export function link(flow: string, params?: URLSearchParams | Record<string, string> | null, path = ''): string {
  const query = params ? new URLSearchParams(params).toString() : '';
  const rest = path ? `/${path.split('/').map(encodeURIComponent).join('/')}` : '';
  return `#${flow}${rest}${query ? `?${query}` : ''}`;
}

/** The address of now. */
export function here(): Address {
  return read(location.hash);
}

/** How many steps there are within the page before this one. */
let last = 0;

function step(): number {
  return (history.state as { step?: number } | null)?.step ?? 0;
}

/** Takes the last step back, but never out of the page. */
export function undo(): void {
  if (step() > 0) history.back();
}

/** Goes to an address, as a step that Back undoes. */
export function go(to: string): void {
  if (to === location.hash) return;
  last = step() + 1;
  history.pushState({ step: last }, '', to);
  listener(here());
}

/** Follows what stands on the screen, without a step for Back. The screen is not told: it knows. */
export function follow(to: string): void {
  if (to !== location.hash) history.replaceState(history.state, '', to);
}

/** Tells of every change of the address, and of the one of now. */
export function listen(to: Listener): void {
  listener = to;
  last = step();
  addEventListener('popstate', () => {
    // A link that was followed: a step like any other.
    if (history.state === null) history.replaceState({ step: last + 1 }, '');
    last = step();
    listener(here());
  });
  listener(here());
}
