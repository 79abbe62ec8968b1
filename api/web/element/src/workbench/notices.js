// What stands around the views: progress, what could not be taken in, what a decision moved, and the events that were picked.
import { html, nothing } from "lit";
import { problemOf, signature } from "./correction.js";
import { difference } from "./difference.js";
import { eventLink } from "./line.js";
import { keepKey, keptKey } from "./service.js";
import { _, named } from "./words.js";

/** Returns what is to be said now of the whole page. */
export function notices(page) {
  return html`${progress(page)}${refused(page)}${
    [...page.desk.drafts.values()].some(({ problem }) => problem?.key) ? access(() => page.load()) : nothing}`;
}

/** Returns what stays in sight wherever one reads: what a decision moved, and what was picked. */
export function tray(page) {
  return page.desk.outcome || page.picks.length ? html`<div class="tray">${outcome(page)}${picked(page)}</div>` : nothing;
}

function progress({ story, intake }) {
  if (story.about.state !== "processing" && !intake?.busy) {
    return nothing;
  }
  return html`<div class="notice" role="status"><label for="reading">${_("Articles are being read; the chronology grows as they are.")}</label>
    <progress id="reading" max=${Math.max(1, story.about.article_count || 0)} .value=${story.articles.size}></progress>
    <span class="facts">${_("{0} of {1}", story.articles.size, story.about.article_count || 0)}</span></div>`;
}

function refused(page) {
  const items = (page.refusals ||= keptRefusals(page.timeline));
  if (!items.length) {
    return nothing;
  }
  return html`<div class="notice problem" role="alert"><p>${_("Could not be taken in: {0}", items.length)}</p>
    <ul>${items.map(([name, why]) => html`<li><bdi dir="auto">${name}</bdi>: <span dir="auto">${why}</span></li>`)}</ul>
    <p><button type="button" @click=${() => { page.refusals = []; keepRefusals(page.timeline, []); page.requestUpdate(); }}>${_("Seen")}</button></p></div>`;
}

function outcome(page) {
  const told = page.desk.outcome;
  if (!told) {
    return nothing;
  }
  const close = () => { page.desk.outcome = null; page.requestUpdate(); };
  return html`<div class="notice outcome" role="region" aria-label=${_("What the decision moved")} tabindex="-1">
    ${told.problem ? html`<p class="problem">${told.problem}</p>` : html`<h3>${told.decision ? _("Decided. What moved:") : _("Taken back. What moved:")}</h3>
      ${told.waiting ? html`<p>${_("It is being worked out.")}</p>` : told.difference ? difference(told.difference, page.story) : html`<p>${_("Nothing that is shown has changed.")}</p>`}`}
    <p class="tools">${told.decision ? html`<button type="button" @click=${() => page.undo(told.decision)}>${_("Take it back")}</button>` : nothing}
      <button type="button" @click=${close}>${_("Close")}</button></p></div>`;
}

/** Returns the form for a key, where the service asks for one; `taken` is called when there is one. */
export function access(taken) {
  return html`<form class="notice access" @submit=${(told) => { told.preventDefault(); keepKey(new FormData(told.target).get("key").trim()); taken(); }}>
    <label>${_("Access key")} <input name="key" type="password" autocomplete="off" .value=${keptKey()}></label>
    <button>${_("Use it while this tab is open")}</button></form>`;
}

function picked(page) {
  const { picks, story } = page;
  if (!picks.length) {
    return nothing;
  }
  const clear = () => { page.picks = []; page.requestUpdate(); };
  return html`<div class="notice picks" role="region" aria-label=${_("Picked events")}>
    <ol>${picks.map((id) => html`<li>${eventLink(id, story)} <button type="button" class="small" @click=${() => page.pick(id)}>${_("take out")}</button></li>`)}</ol>
    <p class="tools">${picks.length === 2 ? html`<a class="button" href="#order=${encodeURIComponent(picks.join(","))}">${_("Which came first?")}</a>` : nothing}
      ${picks.length < 2 ? html`<span class="facts">${_("Pick another event, to compare the two or to merge them.")}</span>` : nothing}
      <button type="button" @click=${clear}>${_("Pick none")}</button></p>
    ${picks.length > 1 ? merging(page) : nothing}</div>`;
}

function merging(page) {
  const subject = "merge", draft = page.draftOf(subject), { picks } = page;
  return html`<details class="correct" .open=${draft.open} @toggle=${(change) => page.changeDraft(subject, { open: change.target.open })}>
    <summary>${named("merge")}</summary>
    <form @submit=${(submitted) => merge(submitted, page, subject, draft)}>${signature(subject, draft, page)}
      ${problemOf(draft, html`<ul>${(draft.problem?.changed || []).map(([what, before, after]) => html`<li>${what}: <del>${before}</del> <ins>${after}</ins></li>`)}</ul>`)}
      <p><button ?disabled=${draft.busy}>${draft.busy ? _("Deciding …") : _("Merge {0} events", picks.length)}</button></p></form></details>`;
}

async function merge(submitted, page, subject, draft) {
  submitted.preventDefault();
  const { picks } = page;
  const read = await Promise.all(picks.map((id) => page.desk.fetchEvidence(id, false)));
  await page.decide(subject, { kind: "merge", events: picks, author: draft.author, reason: draft.reason }, read.map(({ etag }) => etag));
  if (!page.draftOf(subject).problem) {
    page.picks = [];
    page.requestUpdate();
  }
}

const REFUSED = "timeline-refused-";

/** Returns what could not be taken into a timeline, as it was kept over a change of page: [name, why]. */
export function keptRefusals(timeline) {
  try {
    return JSON.parse(sessionStorage.getItem(REFUSED + timeline)) || [];
  } catch {
    return [];
  }
}

/** Keeps what could not be taken into a timeline for the page that comes next. */
export function keepRefusals(timeline, items) {
  try {
    sessionStorage.setItem(REFUSED + timeline, JSON.stringify(items));
  } catch {
    // Then it is told by this page alone.
  }
}
