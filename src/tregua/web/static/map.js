// The full map: base from this server, the accord's areas and the incidents of the day over it.
// No glyphs are asked of anybody: names are ordinary elements, so they wrap, select and print.
import * as maplibregl from "/static/vendor/maplibre/maplibre-gl.mjs";

const stage = document.querySelector("[data-map]");
const layers = stage.dataset.basemap.split(" ").filter(Boolean);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let map = null;
let names = [];
let told = null;

// Two layers, of which one is seen: what the accord asks of its areas, and who is said to hold them.
const chooser = document.querySelector("[data-map-layers]");
let seen = "zones";
const SIDES = [0, 1, 2, 3, 4];

const groupColour = () => [
  "match", ["get", "tone"],
  "done", colour("--done"), "claimed", colour("--claimed"), "going", colour("--going"),
  "overdue", colour("--overdue"), "contested", colour("--contested"), "waiting", colour("--waiting"), "unseen", colour("--unseen"),
  "corridor", colour("--claimed"),
  colour("--muted"),
];

const SOURCES = ["zones", "control", "areas", "points"];

const sideColour = () => ["match", ["get", "side"], ...SIDES.slice(1).flatMap((one) => [one, colour(`--hold-${one}`)]), colour("--hold-0")];

// Each sample has its own texture or stroke, so that it is told apart without its colour.
function controlLayers() {
  const is = (...samples) => ["in", ["get", "sample"], ["literal", samples]];
  const line = (id, filter, paint) => ({ id: `control-${id}`, type: "line", source: "control", filter, paint });
  return [
    { id: "control-fill", type: "fill", source: "control", filter: is("full", "own"), paint: { "fill-color": sideColour(), "fill-opacity": ["match", ["get", "sample"], "full", 0.42, 0.17] } },
    { id: "control-dots", type: "fill", source: "control", filter: is("own"), paint: { "fill-pattern": ["image", ["concat", "dots-", ["to-string", ["get", "side"]]]], "fill-opacity": 0.75 } },
    { id: "control-cross", type: "fill", source: "control", filter: is("contested"), paint: { "fill-pattern": "cross", "fill-opacity": 0.75 } },
    { id: "control-empty", type: "fill", source: "control", filter: is("planned", "unknown"), paint: { "fill-color": colour("--m-land"), "fill-opacity": 0.01 } },
    line("edge-held", is("full", "own"), { "line-color": sideColour(), "line-width": 1.6, "line-dasharray": [3.5, 3] }),
    line("edge-contested", is("contested"), { "line-color": colour("--contested"), "line-width": 1.6, "line-dasharray": [3.5, 3] }),
    line("edge-planned", is("planned"), { "line-color": colour("--ink"), "line-width": 2.6, "line-dasharray": [4.5, 2.5], "line-opacity": 0.7 }),
    line("edge-unknown", is("unknown"), { "line-color": colour("--muted"), "line-width": 1.4, "line-dasharray": [1.2, 2.4] }),
  ];
}

const layerOf = (id) => (id.startsWith("zone-") && id !== "zone-outline" ? "zones" : id.startsWith("control-") ? "control" : null);

