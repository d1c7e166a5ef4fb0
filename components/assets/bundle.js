// Fills the tables and draws the figures of an offline copy. Text is set as text, and nothing is asked for.
"use strict";

const told = JSON.parse(document.getElementById("data").textContent);
const words = told.words;
const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

function filled(form, values) {
  return form.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
}

function written(number) {
  return number.toLocaleString(document.documentElement.lang);
}

function shownText(column, value) {
  if (value === null) return "–";
  if (value === true || value === false) return value ? words.yes : words.no;
  if (column.name.endsWith("_share")) return `${(100 * value).toFixed(1)}%`;
  const codes = column.several ? String(value).split(";") : [String(value)];
  if (column.type === "integer" && column.name.endsWith("_count")) return written(value);
  return codes.map((code) => (Object.hasOwn(column.labels, code) ? column.labels[code] : code)).join(", ");
}

// Where a row stands: document, paragraph and page, with the document's and the row's own address where there are any.
function receipt(table, row) {
  const cell = (name) => row[table.columns.findIndex((column) => column.name === name)] ?? null;
  const found = element("td", "", { class: "receipt" });
  const known = told.documents[cell("document_id")];
  if (known) {
    const paragraph = String(cell("paragraph") ?? cell("paragraphs") ?? "–").replaceAll(";", ", ");
    const form = cell("page") === null ? words.placeWithoutPage : words.place;
    const text = filled(form, { document: known.name, paragraph, page: cell("page") });
    found.append(known.address ? element("a", text, { href: known.address }) : text);
  }
  const id = table.row_id ? cell(table.row_id) : null;
  if (id && told.entry) {
    const path = encodeURIComponent(id).replaceAll("%2F", "/").replaceAll("%3A", ":");
    found.append(" ", element("a", words.entry, { href: told.entry + path, class: "entry" }));
  }
  return found;
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function compared(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : order.compare(one, other);
}

function drawTable(table) {
  const section = document.getElementById(`table-${table.name}`);
  const shown = table.columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => column.shown >= 0)
    .sort((one, other) => one.column.shown - other.column.shown);
  const withReceipt = table.columns.some((column) => column.name === "document_id");
  const body = element("tbody");
  const lines = table.rows.map((row, printed) => {
    const line = element("tr");
    line.append(...shown.map(({ column, place }) => element("td", shownText(column, row[place]), { dir: "auto" })));
    if (withReceipt) line.append(receipt(table, row));
    return { line, row, printed, text: folded([...line.cells].map((cell) => cell.textContent).join(" ")) };
  });
  body.append(...lines.map(({ line }) => line));

  const head = element("tr");
  for (const { column, place } of shown) {
    const heading = element("th", "", { scope: "col", "aria-sort": "none" });
    const button = element("button", column.title, { type: "button", title: column.description });
    button.addEventListener("click", () => sort(heading, column, place));
    heading.append(button);
    head.append(heading);
  }
  if (withReceipt) head.append(element("th", words.receipt, { scope: "col" }));

  // Upwards, downwards, then as printed again; what is missing stays at the end.
  function sort(heading, column, place) {
    const now = heading.getAttribute("aria-sort");
    const next = { none: "ascending", ascending: "descending", descending: "none" }[now];
    head.querySelectorAll("[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
    heading.setAttribute("aria-sort", next);
    const value = (row) => (typeof row[place] === "number" ? row[place] : shownText(column, row[place]));
    const turned = next === "descending" ? -1 : 1;
    lines.sort((one, other) => {
      if (next === "none") return one.printed - other.printed;
      const missing = (one.row[place] === null) - (other.row[place] === null);
      return missing || turned * compared(value(one.row), value(other.row)) || one.printed - other.printed;
    });
    body.append(...lines.map(({ line }) => line));
  }

  const input = section.querySelector("input");
  const status = section.querySelector("[role=status]");
  function search() {
    const terms = folded(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { line, text } of lines) {
      line.hidden = !terms.every((term) => text.includes(term));
      count += line.hidden ? 0 : 1;
    }
    status.textContent = filled(words.shown, { count: written(count), total: written(lines.length) });
  }
  input.addEventListener("input", search);
  const top = element("thead");
  top.append(head);
  section.querySelector("table").append(top, body);
  search();
}

async function unpacked(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

async function drawFigures() {
  const { figures, geometry } = JSON.parse(await unpacked("packed"));
  // plotly.js takes maps from here before it asks a server for them; its own base map is an empty one.
  window.PlotlyGeoAssets = { topojson: { world_110m: { type: "Topology", objects: {}, arcs: [] } }, ...geometry };
  document.head.append(element("script", await unpacked("plotly")));
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  async function draw() {
    for (const place of document.querySelectorAll("[data-card]")) {
      const { data, layout } = figures[place.dataset.card][dark.matches ? "dark" : "light"];
      await window.Plotly.react(place, data, layout, { displayModeBar: false, responsive: true });
    }
  }
  dark.addEventListener("change", draw);
  await draw();
}

told.tables.forEach(drawTable);
if ("DecompressionStream" in window) {
  drawFigures();
} else {
  document.getElementById("old").textContent = words.old;
}
