// The only door for HTML that did not come with the page: parts of our own pages.
// @ts-check

/** @type {{createHTML: (html: string) => string} | undefined} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('frag', {
  createHTML: (/** @type {string} */ html) => html,
});

/**
 * Reads HTML of this site. Nothing in it runs.
 * @param {string} html
 */
export function parse(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html');
}

/**
 * Asks for a part of a page.
 * @param {string} url
 * @param {string} part
 * @param {{etag?: string | null, signal?: AbortSignal, byItself?: boolean}} [how]
 * @returns {Promise<{status: number, etag: string | null, page: Document | null}>}
 */
export async function load(url, part, how = {}) {
  const headers = new Headers({ 'X-Fragment': part, Accept: 'text/html' });
  if (how.etag) headers.set('If-None-Match', how.etag);
  // A refresh that nobody asked for must not keep a session alive.
  if (how.byItself) headers.set('X-Refresh', '1');
  const answer = await fetch(url, { headers, signal: how.signal, cache: 'no-store', credentials: 'same-origin' });
  const etag = answer.headers.get('ETag');
  if (!answer.ok) return { status: answer.status, etag, page: null };
  return { status: answer.status, etag, page: parse(await answer.text()) };
}

/** Somebody whose session ended signs in and comes back here. */
export function signIn() {
  location.assign('/sign-in?' + new URLSearchParams({ next: location.pathname + location.search }));
}