function style() {
  const sources = {};
  for (const layer of layers) {
    if (layer !== "places") sources[layer] = { type: "geojson", data: `${location.origin}/api/basemap/${layer}` };
  }
  for (const name of SOURCES) sources[name] = { type: "geojson", data: told[name] };
  const drawn = [{ id: "sea", type: "background", paint: { "background-color": colour(sources.land ? "--m-sea" : "--m-land") } }];
  if (sources.land) drawn.push({ id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--m-land"), "fill-outline-color": colour("--m-coast") } });
  if (sources.lakes) drawn.push({ id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colour("--m-sea") } });
  if (sources.borders) drawn.push({ id: "borders", type: "line", source: "borders", paint: { "line-color": colour("--m-border"), "line-width": 1, "line-dasharray": [3, 2] } });
  const toned = ["!=", ["get", "tone"], "none"];
  const schematic = ["all", toned, ["get", "schematic"]];
  drawn.push(
    { id: "zone-fill", type: "fill", source: "zones", filter: toned, paint: { "fill-color": groupColour(), "fill-opacity": 0.24 } },
    { id: "zone-hatch", type: "fill", source: "zones", filter: schematic, paint: { "fill-pattern": "hatch", "fill-opacity": 0.4 } },
    { id: "zone-outline", type: "line", source: "zones", filter: ["!", toned], paint: { "line-color": colour("--m-border"), "line-width": 1.2, "line-dasharray": [1, 1.5] } },
    { id: "zone-line", type: "line", source: "zones", filter: toned, paint: { "line-color": groupColour(), "line-width": ["match", ["get", "kind"], "corridor", 2.5, 1.6], "line-dasharray": [2, 1.2] } },
    ...controlLayers(),
    { id: "area", type: "fill", source: "areas", paint: { "fill-color": colour("--incident"), "fill-opacity": 0.14 } },
    { id: "area-line", type: "line", source: "areas", paint: { "line-color": colour("--incident"), "line-width": 1.4 } },
    { id: "point", type: "circle", source: "points", paint: { "circle-color": colour("--incident"), "circle-radius": 6, "circle-stroke-color": colour("--card"), "circle-stroke-width": 2 } },
  );
  for (const one of drawn) {
    const layer = layerOf(one.id);
    if (layer) one.layout = { visibility: layer === seen ? "visible" : "none" };
  }
  return { version: 8, sources, layers: drawn };
}

function tile(size, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  paint(pen, size);
  return pen.getImageData(0, 0, size, size);
}

const slanted = (ink, width, ways) => (pen, size) => {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  for (const shift of [-size, 0, size]) {
    for (const [from, to] of ways) {
      pen.beginPath();
      pen.moveTo(shift, from * size);
      pen.lineTo(shift + size, to * size);
      pen.stroke();
    }
  }
};

const dotted = (ink) => (pen, size) => {
  pen.fillStyle = ink;
  for (const [x, y] of [[size / 4, size / 4], [(size * 3) / 4, (size * 3) / 4]]) {
    pen.beginPath();
    pen.arc(x, y, 1.6, 0, 2 * Math.PI);
    pen.fill();
  }
};

function addImages() {
  map.addImage("hatch", tile(12, slanted(colour("--m-hatch"), 1.5, [[1, 0]])));
  map.addImage("cross", tile(10, slanted(colour("--contested"), 1.2, [[1, 0], [0, 1]])));
  for (const side of SIDES) map.addImage(`dots-${side}`, tile(14, dotted(colour(`--hold-${side}`))));
}

function label(forms, at, kind, words) {
  const tag = document.createElement("div");
  tag.className = `place-name place-${kind}`;
  for (const form of forms) {
    const line = document.createElement("span");
    line.textContent = form;
    tag.append(line);
  }
  for (const one of words) {
    const line = document.createElement("span");
    line.className = "place-words";
    line.textContent = one;
    tag.append(line);
  }
  tag.setAttribute("aria-hidden", "true");
  return new maplibregl.Marker({ element: tag, anchor: kind === "district" || kind === "country" ? "center" : "bottom" }).setLngLat(at).addTo(map);
}

// Names give way to one another: districts first, then towns; villages wait for a closer look.
function declutter() {
  const kept = [];
  const frame = stage.getBoundingClientRect();
  const inside = (box) => box.left > frame.left && box.right < frame.right && box.top > frame.top && box.bottom < frame.bottom;
  for (const { marker, kind } of names) {
    const tag = marker.getElement();
    tag.hidden = kind === "village" && map.getZoom() < 8.6;
    if (tag.hidden) continue;
    const box = tag.getBoundingClientRect();
    tag.hidden = !inside(box) || kept.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
    if (!tag.hidden) kept.push(box);
  }
}

async function ask() {
  const answer = await fetch(`/api/map${location.search}`);
  if (!answer.ok) throw new Error(answer.statusText);
  told = await answer.json();
}

function setNames() {
  for (const { marker } of names) marker.remove();
  const areas = new Map(seen === "control" ? told.control.features.map(({ properties }) => [properties.place, properties]) : []);
  const rank = { district: 0, town: 1, country: 2, base: 3, village: 4 };
  names = [...told.names]
    .sort((one, other) => rank[one.kind] - rank[other.kind])
    .map((one) => ({ marker: label(one.forms, areas.get(one.place)?.at ?? one.at, one.kind, areas.get(one.place)?.words ?? []), kind: one.kind }));
  declutter();
  map.once("idle", () => { stage.dataset.mapReady = stage.dataset.mapDrawn = "yes"; });
  map.triggerRepaint();
}

async function fill() {
  delete stage.dataset.mapReady;
  await ask();
  for (const one of SOURCES) map.getSource(one).setData(told[one]);
  offer();
  setNames();
}

function showParts() {
  for (const part of document.querySelectorAll("[data-of-layer]")) part.hidden = part.dataset.ofLayer !== seen;
}

// Where nobody says who holds anything, and nothing is to be handed over, there is nothing to choose.
function offer() {
  if (chooser) chooser.hidden = !told.control.features.length;
  if (!told.control.features.length) seen = "zones";
  showParts();
  for (const input of chooser?.querySelectorAll("input") ?? []) input.checked = input.value === seen;
  for (const { id } of map.getStyle()?.layers ?? []) {
    if (layerOf(id)) map.setLayoutProperty(id, "visibility", layerOf(id) === seen ? "visible" : "none");
  }
  stage.dataset.layer = seen;
}

chooser?.addEventListener("change", (event) => {
  if (!map) return;
  seen = event.target.value;
  delete stage.dataset.mapReady;
  offer();
  setNames();
});

function boxOf(feature) {
  const box = new maplibregl.LngLatBounds();
  const walk = (part) => (typeof part[0] === "number" ? box.extend(part) : part.forEach(walk));
  walk(feature.geometry.coordinates);
  return box;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function show(collection, id) {
  const feature = told?.[collection].features.find((one) => one.properties.id === id);
  if (feature) map.fitBounds(boxOf(feature), { padding: 60, maxZoom: 11, animate: !calm });
}

function point(id) {
  const card = document.getElementById(id);
  if (!card) return;
  for (const lit of document.querySelectorAll(".map-side .lit")) lit.classList.remove("lit");
  card.classList.add("lit");
  card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

document.addEventListener("click", (event) => {
  const zone = event.target.closest?.("[data-show-zone]")?.dataset.showZone;
  const incident = event.target.closest?.("[data-show-incident]")?.dataset.showIncident;
  if (!map) return;
  if (zone) { show("zones", zone); point(`${seen === "control" ? "control" : "zone"}-${zone}`); }
  if (incident) { show("areas", incident); point(`incident-${incident}`); }
});

async function begin() {
  await ask();
  const { bounds } = told;
  map = new maplibregl.Map({
    container: stage,
    style: style(),
    bounds: [[bounds[0], bounds[1]], [bounds[2], bounds[3]]],
    fitBoundsOptions: { padding: 24 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 12,
    minZoom: 4,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-right");
  map.on("style.load", addImages); // before any tile asks for them
  map.on("load", () => { offer(); setNames(); });
  map.on("moveend", declutter);
  for (const [layer, prefix] of [["zone-fill", "zone-"], ["control-fill", "control-"], ["control-cross", "control-"], ["control-empty", "control-"], ["area", "incident-"], ["point", "incident-"]]) {
    map.on("click", layer, (event) => point(prefix + event.features[0].properties.id));
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
}

document.addEventListener("tregua:moment", () => {
  if (!map) return;
  showParts(); // what is new on the page comes with the first layer's parts seen
  fill().catch(() => {});
});
document.addEventListener("tregua:theme", () => {
  if (!map) return;
  map.setStyle(style(), { diff: false });
});

try {
  await begin();
} catch {
  map = null;
  document.querySelector("[data-map-failed]").hidden = false;
}
