// Talking to the server: one place that sends what people do, one that hears
// that something changed.
export async function act(name, body) {
  const answer = await fetch("/demo/" + name, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

export async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// follow calls refresh after each change, never twice at once.
export function follow(refresh) {
  let running = false, again = false;
  const run = async () => {
    if (running) { again = true; return; }
    running = true;
    do {
      again = false;
      try { await refresh(); } catch (e) { console.warn(e); }
    } while (again);
    running = false;
  };
  const events = new EventSource("/demo/events");
  events.onmessage = run;
  return run;
}
