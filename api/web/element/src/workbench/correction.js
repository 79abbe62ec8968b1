// Correcting an event: a decision with author and reason. What was typed is kept until the service has taken it.
import { html, nothing } from "lit";
import { _, dateWords, named } from "./words.js";

const KINDS = ["confirm", "date", "retitle", "split", "hide"];
const AUTHOR = "timeline-author";

/** Returns the form that corrects an event; `found` is the event as it was read. */
export function correction(event, found, page) {
  const draft = page.draftOf(event.id);
  const { told } = found;
  const ready = draft.kind !== "split" || (draft.mentions.size > 0 && draft.mentions.size < told.mentions.length);
  return html`<details class="correct" .open=${draft.open} @toggle=${(change) => page.changeDraft(event.id, { open: change.target.open })}>
    <summary>${_("Correct")}</summary>
    <form @submit=${(submitted) => send(submitted, event, found, page)}>
      <label>${_("What is decided")} <select @change=${(change) => page.changeDraft(event.id, { kind: change.target.value, problem: null })}>
        ${KINDS.filter((kind) => kind !== "split" || told.mentions.length > 1).map((kind) =>
          html`<option value=${kind} ?selected=${draft.kind === kind}>${halves(kind)[0]}</option>`)}</select></label>
      ${halves(draft.kind)[1] ? html`<p class="facts">${halves(draft.kind)[1]}</p>` : nothing}
      ${fields(event, told, draft, page)}
      ${signature(event.id, draft, page)}
      ${conflict(event, draft, page)}
      <p><button ?disabled=${draft.busy || !ready}>${draft.busy ? _("Deciding …") : _("Decide")}</button></p>
    </form>
  </details>`;
}

// "Hide: this is no event": what is done, and what that says.
function halves(kind) {
  const [what, ...says] = named(kind).split(/\s*:\s*/);
  return [what, says.join(": ")];
}

/** Returns the fields for who decides, and why. */
export function signature(subject, draft, page) {
  return html`
    <label>${_("Author")} <input name="author" autocomplete="name" required maxlength="300" .value=${draft.author}
      @input=${(change) => { page.changeDraft(subject, { author: change.target.value }, false); keepAuthor(change.target.value); }}></label>
    <label class="wide">${_("Reason")} <textarea name="reason" rows="2" required maxlength="1000" .value=${draft.reason}
      @input=${(change) => page.changeDraft(subject, { reason: change.target.value }, false)}></textarea></label>`;
}

/** Returns a draft of a decision about something, empty but for the author's name. */
export function emptyDraft() {
  return {
    open: false, kind: "confirm", earliest: "", latest: "", title: "", published: "", mentions: new Set(), reason: "",
    author: keptAuthor(), busy: false, problem: null, touched: false,
  };
}

/** Returns why a decision was not taken, and how to go on. */
export function problemOf(draft, again) {
  if (!draft.problem) {
    return nothing;
  }
  return html`<div class="problem" role="alert"><p>${draft.problem.text}</p>${again}</div>`;
}

function fields(event, told, draft, page) {
  const change = (fields, draw = false) => page.changeDraft(event.id, fields, draw);
  if (draft.kind === "date") {
    const [earliest, latest] = draft.touched ? [draft.earliest, draft.latest] : [told.earliest, told.latest];
    const typed = (name) => (input) => change({ earliest, latest, ...draftDates(draft), [name]: input.target.value.trim(), touched: true });
    return html`
      <label>${_("Not before")} <input name="earliest" size="12" inputmode="numeric" placeholder="2024-03-04" .value=${earliest} @input=${typed("earliest")}></label>
      <label>${_("Not after")} <input name="latest" size="12" inputmode="numeric" placeholder="2024-03-04" .value=${latest} @input=${typed("latest")}></label>`;
  }
  if (draft.kind === "retitle") {
    return html`<label class="wide">${_("Title")} <input name="title" required maxlength="300" dir="auto" .value=${draft.title || event.title}
      @input=${(input) => change({ title: input.target.value })}></label>`;
  }
  if (draft.kind === "split") {
    return html`<fieldset class="wide"><legend>${_("Which sentences tell another event?")}</legend>
      ${told.mentions.map((mention, place) => html`<label class="choice"><input type="checkbox" .checked=${draft.mentions.has(place)}
        @change=${(input) => change({ mentions: toggled(draft.mentions, place, input.target.checked) }, true)}>
        <span><bdi dir="auto">${page.story.nameOf(mention.article)}</bdi>: <q lang=${mention.language} dir="auto">${mention.pieces.before + mention.pieces.marked + mention.pieces.after}</q></span></label>`)}
    </fieldset>`;
  }
  return nothing;
}

function conflict(event, draft, page) {
  const seen = draft.problem?.changed;
  return problemOf(draft, seen ? html`
    <ul>${seen.length ? seen.map(([what, before, after]) => html`<li>${what}: <del>${before}</del> <ins>${after}</ins></li>`) : nothing}</ul>
    <p><button type="button" @click=${(click) => click.target.closest("form").requestSubmit()}>${_("Decide on the event as it is now")}</button></p>` : nothing);
}

async function send(submitted, event, found, page) {
  submitted.preventDefault();
  const draft = page.draftOf(event.id);
  const body = { kind: draft.kind, event: event.id, author: draft.author, reason: draft.reason, ...content(draft, event, found) };
  await page.decide(event.id, body, [found.etag]);
}

function content(draft, event, { told, raw }) {
  if (draft.kind === "date") {
    const dates = draft.touched ? draftDates(draft) : { earliest: told.earliest, latest: told.latest };
    return Object.fromEntries(Object.entries(dates).filter(([, value]) => value));
  }
  if (draft.kind === "retitle") {
    return { title: draft.title || event.title, language: event.language };
  }
  if (draft.kind === "split") {
    return { mentions: [...draft.mentions].map((place) => raw.mentions[place]).map(({ article, start, end }) => ({ article, start, end })) };
  }
  return {};
}

/** Returns what is different between two readings of an event, in words. */
export function differences(before, after) {
  const dates = dateWords();
  return [
    [_("Title"), before.title, after.title],
    [_("Date"), dates.inWords(before), dates.inWords(after)],
    [_("Status"), named(before.status), named(after.status)],
    [_("Sentences"), String(before.mentions.length), String(after.mentions.length)],
  ].filter(([, was, is]) => was !== is);
}

function draftDates({ touched, earliest, latest }) {
  return touched ? { earliest, latest } : {};
}

function toggled(places, place, on) {
  const made = new Set(places);
  if (on) {
    made.add(place);
  } else {
    made.delete(place);
  }
  return made;
}

function keptAuthor() {
  try {
    return localStorage.getItem(AUTHOR) || "";
  } catch {
    return "";
  }
}

function keepAuthor(name) {
  try {
    localStorage.setItem(AUTHOR, name);
  } catch {
    // Then it is typed again.
  }
}
