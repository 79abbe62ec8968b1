// Inside an opened event: the sentences of every article, what dates them, their other readings, and what can be done.
import { html, nothing } from "lit";
import { address } from "../chronology.js";
import { correction } from "./correction.js";
import { _, dateWords, named, tongue } from "./words.js";

const DOT = "·";
const GAP = "…";

/** Returns the inside of an event; it is asked for when it is first opened. */
export function evidence(event, page) {
  const found = page.evidence.get(event.id);
  if (!found) {
    return html`<p class="facts">${_("The evidence is being fetched …")}</p>`;
  }
  if (found.problem) {
    return html`<p class="problem" role="alert">${found.problem}</p>
      <p><button type="button" @click=${() => page.fetchEvidence(event.id)}>${_("Try again")}</button></p>`;
  }
  const { told, conflicts } = found;
  return html`
    ${reasons(_("Why this date"), told.explanation, true)}
    ${conflicts.map((conflict) => html`<div class="dispute">
      <p><strong>${conflict.kind === "contradiction" ? _("No reading makes these claims agree.") : _("The claims agree when they are taken less precisely.")}</strong></p>
      ${claims(conflict, page.story)}</div>`)}
    <h4>${_("Where it is told")}</h4>
    <ul class="mentions">${told.mentions.map((mention) => mentionItem(mention, page))}</ul>
    <p class="tools">
      <button type="button" aria-pressed=${page.picks.includes(event.id)} @click=${() => page.pick(event.id)}>${
        page.picks.includes(event.id) ? _("Picked: take it out") : _("Pick it, to compare or merge")}</button>
      <a href="#event-${encodeURIComponent(event.id)}">${_("Link to this event")}</a>
    </p>
    ${correction(event, found, page)}`;
}

/** Returns what each source claims, claims of the same date together. */
export function claims(conflict, story) {
  const dates = dateWords();
  const sides = new Map();
  for (const claim of conflict.claims) {
    const when = dates.inWords({ ...claim, granularity: "" });
    sides.set(when, [...(sides.get(when) || []), claim.article]);
  }
  return html`<ul class="claims">${[...sides].map(([when, articles]) => html`<li><strong>${when}</strong>: ${
    articles.map((id, place) => html`${place ? _(", ") : ""}<a href="#article=${encodeURIComponent(id)}"><bdi dir="auto">${story.nameOf(id)}</bdi></a>`)}</li>`)}</ul>`;
}

/** Returns the service's explanation of something, which it gives in English. */
export function reasons(label, lines, open = false) {
  return lines.length ? html`<details class="reasons" ?open=${open && lines.length < 4}><summary>${label}</summary>
    <ul lang="en" dir="ltr">${lines.map((line) => html`<li><bdi dir="auto">${line}</bdi></li>`)}</ul></details>` : nothing;
}

function mentionItem(mention, page) {
  const dates = dateWords();
  const { before, marked, after } = mention.pieces;
  const article = page.story.articles.get(mention.article);
  const url = address(article?.url);
  return html`<li class="mention">
    <p class="source"><a href="#article=${encodeURIComponent(mention.article)}"><bdi dir="auto">${page.story.nameOf(mention.article)}</bdi></a>
      <span class="facts">${DOT} ${tongue(mention.language)} ${DOT} ${dates.inWords(mention)}</span>
      ${mention.modality === "actual" ? nothing : html` <span class="badge modality">${named(mention.modality)}</span>`}
      ${url ? html` <a class="facts" href=${url} target="_blank" rel="noopener noreferrer">${_("where it was published")}</a>` : nothing}</p>
    <blockquote lang=${mention.language || nothing} dir="auto"><p><span class="around">${mention.prefix ? GAP + mention.prefix : ""}</span>${before}${
      marked ? html`<mark>${marked}</mark>` : nothing}${after}<span class="around">${mention.suffix ? mention.suffix + GAP : ""}</span></p></blockquote>
    ${mention.datedBy && !marked ? html`<p class="facts">${_("Dated by words elsewhere in the article:")} <mark lang=${mention.language} dir="auto">${mention.datedBy}</mark></p>` : nothing}
    ${mention.anchor ? html`<p class="facts">${_("Counted from:")} ${named(mention.anchor)}${
      mention.anchorDate ? html`, ${dates.inWords({ earliest: mention.anchorDate, latest: mention.anchorDate })}` : nothing}</p>` : nothing}
    ${reasons(_("How this date was found"), mention.explanation)}
    ${mention.alternatives.length ? html`<p class="label">${_("Other readings")}</p>
      <ul class="facts">${mention.alternatives.map((other) => html`<li>${dates.inWords(other)}${
        other.why ? html` <span lang="en" dir="ltr">(${other.why})</span>` : nothing}</li>`)}</ul>` : nothing}
  </li>`;
}
