// The day slider: moving it asks the server for the same page on another day and puts the answer in
// place, so that every address can be sent to somebody else and means the same to them.

const DAY_MS = 86_400_000;
const PLAY_MS = 1100;
let playing = null;
let asked = 0;

const bar = () => document.querySelector("[data-daybar]");
const first = () => Date.parse(bar().dataset.first);
const isoOf = (index) => new Date(first() + index * DAY_MS).toISOString().slice(0, 10);
const indexOf = (iso) => Math.round((Date.parse(iso) - first()) / DAY_MS);
const wordsOf = (iso) =>
  new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(iso));

function address(iso) {
  const url = new URL(location.href);
  const asOf = bar().hasAttribute("data-known-then") ? iso : url.searchParams.get("as_of") || bar().dataset.last;
  url.searchParams.set("on", iso);
  url.searchParams.set("as_of", asOf);
  url.hash = "";
  return url;
}

async function show(url, { push = true } = {}) {
  const mine = ++asked;
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  if (!answer.ok && !page.querySelector("[data-daybar]")) { location.assign(url); return; }
  const focused = document.activeElement?.id;
  const folds = [...document.querySelectorAll("details[data-keep]")].filter((one) => one.open !== (one.dataset.keep === "open"));
  for (const fresh of page.querySelectorAll("[data-swap]")) {
    document.getElementById(fresh.id)?.replaceWith(document.importNode(fresh, true));
  }
  // What the reader opened or shut stays so on the next day.
  for (const { id, open } of folds) {
    const fresh = document.getElementById(id);
    if (fresh) fresh.open = open;
  }
  document.title = page.title;
  if (push) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  arm();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("tregua:moment"));
}

const go = (iso, options) => show(address(iso), options);

function stop() {
  clearTimeout(playing);
  playing = null;
  mark();
}

function mark() {
  const button = document.querySelector("[data-play]");
  if (button) button.setAttribute("aria-pressed", String(playing !== null));
}

async function step() {
  const here = indexOf(bar().dataset.on);
  if (here + 1 >= Number(bar().dataset.count)) { stop(); return; }
  await go(isoOf(here + 1), { push: false });
  if (playing !== null) playing = setTimeout(step, PLAY_MS);
}

function arm() {
  const here = bar();
  if (!here) return;
  const slide = here.querySelector("[data-slide]");
  const shown = here.querySelector("[data-slide-day]");
  const play = here.querySelector("[data-play]");
  const pick = here.querySelector("input[type=date]");
  here.classList.add("armed");
  slide.disabled = false;
  play.hidden = false;
  slide.addEventListener("input", () => {
    stop();
    const iso = isoOf(Number(slide.value));
    shown.textContent = wordsOf(iso);
    slide.setAttribute("aria-valuetext", wordsOf(iso));
    pick.value = iso;
  });
  slide.addEventListener("change", () => go(isoOf(Number(slide.value))));
  pick.addEventListener("change", () => { if (pick.validity.valid && pick.value) go(pick.value); });
  here.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (pick.validity.valid && pick.value) go(pick.value);
  });
  for (const link of here.querySelectorAll("a.step, .known a")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      stop();
      const url = new URL(location.href);
      const wanted = new URL(link.href);
      for (const field of ["on", "as_of"]) url.searchParams.set(field, wanted.searchParams.get(field));
      url.hash = "";
      show(url);
    });
  }
  play.addEventListener("click", async () => {
    if (playing !== null) { stop(); return; }
    playing = 0;
    if (indexOf(bar().dataset.on) + 1 >= Number(bar().dataset.count)) await go(isoOf(0), { push: false });
    playing = setTimeout(step, PLAY_MS / 2);
    mark();
  });
  mark();
  for (const form of document.querySelectorAll("form[data-filter]")) {
    for (const select of form.querySelectorAll("select")) select.addEventListener("change", () => form.requestSubmit());
  }
  claims();
}

// An item's words and the cards beside them light each other up.
function claims() {
  for (const mark of document.querySelectorAll("mark[data-claims]")) {
    const light = (on) => {
      for (const id of mark.dataset.claims.split(" ")) {
        document.querySelector(`[data-card="${CSS.escape(id)}"]`)?.classList.toggle("lit", on);
      }
    };
    mark.addEventListener("mouseenter", () => light(true));
    mark.addEventListener("mouseleave", () => light(false));
  }
  for (const card of document.querySelectorAll("[data-card]")) {
    const light = (on) => {
      for (const mark of document.querySelectorAll(`mark[data-claims~="${CSS.escape(card.dataset.card)}"]`)) {
        mark.classList.toggle("lit", on);
      }
    };
    card.addEventListener("mouseenter", () => light(true));
    card.addEventListener("mouseleave", () => light(false));
    card.addEventListener("focusin", () => light(true));
    card.addEventListener("focusout", () => light(false));
  }
  sought();
}

function sought() {
  for (const lit of document.querySelectorAll(".sought")) lit.classList.remove("sought");
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id) return;
  for (const mark of document.querySelectorAll(`mark[data-claims~="${CSS.escape(id)}"]`)) mark.classList.add("sought");
  document.querySelector(`[data-card="${CSS.escape(id)}"]`)?.classList.add("sought");
}

addEventListener("hashchange", sought);
addEventListener("popstate", () => { if (bar()) show(new URL(location.href), { push: false }); });
arm();
if (!bar()) claims();
