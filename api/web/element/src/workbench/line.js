// One event of the list: date, title, sources, languages, status; opened, its evidence.
import { html, nothing } from "lit";
import { evidence } from "./evidence.js";
import { _, dateWords, named, tongue } from "./words.js";

const DOT = "·";

/** Returns the list item of an event; `page` is the element that it stands in. */
export function line(event, place, count, page) {
  const dates = dateWords();
  const open = page.open.has(event.id);
  const when = dates.inWords(event), weekday = event.dated ? dates.weekday(event) : "";
  const kinds = [event.status, event.modality, event.id === page.subject ? "target" : ""];
  return html`<li class="event ${kinds.join(" ")}" id="event-${event.id}" data-id=${event.id} aria-setsize=${count} aria-posinset=${place + 1}>
    <details .open=${open} @toggle=${(change) => page.toggled(event, change)}>
      <summary>
        <span class="when">${weekday && event.earliest === event.latest && /^\d{4}-/.test(event.earliest)
          ? html`<time datetime=${event.earliest}>${when}</time>` : when}${weekday ? html` <span class="weekday">${weekday}</span>` : nothing}</span>
        <span class="what" role="heading" aria-level="3"><bdi lang=${event.language || nothing} dir="auto">${event.title || _("event without a title")}</bdi></span>
        <span class="facts">${facts(event)}</span>
      </summary>
      ${open ? html`<div class="inside">${evidence(event, page)}</div>` : nothing}
    </details>
  </li>`;
}

/** Returns status, sources and languages of an event. */
export function facts(event) {
  const bounded = event.status === "undated" && (event.earliest || event.latest);
  const names = event.sources.map((name, place) => html`${place ? _(", ") : ""}<bdi dir="auto">${name}</bdi>`);
  const tongues = event.languages.map(tongue).join(_(", "));
  return html`<span class="badge ${event.status}">${bounded ? _("bounds only") : named(event.status)}</span>
    ${event.modality === "actual" ? nothing : html`<span class="badge modality">${named(event.modality)}</span>`}
    ${names}${tongues ? html` ${DOT} ${tongues}` : nothing}`;
}

/** Returns the title of an event as a link that opens it. */
export function eventLink(id, story, title = "") {
  const event = story.byId.get(id);
  const told = event?.title || title || id;
  return html`<a href="#event-${encodeURIComponent(id)}"><bdi lang=${event?.language || nothing} dir="auto">${told}</bdi></a>`;
}
