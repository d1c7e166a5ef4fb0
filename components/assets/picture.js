// Draws the picture and saves it; everything it needs stands in the page or lies beside it.
"use strict";

const told = JSON.parse(document.getElementById("data").textContent);
const place = document.getElementById("picture");
const state = document.getElementById("state");

// plotly.js would ask a server elsewhere for a base map of its own: it has an empty one already.
window.PlotlyGeoAssets = { topojson: { world_110m: { type: "Topology", objects: {}, arcs: [] } } };

async function save(format) {
  const { width, height } = told.figure.layout;
  const scale = format === "png" ? 2 : 1;
  await window.Plotly.downloadImage(place, { format, width, height, scale, filename: told.name });
  state.textContent = told.saved.replace("{format}", format.toUpperCase());
}

async function draw() {
  await window.Plotly.newPlot(place, told.figure.data, told.figure.layout, { staticPlot: true });
  state.textContent = told.drawn;
  for (const button of document.querySelectorAll("button[data-format]")) {
    button.addEventListener("click", () => attempt(() => save(button.dataset.format)));
    button.disabled = false;
  }
  if (told.save) {
    await save(told.save);
  }
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    state.textContent = told.failed;
    throw error;
  }
}

attempt(draw);
