// Articles: the list of them, those without a date apart, and one article as a whole with all its expressions.
import { html, nothing } from "lit";
import { address } from "../chronology.js";
import { problemOf, signature } from "./correction.js";
import { reasons } from "./evidence.js";
import { eventLink } from "./line.js";
import { _, dateWords, named, tongue } from "./words.js";

const DOT = "·";
const DIAMOND = "◆";

/** Returns the view of all articles. */
export function articles(page) {
  const { story } = page;
  const told = [...story.articles.values()];
  const dated = told.filter(isDated), undated = told.filter((article) => !isDated(article));
  const stored = page.fetched(`articles ${story.about.version} ${story.about.state}`, () => allOf(story.service));
  return html`<h2 id="view" tabindex="-1">${_("Articles")}</h2>
    ${page.whenThere(stored, (rows) => unread(rows))}
    <ul class="sources">${dated.map((article) => articleItem(article))}</ul>
    ${undated.length ? html`<h3>${_("Articles without a date of their own")}</h3>
      <p class="facts">${_("Their bounds follow from what the other articles tell.")}</p>
      <ul class="sources undated">${undated.map((article) => articleItem(article))}</ul>` : nothing}
    ${told.length ? nothing : html`<p>${_("No articles yet.")}</p>`}`;
}

/** Returns the articles that could not be read, or were withdrawn, each with the reason. */
export function unread(rows) {
  const failed = rows.filter((row) => row.state === "quarantined" || row.state === "withdrawn");
  return failed.length ? html`<div class="problem"><p>${_("Not in the chronology: {0}", failed.length)}</p>
    <ul>${failed.map((row) => html`<li><bdi dir="auto">${row.source || row.id}</bdi>: ${
      row.state === "withdrawn" ? _("withdrawn") : _("could not be read")} <span lang="en" dir="ltr">${row.reason || ""}</span></li>`)}</ul></div>` : nothing;
}

/** Returns all articles of a timeline as they are stored. */
export async function allOf(service) {
  const rows = [];
  for await (const page of service.pages("/articles", { page_size: 200 })) {
    rows.push(...page.articles);
  }
  return rows;
}

/** Returns one article as a whole. */
export function article(page) {
  const id = page.subject;
  const { story } = page;
  const found = page.fetched(`article ${id} ${story.about.version}`, () => wholeOf(id, story));
  return page.whenThere(found, (whole) => html`
    <h2 id="view" tabindex="-1"><bdi dir="auto" lang=${whole.language || nothing}>${whole.body.title || whole.body.source || id}</bdi></h2>
    ${about(whole, story)}
    <div class="whole">
      ${text(whole)}
      ${times(whole)}
    </div>
    ${publication(id, whole, page)}`);
}

function isDated(article) {
  return article.published_basis === "given" || article.published_basis === "text";
}

function articleItem(article) {
  return html`<li><h3><a href="#article=${encodeURIComponent(article.id)}"><bdi dir="auto">${article.source || article.id}</bdi></a></h3>
    ${article.title ? html`<p><bdi lang=${article.language || nothing} dir="auto">${article.title}</bdi></p>` : nothing}
    <p class="facts">${article.language ? tongue(article.language) : _("language unknown")} ${DOT} ${published(article)}</p>
    ${reasons(_("Why this date of publication"), article.published_explanation || [])}</li>`;
}

function published(article) {
  const when = dateWords().inWords({ earliest: article.published_earliest, latest: article.published_latest });
  const basis = named(article.published_basis || "unknown");
  return html`${_("Published: {0}", when)}${basis ? html` (${basis})` : nothing}`;
}

function about(whole, story) {
  const known = story.articles.get(whole.body.id);
  const url = address(whole.body.url);
  return html`<p class="facts"><bdi dir="auto">${whole.body.source || whole.body.id}</bdi>${known ? html` ${DOT} ${published(known)}` : nothing}
    ${url ? html` ${DOT} <a href=${url} target="_blank" rel="noopener noreferrer">${_("where it was published")}</a>` : nothing}</p>`;
}

