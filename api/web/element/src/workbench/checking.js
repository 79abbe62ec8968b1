// Checking: which of two events came first, what the sources do not agree on, what changed, what was decided.
import { html, nothing } from "lit";
import { difference } from "./difference.js";
import { claims, reasons } from "./evidence.js";
import { eventLink } from "./line.js";
import { _, dateWords, language, named } from "./words.js";

/** Returns the view of what the sources do not agree on. */
export function conflicts({ story }) {
  return html`<h2 id="view" tabindex="-1">${_("What the sources do not agree on")}</h2>
    ${story.conflicts.length ? html`<ul class="conflicts">${story.conflicts.map((conflict) => html`<li>
      <h3>${eventLink(conflict.event, story)}</h3>
      <p>${conflict.kind === "contradiction" ? _("No reading makes these claims agree.") : _("The claims agree when they are taken less precisely.")}</p>
      ${claims(conflict, story)}${reasons(_("Why"), conflict.explanation)}</li>`)}</ul>`
      : html`<p>${_("The sources agree on every date that more than one of them tells.")}</p>`}`;
}

/** Returns the view of the order of two events. */
export function order(page) {
  const [first, second] = page.subject.split(",");
  const { story } = page;
  const dates = dateWords();
  const event = (id) => html`<li>${eventLink(id, story)} <span class="facts">${story.byId.has(id) ? dates.inWords(story.byId.get(id)) : ""}</span></li>`;
  const found = page.fetched(`order ${page.subject}`, () => story.service.get("/order", { first, second }));
  return html`<h2 id="view" tabindex="-1">${_("Which came first?")}</h2>
    ${first && second ? html`<ol>${event(first)}${event(second)}</ol>
      ${page.whenThere(found, ({ body }) => html`
        <p class="verdict ${body.relation}" role="status">${named(body.relation === "unknown" ? "undecided" : body.relation)}</p>
        ${body.proof?.length ? html`<h3>${_("The statements from which that follows")}</h3>
          <ol class="proof">${body.proof.map((step) => html`<li><span lang="en" dir="ltr"><bdi dir="auto">${step.why}</bdi></span>
            ${step.article ? html` <a href="#article=${encodeURIComponent(step.article)}"><bdi dir="auto">${story.nameOf(step.article)}</bdi></a>` : nothing}</li>`)}</ol>`
          : reasons(_("Why"), body.explanation, true)}
        ${body.cycle?.length ? html`<p class="problem">${_("The statements contradict each other: they go round in a circle.")}</p>` : nothing}
        ${body.allen.length ? html`<p class="facts">${_("Still possible:")} <span lang="en" dir="ltr">${body.allen.join(", ")}</span></p>` : nothing}`)}
      <p><a href="#order=${encodeURIComponent(`${second},${first}`)}">${_("The other way round")}</a></p>`
      : html`<p>${_("Open two events and pick each of them; then compare them here.")}</p>`}`;
}

/** Returns the view of what changed from version to version. */
export function changes(page) {
  const { story } = page;
  const revisions = page.fetched(`revisions ${story.about.version}`, () => story.service.get("/revisions", { page_size: 50 }));
  return html`<h2 id="view" tabindex="-1">${_("What changed")}</h2>
    ${page.whenThere(revisions, ({ body }) => {
      const shown = Number(page.subject || body.revisions[0]?.version || 0);
      return html`${shown > 0 ? changeTo(page, shown) : html`<p>${_("There is only one version yet.")}</p>`}
        <h3>${_("All versions")}</h3>
        <ol class="revisions" reversed>${body.revisions.map((revision) => html`<li>
          ${revision.version > 0 ? html`<a href="#changes=${revision.version}" aria-current=${revision.version === shown ? "true" : nothing}>${_("Version {0}", revision.version)}</a>`
            : html`<span>${_("Version {0}", revision.version)}</span>`}
          <span class="facts">${moment(revision.at)} <bdi dir="auto">${_("Events: {0}", revision.event_count)}</bdi></span></li>`)}</ol>`;
    })}`;
}

function changeTo(page, version) {
  const found = page.fetched(`difference ${version}`, () => page.story.service.get("/difference", { from: version - 1, to: version }));
  return html`<h3>${_("From version {0} to version {1}", version - 1, version)}</h3>
    ${page.whenThere(found, ({ body }) => difference(body, page.story))}`;
}

/** Returns the view of what was decided, with what takes each decision back. */
export function decisions(page) {
  const { story } = page;
  const found = page.fetched(`decisions ${story.about.version}`, () => story.service.get("/decisions", { page_size: 200 }));
  return html`<h2 id="view" tabindex="-1">${_("What was decided")}</h2>
    ${page.whenThere(found, ({ body }) => body.decisions.length ? html`<ul class="decisions">${body.decisions.slice().reverse().map((one) => decision(one, page))}</ul>`
      : html`<p>${_("Nothing was decided yet. Open an event to correct it.")}</p>`)}`;
}

function decision(one, page) {
  const dates = dateWords();
  const subject = one.title || one.published || (one.earliest || one.latest ? dates.inWords(one) : "");
  return html`<li class=${one.withdrawn ? "withdrawn" : ""}>
    <p><strong>${named(one.kind === "publication" ? "publish" : one.kind)}</strong>${subject ? html`: <bdi dir="auto">${subject}</bdi>` : nothing}</p>
    <p>${(one.outcome?.events || []).map((id, place) => html`${place ? _(", ") : ""}${eventLink(id, page.story)}`)}
      ${one.article ? html`<a href="#article=${encodeURIComponent(one.article)}"><bdi dir="auto">${page.story.nameOf(one.article)}</bdi></a>` : nothing}</p>
    <p class="facts"><bdi dir="auto">${one.author}</bdi>, ${moment(one.at)}: <q dir="auto">${one.reason}</q></p>
    ${one.withdrawn ? html`<p class="facts">${_("Taken back")}</p>`
      : html`<p><button type="button" @click=${() => page.undo(one.id)}>${_("Take it back")}</button></p>`}
  </li>`;
}

function moment(at) {
  const { locale } = language();
  return new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}
