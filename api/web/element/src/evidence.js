// What stands inside an open event: the sentences that tell it, how each was dated, and where it leads.
import { html, nothing } from "lit";
import { filled, languageName } from "./language.js";

// Not in the templates themselves: what stands there cannot be written in ASCII when the file is made.
const DOT = "·";

/** Returns the inside of an event; `view` holds words, dates, locale, articles and the address of the page. */
export function evidence(event, view) {
  const { words } = view;
  const whole = view.page ? `${view.page}#event-${encodeURIComponent(event.id)}` : "";
  return html`
    <p class="label" part="label">${words.evidence}</p>
    <ul class="mentions" part="mentions">${event.mentions.map((mention) => mentionItem(mention, view))}</ul>
    ${reasons(event.explanation, words.why)}
    <p class="links">
      <a part="link" href="#event-${encodeURIComponent(event.id)}">${words.link}</a>
      ${whole ? html` <a part="link" href=${whole} target="_blank" rel="noopener">${words.more} (${words.new_window})</a>` : nothing}
    </p>`;
}

function mentionItem(mention, view) {
  const { words, dates, locale } = view;
  const { before, marked, after } = mention.pieces;
  const when = dates.inWords(mention);
  const language = languageName(mention.language, locale);
  return html`<li class="mention" part="mention">
    <p class="source" part="source">${source(mention.article, view)}${language ? html` <span class="soft">${DOT} ${language}</span>` : nothing}${
      mention.modality === "actual" ? nothing : html` <span class="badge ${mention.modality}" part="badge">${words[mention.modality]}</span>`}</p>
    <blockquote part="quote" lang=${mention.language || nothing} dir="auto">${before}${
      marked ? html`<mark part="mark">${marked}</mark>` : nothing}${after}</blockquote>
    <p class="soft">${
      mention.datedBy && !marked ? isolated(words.dated, mention.datedBy, when) : filled(words.reads, when)}${
      mention.anchor ? html` ${DOT} ${filled(words.counted, anchor(mention, view))}` : nothing}</p>
    ${reasons(mention.explanation, words.why)}
    ${mention.alternatives.length ? html`<p class="label">${words.others}</p>
      <ul class="others" part="alternatives">${mention.alternatives.map((other) => html`<li>${dates.inWords(other)}${
        other.why ? html` <span class="soft" lang="en" dir="ltr">(${other.why})</span>` : nothing}</li>`)}</ul>` : nothing}
  </li>`;
}

function source(id, { articles }) {
  const article = articles.get(id) || { name: id, url: "" };
  const name = html`<bdi dir="auto">${article.name}</bdi>`;
  return article.url ? html`<a part="link" href=${article.url} target="_blank" rel="noopener noreferrer">${name}</a>` : name;
}

// The name of a language's text between words of another: kept apart, so that directions do not mix.
function isolated(pattern, quoted, when) {
  const [before, after] = pattern.split("{0}");
  return html`${before}<bdi dir="auto">${quoted}</bdi>${after.replace("{1}", () => when)}`;
}

function anchor({ anchor: kind, anchorDate }, { words, dates }) {
  return anchorDate ? `${words[kind]}, ${dates.inWords({ earliest: anchorDate, latest: anchorDate })}` : words[kind];
}

// The service explains itself in English, whatever the language around it.
function reasons(lines, label) {
  return lines.length ? html`<details class="reasons" part="reasons"><summary>${label}</summary>
    <ul lang="en" dir="ltr">${lines.map((line) => html`<li>${line}</li>`)}</ul></details>` : nothing;
}
