/** The status page: signs in, shows what each area does now, dims an area and follows the job to its words. */
import { texts } from "./texts.js";

const api = "/api/v1";
const words = ["proven", "followed", "held", "refused", "silent", "pending"];
const minuteChoices = [2, 15, 60, 240];
const find = (selector) => document.querySelector(selector);
const asked = new URLSearchParams(location.search).get("lang");
let language = asked === "en" || asked === "vi" ? asked : (localStorage.getItem("language") ?? "vi");
let areas = new Map();
const jobs = new Map();
let stream;
let heardAt = 0;
/** ms the site's clock is ahead of this browser's: a demonstration runs at dusk at any hour. */
let ahead = 0;

const text = (key) => texts[language][key];
const number = (value, digits = 0) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);

function speak() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  find("#language").textContent = text("language");
  find("#leave").textContent = text("leave");
  find("[name=minutes]").replaceChildren(
    ...minuteChoices.map((count) => {
      const label = count < 60 ? `${count} ${text("minutes")}` : `${count / 60} ${text("hours")}`;
      return new Option(label, count, count === 15, count === 15);
    }),
  );
  show();
}

function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function show() {
  const list = [...areas.values()]
    .filter(({ lamps }) => lamps > 0)
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const sum = (key) => list.reduce((total, area) => total + area[key], 0);
  find("#totals").replaceChildren(
    ...["lamps", "online", "lit", "estimatedLit", "dimmed"].map((key) =>
      element("div", [element("dt", text(key)), element("dd", number(sum(key)))]),
    ),
    element("div", [
      element("dt", text("power")),
      element("dd", [number(sum("activePower") / 1000, 1), element("small", " kW")]),
    ]),
  );
  find("#nothing").hidden = list.length > 0;
  find("#areas").hidden = list.length === 0;
  find("#areas tbody").replaceChildren(...list.map(row));
  find("#jobs").replaceChildren(...[...jobs.values()].slice(-5).reverse().map(card));
}

/** Lamps without electronics are counted by their circuit, which makes the sum an estimate. */
const litOf = ({ lit, estimatedLit }) => (estimatedLit === 0 ? number(lit) : `≈ ${number(lit + estimatedLit)}`);

function row(area) {
  const cell = (key, content) => element("td", content, { class: key, "data-label": text(key) });
  const button = element("button", text("dim"), { type: "button", "data-area": area.areaId });
  button.setAttribute("aria-label", `${text("dim")}: ${area.name}`);
  return element("tr", [
    element("th", area.name, { scope: "row" }),
    ...["lamps", "online"].map((key) => cell(key, number(area[key]))),
    cell("lit", litOf(area)),
    cell("dimmed", number(area.dimmed)),
    cell("power", `${number(area.activePower / 1000, 1)} kW`),
    element("td", button, { class: "act" }),
  ]);
}

/** Equal reasons are said once, with how many lamps they concern and the first of them by name. */
function gathered(rest) {
  const reasons = new Map();
  for (const { name, word, reason } of rest) {
    const sentence = `${text(word)} – ${reason[language]}`;
    reasons.set(sentence, [...(reasons.get(sentence) ?? []), name]);
  }
  return [...reasons].map(([sentence, [first, ...more]]) => {
    const who = more.length === 0 ? first : `${first} ${text("andMore")(more.length)}`;
    return element("li", [element("b", who), `: ${sentence}`]);
  });
}

function card({ job, rest = [], title }) {
  const counts = words
    .filter((word) => job.counts[word] > 0)
    .map((word) => element("li", [element("b", number(job.counts[word])), text(word)], { class: word }));
  const parts = [
    element("h3", `${title} · ${number(job.lamps)} ${text("of")} · ${text(job.state)}`),
    element("ul", counts, { class: "words" }),
  ];
  if (rest.length > 0) parts.push(element("ul", gathered(rest), { class: "others", "aria-label": text("others") }));
  return element("article", parts);
}

async function call(path, options = {}) {
  const response = await fetch(api + path, {
    ...options,
    headers: { ...(options.body ? { "content-type": "application/json" } : {}), ...options.headers },
    body: options.body && JSON.stringify(options.body),
  });
  if (response.status === 204) return undefined;
  const body = await response.json();
  if (response.ok) return body;
  throw Object.assign(new Error((language === "vi" ? body.detailVi : body.detail) ?? body.title), {
    status: response.status,
  });
}

async function load() {
  try {
    const snapshot = await call("/fleet/areas");
    ahead = snapshot.at - Date.now();
    areas = new Map(snapshot.areas.map((area) => [area.areaId, area]));
  } catch (error) {
    if (error.status !== 401) throw error;
    find("#sign-in").hidden = false;
    find("#tonight").hidden = true;
    find("#leave").hidden = true;
    return;
  }
  find("#sign-in").hidden = true;
  find("#tonight").hidden = false;
  find("#leave").hidden = false;
  show();
  listen();
  void showInflux();
}

