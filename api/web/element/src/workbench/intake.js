// Taking articles in: pasted text, dropped files; what was taken, and what was not and why.
import { html, nothing } from "lit";
import { asText, requestsOf } from "./files.js";
import { access } from "./notices.js";
import { _ } from "./words.js";

const EMPTY = { text: "", title: "", source: "", published: "", language: "", url: "" };

/** Takes articles into a timeline; `host` redraws, `sent(refusals)` is called when all is sent. */
export class Intake {
  constructor(host) {
    this.host = host;
    this.draft = { ...EMPTY };
    this.files = [];
    this.busy = false;
    this.sent = 0;
    this.waiting = 0;
    this.refusals = [];
    this.over = false;
  }

  /** Returns the form; `begin` makes or finds the service of the timeline, `done` is told what was refused. */
  form({ begin = async () => this.host.story.service, done = (refusals) => this.done(refusals), fields = nothing } = {}) {
    const field = (name, label, more = {}) => html`<label class=${more.wide ? "wide" : ""}>${label} <input name=${name} maxlength="500"
      placeholder=${more.placeholder || nothing} .value=${this.draft[name]} @input=${(typed) => { this.draft[name] = typed.target.value; }}></label>`;
    return html`<form class="intake" @submit=${(told) => this.submit(told, begin, done)}>
      ${fields}
      <label class="wide">${_("Paste the text of an article")} <textarea name="text" rows="7" dir="auto" .value=${this.draft.text}
        @input=${(typed) => { this.draft.text = typed.target.value; }}></textarea></label>
      <details><summary>${_("What is known of the pasted text")}</summary><div class="fields">
        ${field("source", _("Source"))}${field("title", _("Title"))}${field("published", _("Published on"), { placeholder: "2024-03-04" })}
        ${field("language", _("Language"), { placeholder: "en" })}${field("url", _("Address"), { placeholder: "https://" })}</div></details>
      <div class="drop ${this.over ? "over" : ""}" @dragover=${(told) => this.drag(told, true)} @dragleave=${(told) => this.drag(told, false)}
        @drop=${(told) => { this.drag(told, false); this.take(told.dataTransfer.files); }}>
        <label>${_("Or drop files here, or choose them:")} <input type="file" name="files" multiple
          accept=".txt,.html,.htm,.json,.jsonl,.ndjson,.ninjs,.xml,.rss,.atom" @change=${(told) => this.take(told.target.files)}></label>
        <p class="facts">${_("Text, HTML, JSON, JSON lines, ninjs, RSS and Atom feeds. A text may begin with a line such as {0}.", "date 2024-03-04")}</p>
        ${this.files.length ? html`<ul class="chosen">${this.files.map((file) => html`<li><bdi dir="auto">${file.name}</bdi>
          <button type="button" class="small" @click=${() => { this.files = this.files.filter((one) => one !== file); this.host.requestUpdate(); }}>${_("take out")}</button></li>`)}</ul>` : nothing}
      </div>
      ${this.busy ? html`<p role="status"><label for="sending">${_("Being sent …")}</label> <progress id="sending" max=${this.waiting} .value=${this.sent}></progress></p>` : nothing}
      ${this.refusals.length ? html`<div class="problem" role="alert"><p>${_("Could not be taken in: {0}", this.refusals.length)}</p><ul>${
        this.refusals.map(([name, why]) => html`<li><bdi dir="auto">${name}</bdi>: <span dir="auto">${why}</span></li>`)}</ul></div>` : nothing}
      <p><button ?disabled=${this.busy}>${_("Read the articles")}</button></p>
    </form>${this.closed ? access(() => { this.closed = false; this.refusals = []; this.host.requestUpdate(); }) : nothing}`;
  }

  drag(told, over) {
    told.preventDefault();
    if (over !== this.over) {
      this.over = over;
      this.host.requestUpdate();
    }
  }

  take(files) {
    this.files = [...this.files, ...files];
    this.host.requestUpdate();
  }

  async submit(told, begin, done) {
    told.preventDefault();
    const pasted = this.draft.text.trim();
    if (this.busy || (!pasted && !this.files.length)) {
      this.refusals = this.busy ? this.refusals : [[_("Nothing"), _("there is neither a text nor a file")]];
      this.host.requestUpdate();
      return;
    }
    Object.assign(this, { busy: true, sent: 0, waiting: this.files.length + (pasted ? 1 : 0), refusals: [] });
    this.host.requestUpdate();
    try {
      await this.sendAll(await begin(), pasted);
      this.draft = { ...EMPTY };
      this.files = [];
      done(this.refusals);
    } catch (error) {
      this.closed = error.status === 401 || error.status === 403;
      this.refusals = [[_("Everything"), error.message]];
    }
    this.busy = false;
    this.host.requestUpdate();
  }

  async sendAll(service, pasted) {
    const jobs = this.files.map((file) => [file.name, () => requestsOf(file)]);
    if (pasted) {
      jobs.unshift([_("Pasted text"), async () => [asText(this.draft.text, { ...this.draft, text: "" })]]);
    }
    for (const [name, made] of jobs) {
      try {
        for (const { type, body, parameters } of await made()) {
          const answer = await service.send("POST", "/articles", body, { "Content-Type": type }, parameters);
          (answer.body.items || []).filter(({ problem }) => problem).forEach(({ id, index, problem }) =>
            this.refusals.push([`${name}: ${id || index + 1}`, problem.detail]));
        }
      } catch (error) {
        this.closed ||= error.status === 401 || error.status === 403;
        this.refusals.push([name, error.message]);
      }
      this.sent += 1;
      this.host.requestUpdate();
    }
  }

  done(refusals) {
    this.refusals = refusals;
    this.host.look();
  }
}
