// One event of the list: date, title, what is to be known of it; its evidence is made when it is first opened.
import { html, nothing, render } from "lit";
import { calledIn } from "./chronology.js";
import { evidence } from "./evidence.js";

const STATUS_WORDS = {
  corroborated: "corroborated",
  "single-source": "single",
  disputed: "disputed",
  undated: "bounds",
  confirmed: "confirmed",
};

/** Returns the list item of an event; `view` is what evidence() takes. */
export function entry(event, view) {
  const { words, dates } = view;
  const weekday = dates.weekday(event);
  const uncertain = isUncertain(event);
  const kinds = [event.status || "plain", event.modality, uncertain ? "uncertain" : "certain"];
  const machine = weekday && /^\d{4}-/.test(event.earliest) && event.earliest === event.latest ? event.earliest : "";
  const when = dates.inWords(event);
  const { title, language } = calledIn(event, view.tag);
  return html`<li class="event ${kinds.join(" ")}" part="event ${kinds.map((kind) => `event-${kind}`).join(" ")}" id="event-${event.id}" role="listitem">
    <details @toggle=${(change) => opened(change.target, event, view)}>
      <summary part="summary">
        <span class="when" part="date">${machine ? html`<time datetime=${machine}>${when}</time>` : when}${
          weekday ? html` <span class="weekday">${weekday}</span>` : nothing}</span>
        <span class="what" part="title"><bdi lang=${language || nothing} dir="auto">${title || words.untitled}</bdi></span>
        <span class="facts" part="facts">${badges(event, words)}${named(event, words)}</span>
      </summary>
      <div class="inside" part="evidence"></div>
    </details>
  </li>`;
}

/** Returns what a search looks through: the words of an event, whatever their case and accents. */
export function searchable(event, articles) {
  const names = event.mentions.map(({ article }) => (articles.get(article) || { name: article }).name);
  const quotes = event.mentions.map(({ pieces }) => pieces.before + pieces.marked + pieces.after);
  return folded([event.title, ...Object.values(event.titles), ...event.sources, ...names, ...quotes].join("\n"));
}

/** Returns a text without case and accents. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function opened(details, event, view) {
  if (details.open && details.matches(".event > details")) {
    render(evidence(event, view), details.querySelector(".inside"));
  }
}

function isUncertain({ earliest, latest, extent, dated }) {
  return dated && extent !== "throughout" && (!earliest || !latest || earliest.split("T")[0] !== latest.split("T")[0]);
}

function badges(event, words) {
  const status = STATUS_WORDS[event.status];
  const told = event.status === "undated" && !event.earliest && !event.latest ? "" : words[status] || "";
  const modality = event.modality === "actual" ? "" : words[event.modality];
  return [
    told ? html`<span class="badge ${event.status}" part="badge badge-${event.status}">${told}</span> ` : nothing,
    modality ? html`<span class="badge ${event.modality}" part="badge badge-${event.modality}">${modality}</span> ` : nothing,
  ];
}

function named(event, words) {
  const [before, after] = words.sources.split("{0}");
  const names = event.sources.map((name, place) => html`${place ? words.comma || ", " : ""}<bdi dir="auto">${name}</bdi>`);
  return names.length ? html`<span>${before}${names}${after}</span>` : nothing;
}