/** Where telemetry stands on its way to InfluxDB; nothing where none is configured. */
async function showInflux() {
  const { figures } = await (await fetch("/healthz")).json();
  const line = find("#influx");
  line.hidden = figures.influx === "none";
  if (line.hidden) return;
  const waiting = figures.influxRows + figures.influxRefused;
  line.classList.toggle("bad", figures.influx === "waiting" || figures.influx === "stopped");
  line.textContent = `InfluxDB: ${text(figures.influx)}${waiting > 0 ? ` · ${number(waiting)} ${text("rowsWait")}` : ""}`;
}

function listen() {
  stream?.close();
  stream = new EventSource(`${api}/live`);
  const heard = () => {
    heardAt = Date.now();
  };
  stream.onopen = heard;
  stream.addEventListener("area", (event) => {
    heard();
    const { data } = JSON.parse(event.data);
    areas.set(data.areaId, data);
    show();
  });
  stream.addEventListener("job", (event) => {
    heard();
    const { data } = JSON.parse(event.data);
    if (jobs.has(data.id)) void refreshJob(data);
  });
  stream.addEventListener("heartbeat", heard);
  stream.addEventListener("resync", () => void load());
  stream.addEventListener("end", () => void load());
}

async function refreshJob(job) {
  const known = jobs.get(job.id);
  jobs.set(job.id, { ...known, job });
  show();
  if (job.state !== "running" || job.counts.pending === 0) {
    const rest = [];
    for (const word of ["silent", "refused", "held", "followed"]) {
      if (job.counts[word] === 0) continue;
      const page = await call(`/jobs/${job.id}/results?word=${word}&limit=1000`);
      rest.push(...page.items.filter(({ reason }) => reason && reason.code !== "notMeasured"));
    }
    jobs.set(job.id, { ...jobs.get(job.id), rest });
    show();
  }
}

find("#sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  try {
    await call("/sessions", { method: "POST", body: { id: form.get("id"), password: form.get("password") } });
    find("#sign-in-error").textContent = "";
    event.target.elements.password.value = "";
    await load();
  } catch (error) {
    find("#sign-in-error").textContent = error.message;
  }
});

find("#areas").addEventListener("click", ({ target }) => {
  const areaId = target.closest("[data-area]")?.dataset.area;
  if (areaId === undefined) return;
  const dialog = find("#dim");
  dialog.dataset.area = areaId;
  find("#dim-title").textContent = `${text("dimTitle")} ${areas.get(areaId).name}`;
  dialog.querySelector("[name=why]").value = text("reason");
  find("#dim-error").textContent = "";
  dialog.showModal();
});

find("#dim [name=level]").addEventListener("input", ({ target }) => {
  find("#dim-level").textContent = `${number(target.value)} %`;
});
find("#dim [value=cancel]").addEventListener("click", () => find("#dim").close());
find("#dim form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const dialog = find("#dim");
  const { level, minutes, why } = Object.fromEntries(new FormData(event.target));
  try {
    const placed = await call("/overrides", {
      method: "POST",
      headers: { "idempotency-key": crypto.randomUUID() },
      body: {
        selection: { areaId: dialog.dataset.area },
        target: { level: Number(level) },
        until: Date.now() + ahead + Number(minutes) * 60_000,
        why,
      },
    });
    jobs.set(placed.jobId, { job: placed.job, title: `${areas.get(dialog.dataset.area).name}: ${level} %` });
    dialog.close();
    await refreshJob(placed.job);
  } catch (error) {
    find("#dim-error").textContent = error.message;
  }
});

find("#language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  localStorage.setItem("language", language);
  speak();
});
find("#leave").addEventListener("click", async () => {
  stream?.close();
  await call("/sessions/current", { method: "DELETE" });
  location.reload();
});

// silence is no event: what nobody said is seen by asking again
setInterval(() => {
  if (!find("#tonight").hidden) void load();
}, 60_000);

setInterval(() => {
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: "full",
    timeStyle: "medium",
    timeZone: document.documentElement.dataset.zone,
  });
  find("#clock").textContent = time.format(Date.now() + ahead);
  const badge = find("#stream");
  const stale = heardAt > 0 && Date.now() - heardAt > 30_000;
  badge.classList.toggle("stale", stale);
  badge.textContent =
    heardAt === 0
      ? ""
      : stale
        ? `${text("stale")} ${new Intl.DateTimeFormat(language, { timeStyle: "medium" }).format(heardAt)}`
        : text("live");
}, 1000);

speak();
await load();
