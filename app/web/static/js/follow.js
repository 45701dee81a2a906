// Follows a conversation: the stream says that something happened, the server says how it looks.
const QUIET = 120;
const AGAIN = 3000;
// A look that failed, or an event that was lost on the way, is made good by the next.
const ANYWAY = 15000;

export function follow(talk, server) {
  const lines = talk.querySelector("#lines");
  const log = lines.parentElement;
  const { conversation, company, seat, home } = talk.dataset;
  let last = Number(talk.dataset.last);
  let stands = talk.dataset.stands;
  let source = null;
  let timer = 0;
  let looking = null;

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const toEnd = () => { log.scrollTop = log.scrollHeight; };

  // A milestone that is reached again at once is told once.
  const repeats = (line, before) =>
    line.matches(".milestone:not([data-gate])") && before?.className === line.className && before.textContent === line.textContent;

  async function fetchNews(whole) {
    const response = await fetch(`${home}/c/${conversation}/news?after=${last}`, { headers: { Accept: "text/html" } });
    if (response.status === 401) return location.assign("/sign-in");
    if (!response.ok) return server.lost();
    server.back();
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const told = page.querySelector("ol[data-last]");
    // A campaign that began in this conversation gets its place beside it.
    if (told.dataset.campaign !== talk.dataset.campaign) return location.reload();
    // What a campaign is called is known once its brief was read.
    if (page.title) document.title = page.title;
    const stay = atEnd();
    last = Number(told.dataset.last);
    for (const line of [...told.children]) {
      if (document.getElementById(line.id) || repeats(line, lines.lastElementChild)) continue;
      lines.append(document.adoptNode(line));
    }
    for (const asked of lines.querySelectorAll("[data-gate]")) {
      asked.classList.toggle("asks", asked.dataset.gate === told.dataset.gate);
    }
    for (const offered of lines.querySelectorAll("[data-for-gate]")) {
      offered.hidden = offered.dataset.forGate !== told.dataset.gate;
    }
    window.htmx?.process(lines);
    for (const place of ["#working", "#navigation", "#recent"]) {
      const fresh = page.querySelector(place);
      if (fresh) document.querySelector(place)?.replaceWith(document.adoptNode(fresh));
    }
    if (stay) toEnd();
    // What was only said changes nothing of the campaign beside it.
    const moved = told.dataset.moved !== undefined || told.dataset.stands !== stands;
    stands = told.dataset.stands;
    const campaign = document.querySelector("#campaign");
    if (campaign && (moved || whole)) window.htmx?.trigger(campaign, "refresh");
    return undefined;
  }

  // One look at a time; what happens meanwhile is seen by the next. A whole one looks at the campaign too.
  function look(whole = false) {
    looking = (looking ?? Promise.resolve()).then(() => fetchNews(whole)).catch(server.lost);
    return looking;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => look(), QUIET);
  }

  // Browsers allow few open streams: a page that nobody looks at gives its own back.
  function watch() {
    source?.close();
    source = null;
    if (document.hidden) return;
    const address = `/s/${seat}/api/chat/${conversation}/events?company=${encodeURIComponent(company)}&follow=true&after=${last}`;
    source = new EventSource(address);
    for (const kind of ["message", "step", "gate", "artifact", "error", "done"]) {
      source.addEventListener(kind, (event) => { if (Number(event.lastEventId) > last) soon(); });
    }
    // A cut line is taken up by the browser itself; one that was refused, as while the server restarts, is not.
    source.addEventListener("error", (event) => {
      if (event.target !== source || source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => { watch(); look(true); }, AGAIN);
    });
  }

  function echo(text) {
    const item = document.createElement("li");
    item.className = "line by-person sending";
    const words = document.createElement("div");
    words.className = "words";
    words.textContent = text.slice(0, 4000);
    item.append(words);
    lines.append(item);
    toEnd();
    return item;
  }

  document.addEventListener("visibilitychange", () => {
    watch();
    if (!document.hidden) look(true);
  });
  const anyway = setInterval(() => { if (!document.hidden) look(true); }, ANYWAY);
  addEventListener("pagehide", () => { source?.close(); clearInterval(anyway); });
  watch();
  toEnd();
  return { look, echo };
}
