// Talking to the server that sent the page, and to nobody else.

const meta = () => document.querySelector('meta[name="hotseat-token"]');

/** POST a form. After a restart of the server the token is stale: fetch the new one and try once more. */
export async function post(url, fields, { headers = {}, keepalive = false, signal } = {}) {
  const send = () =>
    fetch(url, {
      method: "POST",
      body: new URLSearchParams({ ...fields, token: meta().content }),
      headers: { "hotseat-part": "1", ...headers },
      keepalive,
      signal,
    });
  const answer = await send();
  if (answer.status !== 403 || keepalive) return answer;
  meta().content = (await page(location.href)).querySelector('meta[name="hotseat-token"]').content;
  return send();
}

/** A page of ours as a document. */
export async function page(url) {
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Put the elements with these ids from a fetched document in place of ours. */
export function swapIn(from, ids) {
  for (const id of ids) {
    const fresh = from.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old) continue;
    old.replaceWith(document.adoptNode(fresh));
    document.dispatchEvent(new CustomEvent("hotseat:added", { detail: fresh }));
  }
}
