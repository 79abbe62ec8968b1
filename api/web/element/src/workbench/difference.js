// What differs between two versions of a chronology, in words, each difference with its reasons.
import { html, nothing } from "lit";
import { eventLink } from "./line.js";
import { _, dateWords, named } from "./words.js";

const BOUNDS = new Set(["earliest", "latest", "granularity", "extent"]);
const SHOWN = {
  title: () => _("Title"), status: () => _("Status"), modality: () => _("Told as"), sources: () => _("Sources"),
};

/** Returns what a difference of the API says. */
export function difference(found, story) {
  const { added, removed, merged, split } = found.events;
  const changed = byEvent(found.events.changed);
  const parts = [
    part(_("New events: {0}", added.length), added.map((one) => html`<li>${eventLink(one.event, story, one.title)}${because(one.because)}</li>`)),
    part(_("Events that are gone: {0}", removed.length),
      removed.map((one) => html`<li><bdi dir="auto">${one.title || one.event}</bdi>${because(one.because)}</li>`)),
    part(_("Joined to one: {0}", merged.length), merged.map((one) => html`<li>${eventLink(one.into, story)}${because(one.because)}</li>`)),
    part(_("Split: {0}", split.length), split.map((one) => html`<li>${
      one.into.map((id, place) => html`${place ? " + " : ""}${eventLink(id, story)}`)}${because(one.because)}</li>`)),
    part(_("Changed events: {0}", changed.length), changed.map(([id, fields]) => changedEvent(id, fields, story))),
    part(_("New articles: {0}", found.articles.added.length), found.articles.added.map((id) => html`<li><bdi dir="auto">${id}</bdi></li>`)),
    part(_("Articles that are gone: {0}", found.articles.removed.length), found.articles.removed.map((id) => html`<li><bdi dir="auto">${id}</bdi></li>`)),
    part(_("Articles with another date: {0}", publications(found).length), publications(found).map(([id, was, is]) =>
      html`<li><bdi dir="auto">${story.nameOf(id)}</bdi>: <del>${was}</del> <ins>${is}</ins></li>`)),
    part(_("Newly not agreed on: {0}", found.conflicts.added.length), found.conflicts.added.map((one) => html`<li>${eventLink(one.event, story)}</li>`)),
    part(_("No longer disputed: {0}", found.conflicts.removed.length), found.conflicts.removed.map((one) => html`<li>${eventLink(one.event, story)}</li>`)),
  ].filter((shown) => shown !== nothing);
  return parts.length ? html`<div class="difference">${parts}</div>` : html`<p>${_("Nothing that is shown has changed.")}</p>`;
}

function part(label, items) {
  return items.length ? html`<h4>${label}</h4><ul>${items}</ul>` : nothing;
}

function byEvent(changes) {
  const found = new Map();
  for (const change of changes) {
    if (BOUNDS.has(change.field) || Object.hasOwn(SHOWN, change.field) || change.field === "mentions") {
      found.set(change.event, [...(found.get(change.event) || []), change]);
    }
  }
  return [...found];
}

function changedEvent(id, changes, story) {
  const lines = changes.filter(({ field }) => Object.hasOwn(SHOWN, field)).map((change) => pair(SHOWN[change.field](), value(change.before), value(change.after)));
  if (changes.some(({ field }) => BOUNDS.has(field))) {
    lines.unshift(pair(_("Date"), ...bothDates(id, changes, story)));
  }
  if (changes.some(({ field }) => field === "mentions")) {
    lines.push(html`<li>${_("Other sentences tell it now.")}</li>`);
  }
  return html`<li>${eventLink(id, story)}<ul class="facts">${lines}</ul>${because(changes[0].because)}</li>`;
}

// Of a date only the bounds that changed are told: the others are those of the event as it is.
function bothDates(id, changes, story) {
  const dates = dateWords(), now = story.byId.get(id) || {};
  const was = { ...now }, is = { ...now };
  for (const { field, before, after } of changes.filter((change) => BOUNDS.has(change.field))) {
    was[field] = before;
    is[field] = after;
  }
  return [dates.inWords(was), dates.inWords(is)];
}

function publications(found) {
  const dates = dateWords(), bounds = new Map();
  for (const { article, field, before, after } of found.articles.changed) {
    if (field === "published_earliest" || field === "published_latest") {
      const [was, is] = bounds.get(article) || [{}, {}];
      was[field.slice(10)] = before;
      is[field.slice(10)] = after;
      bounds.set(article, [was, is]);
    }
  }
  return [...bounds].map(([id, [was, is]]) => [id, dates.inWords(was), dates.inWords(is)]);
}

function pair(label, before, after) {
  return html`<li>${label}: <del><bdi dir="auto">${before}</bdi></del> <ins><bdi dir="auto">${after}</bdi></ins></li>`;
}

function value(told) {
  return Array.isArray(told) ? told.join(", ") : named(String(told ?? ""));
}

function because(lines) {
  return lines?.length ? html`<ul class="because" lang="en" dir="ltr">${lines.map((line) => html`<li><bdi dir="auto">${line}</bdi></li>`)}</ul>` : nothing;
}
