// What the page shows, as its address says it: filters in the query, the view or the opened event after the #.
import { FILTERS } from "./sifting.js";

const VIEWS = new Set(["events", "undated", "conflicts", "articles", "changes", "decisions", "order", "article", "add"]);

/** Returns { filters, zoom } of the present address and, where it names a view, that: { view, subject }, else null. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) || ""]));
  return { filters, zoom: zoomOf(query.get("zoom") || ""), place: viewOf(location.hash.slice(1)) };
}

/** Puts filters and the shown stretch of time into the address, without a new step in the browser's history. */
export function writeAddress(filters, zoom) {
  const query = new URLSearchParams(location.search);
  query.delete("cursor");
  for (const name of FILTERS) {
    if (filters[name]) {
      query.set(name, filters[name]);
    } else {
      query.delete(name);
    }
  }
  if (zoom) {
    query.set("zoom", zoom.map((day) => day.toFixed(2)).join(".."));
  } else {
    query.delete("zoom");
  }
  const told = query.toString();
  history.replaceState(history.state, "", `${location.pathname}${told ? `?${told}` : ""}${location.hash}`);
}

function zoomOf(text) {
  const [first, last] = text.split("..").map(Number);
  return Number.isFinite(first) && Number.isFinite(last) && last > first ? [first, last] : null;
}

function viewOf(hash) {
  let told;
  try {
    told = decodeURIComponent(hash);
  } catch {
    told = "";
  }
  if (told.startsWith("event-")) {
    return { view: "events", subject: told.slice("event-".length) };
  }
  const [view, ...rest] = told.split("=");
  return VIEWS.has(view) ? { view, subject: rest.join("=") } : null;
}