async function wholeOf(id, story) {
  const name = encodeURIComponent(id);
  const source = story.articles.get(id)?.source || id;
  const [{ body, etag }, expressions] = await Promise.all([
    story.service.get(`/articles/${name}`), story.service.get(`/expressions/${name}`),
  ]);
  const mentions = [];
  for await (const page of story.service.pages("/events", { source, fields: "id,mentions", page_size: 200 })) {
    for (const event of page.events) {
      event.mentions.filter((mention) => mention.article === id).forEach((mention) => mentions.push({ ...mention, event: event.id }));
    }
  }
  // Told in the light of its story an expression may mean more than by itself.
  const inStory = new Map(mentions.filter(({ expression }) => expression).map(({ expression }) => [expression.start, expression]));
  return {
    body, etag, mentions, language: mentions[0]?.language || story.articles.get(id)?.language || body.language || "",
    expressions: expressions.body.expressions.map((one) => inStory.get(one.start) || one).sort((a, b) => a.start - b.start),
  };
}

// The text in pieces: each lies wholly inside or outside of every sentence and expression.
function text({ body, mentions, expressions, language: tag }) {
  const signs = Array.from(body.text);
  const cuts = [...new Set([0, signs.length, ...[...mentions, ...expressions].flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const events = new Set();
  const pieces = cuts.slice(0, -1).map((start, place) => {
    const words = signs.slice(start, cuts[place + 1]).join("");
    const number = expressions.findIndex((one) => one.start <= start && start < one.end);
    const mention = mentions.find((one) => one.start <= start && start < one.end);
    const first = mention && !events.has(mention.start);
    if (first) {
      events.add(mention.start);
    }
    const shown = number < 0 ? words : html`<mark tabindex="0" role="button" data-time=${number} aria-describedby="time-${number}"
      @mouseenter=${light} @mouseleave=${light} @focus=${light} @blur=${light}>${words}</mark>`;
    return mention ? html`<span class="told">${first ? html`<a class="to-event" href="#event-${encodeURIComponent(mention.event)}" aria-label=${
      _("The event that this sentence tells")}><span aria-hidden="true">${DIAMOND}</span></a>` : nothing}${shown}</span>` : shown;
  });
  return html`<div class="text" lang=${tag || nothing} dir="auto">${pieces}</div>`;
}

function times({ expressions }) {
  const dates = dateWords();
  return html`<div class="times"><h3>${_("The times it names")}</h3>
    ${expressions.length ? html`<ol>${expressions.map((one, number) => html`<li id="time-${number}" data-time=${number} tabindex="0"
      @mouseenter=${light} @mouseleave=${light} @focus=${light} @blur=${light}>
      <q dir="auto">${one.text}</q> <strong>${one.earliest || one.latest ? dates.inWords(one) : one.window ? dates.inWords(one.window) : _("no date by itself")}</strong>
      ${one.anchor && one.anchor.kind !== "none" ? html`<span class="facts">${_("Counted from:")} ${named(one.anchor.kind)}${
        one.anchor.at ? html`, ${dates.inWords({ earliest: one.anchor.at, latest: one.anchor.at })}` : nothing}</span>` : nothing}</li>`)}</ol>`
      : html`<p>${_("It names none.")}</p>`}</div>`;
}

// Text and time light up together, whichever of them is pointed at.
function light({ type, currentTarget }) {
  const on = type === "mouseenter" || type === "focus";
  const { time } = currentTarget.dataset;
  const view = currentTarget.closest(".whole");
  view.querySelectorAll("[data-time].lit").forEach((one) => one.classList.remove("lit"));
  if (on) {
    view.querySelectorAll(`[data-time="${time}"]`).forEach((one) => one.classList.add("lit"));
  }
}

function publication(id, whole, page) {
  const subject = `article ${id}`;
  const draft = page.draftOf(subject);
  return html`<details class="correct" .open=${draft.open} @toggle=${(change) => page.changeDraft(subject, { open: change.target.open })}>
    <summary>${_("Correct the date of publication")}</summary>
    <form @submit=${async (submitted) => {
      submitted.preventDefault();
      await page.decide(subject, { kind: "publication", article: id, published: draft.published, author: draft.author, reason: draft.reason }, [whole.etag]);
    }}>
      <label>${_("Published on")} <input name="published" required size="12" inputmode="numeric" placeholder="2024-03-04" .value=${draft.published}
        @input=${(change) => page.changeDraft(subject, { published: change.target.value.trim() }, false)}></label>
      ${signature(subject, draft, page)}
      ${problemOf(draft, nothing)}
      <p><button ?disabled=${draft.busy}>${draft.busy ? _("Deciding …") : _("Decide")}</button></p>
    </form></details>`;
}
