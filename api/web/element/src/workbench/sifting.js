// Which events are shown: the filters of the API, worked out here, so that they answer at once.
import { folded } from "../entry.js";
import { spanOf } from "./story.js";

/** The names of the filters, as in the API and in the page's address. */
export const FILTERS = ["q", "earliest", "latest", "language", "source", "status", "modality", "min_sources"];

/** Returns the events that fit; `found` holds the ids that the service found for the words, while they are known. */
export function sifted(events, wanted, found) {
  if (!Object.values(wanted).some(Boolean)) {
    return events;
  }
  const words = folded(wanted.q || "").split(/\s+/).filter(Boolean);
  const first = wanted.earliest ? spanOf({ earliest: wanted.earliest }).from : null;
  const last = wanted.latest ? spanOf({ latest: wanted.latest }).to : null;
  const statuses = some(wanted.status), modalities = some(wanted.modality);
  const least = Number(wanted.min_sources) || 0;
  return events.filter((event) =>
    (!words.length || (found ? found.has(event.id) : holds(event, words)))
    && overlaps(event, first, last)
    && (!wanted.language || event.languages.includes(wanted.language))
    && (!wanted.source || event.sources.includes(wanted.source))
    && (!statuses.length || statuses.includes(event.status))
    && (!modalities.length || modalities.includes(event.modality))
    && event.sources.length >= least);
}

const known = new WeakMap();

/** Returns how often each value of a field stands in events, the most frequent first; each list is counted once. */
export function counted(events, field) {
  const fields = known.get(events) || known.set(events, {}).get(events);
  fields[field] ||= count(events, field);
  return fields[field];
}

function count(events, field) {
  const counts = new Map();
  for (const event of events) {
    for (const value of [event[field]].flat()) {
      counts.set(value, (counts.get(value) || 0) + 1);
    }
  }
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
}

function some(told) {
  return (told || "").split(",").filter(Boolean);
}

function overlaps(event, first, last) {
  if (event.from === null && event.to === null) {
    return first === null && last === null;
  }
  return (first === null || event.to === null || event.to > first) && (last === null || event.from === null || event.from < last);
}

function holds(event, words) {
  event.folded ||= folded([event.title, ...event.sources].join("\n"));
  return words.every((word) => event.folded.includes(word));
}
