// <timeline-workbench timeline="ID" api="/v1/timelines/ID">: the page of a timeline, to be read, checked and corrected.
import { LitElement, html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { readAddress, writeAddress } from "./address.js";
import { article, articles } from "./article.js";
import { changes, conflicts, decisions, order } from "./checking.js";
import { Desk } from "./desk.js";
import { filters } from "./filters.js";
import { Intake } from "./intake.js";
import { line } from "./line.js";
import { access, notices, tray } from "./notices.js";
import { Service } from "./service.js";
import { sifted } from "./sifting.js";
import { makePicture, stage } from "./stage.js";
import { Story } from "./story.js";
import { Stretch } from "./stretch.js";
import { _, dateWords, readWords } from "./words.js";

const BUSY = 800;
const QUIET = 15000;
const SOON = 250;
const UNDATED = 40;
const OTHER_VIEWS = { conflicts, articles, article, order, changes, decisions };

class Workbench extends LitElement {
  static properties = { timeline: {}, api: {}, locked: { type: Boolean } };

  constructor() {
    super();
    readWords();
    Object.assign(this, {
      wanted: {}, zoom: null, view: "events", subject: "", marked: "", open: new Set(), picks: [], shown: [], undated: [], found: null,
      ready: false, problem: "", said: "", answers: new Map(),
    });
    this.stretch = new Stretch(this, () => this.querySelector("ol.events"));
    this.desk = new Desk(this);
    this.dates = dateWords();
  }

  // The page's own style holds for what is shown here.
  createRenderRoot() {
    this.fallback = [...this.childNodes];
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.story = new Story(new Service(this.api));
    this.evidence = this.desk.evidence;
    Object.assign(this, { wanted: readAddress().filters, zoom: readAddress().zoom });
    addEventListener("hashchange", this.follow);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.follow);
    clearTimeout(this.clock);
    this.loading?.abort();
    this.picture?.disconnect();
  }

  /** Reads the story anew; what is shown stays until there is something to take its place. */
  async load() {
    this.loading?.abort();
    this.loading = new AbortController();
    const { signal } = this.loading;
    this.settled &&= this.ready;
    try {
      await this.story.load(signal, () => this.grown());
      this.problem = "";
      this.answers.clear();
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.problem = error.message;
      this.closed = [401, 403, 404].includes(error.status);
    }
    this.settled = true;
    this.grown();
    this.plan();
  }

  grown() {
    const first = !this.ready;
    this.ready ||= this.story.version >= 0;
    if (first && this.ready) {
      this.fallback.forEach((node) => node.remove());
    }
    if (this.locked && this.story.about.id) {
      this.locked = false;
      document.querySelector("h1 bdi").textContent = document.title = this.story.about.title || this.story.about.id;
    }
    this.sieve();
    if (first && this.ready) {
      this.updateComplete.then(() => this.follow());
    } else if (this.missing) {
      this.show(this.missing);
    }
  }

  // While articles are being read the story is asked for often, else now and then.
  plan() {
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.look(), this.story.growing ? BUSY : QUIET);
  }

  async look() {
    try {
      if (!document.hidden) {
        const { body } = await this.story.service.get("");
        const changed = body.version !== this.story.version;
        this.story.about = body;
        if (changed) {
          await this.load();
          await this.desk.renew();
          return;
        }
        this.requestUpdate();
      }
    } catch {
      // The next look may find the service again.
    }
    this.plan();
  }

  /** Shows what fits other filters. */
  sift(wanted) {
    const words = (wanted.q || "") !== (this.wanted.q || "");
    this.wanted = wanted;
    if (words) {
      this.found = null;
      this.search();
    }
    writeAddress(this.wanted, this.zoom);
    this.sieve();
  }

  // What stands only in the sentences the service has to find.
  search() {
    clearTimeout(this.searching);
    this.asking?.abort();
    const { q } = this.wanted;
    this.searching = q ? setTimeout(async () => {
      this.asking = new AbortController();
      try {
        this.found = await this.story.found(q, this.asking.signal);
        this.sieve();
      } catch {
        // What is known here goes on being shown.
      }
    }, SOON) : 0;
  }

  sieve() {
    if (this.wanted.q && !this.found && !this.searching) {
      this.search();
    }
    const events = sifted(this.story.events, this.wanted, this.wanted.q ? this.found : null);
    const parts = events === this.parts?.events ? this.parts
      : { events, dated: events.filter((event) => event.dated), undated: events.filter((event) => !event.dated) };
    this.parts = parts;
    Object.assign(this, { shown: parts.dated, undated: parts.undated });
    this.stretch.take(this.shown);
    this.picture?.show(this.shown, this.zoom);
    this.requestUpdate();
  }

  onlyInSight() {
    const day = (at) => new Date(Math.max(-62135596800000, Math.min(253402300799000, at * 86400000))).toISOString().slice(0, 10);
    const { first, last } = this.picture.scale;
    this.sift({ ...this.wanted, earliest: day(first), latest: day(last) });
  }

  zoomed(zoom) {
    this.zoom = zoom;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => writeAddress(this.wanted, this.zoom), SOON);
  }

  follow = () => {
    const { place } = readAddress();
    if (!place && location.hash.length > 1) {
      // A place within the page, which the browser finds.
      return;
    }
    const { view, subject } = place || { view: "events", subject: "" };
    const changed = view !== this.view;
    Object.assign(this, { view, subject });
    this.requestUpdate();
    if (view === "events" && subject) {
      this.show(subject);
    } else if (location.hash) {
      this.updateComplete.then(() => this.querySelector("#view")?.focus({ preventScroll: false }));
    }
    if (changed && view === "events") {
      this.stretch.later();
    }
  };

  /** Opens an event and brings it into sight. */
  async show(id) {
    const event = this.story.byId.get(id);
    this.missing = event ? "" : id;
    if (!event) {
      return;
    }
    Object.assign(this, { view: "events", subject: id, marked: id });
    history.replaceState(history.state, "", `#event-${encodeURIComponent(id)}`);
    this.open.add(id);
    this.desk.fetchEvidence(id);
    if (!this.shown.includes(event) && !this.undated.includes(event)) {
      this.sift({});
    }
    this.requestUpdate();
    await this.updateComplete;
    if (event.dated) {
      this.picture?.reveal(event);
      await this.stretch.reveal(id);
    }
    const item = document.getElementById(`event-${id}`);
    if (!event.dated) {
      item?.scrollIntoView({ block: "start", behavior: "instant" });
    }
    item?.querySelector("summary")?.focus({ preventScroll: true });
  }

  toggled(event, { target }) {
    if (!target.matches(".event > details") || target.open === this.open.has(event.id)) {
      return;
    }
    if (target.open) {
      this.open.add(event.id);
      this.subject = this.marked = event.id;
      this.desk.fetchEvidence(event.id);
      this.picture?.reveal(event.dated ? event : this.shown[0] || event);
    } else {
      this.open.delete(event.id);
    }
    this.requestUpdate();
  }

  pick(id) {
    this.picks = this.picks.includes(id) ? this.picks.filter((one) => one !== id) : [...this.picks, id];
    this.requestUpdate();
  }

  /** Tells something to those who do not see the page. */
  say(text) {
    this.said = text;
    this.requestUpdate();
  }

  /** Returns what was asked for under a name, and asks for it once: nothing yet, { answer } or { problem }. */
  fetched(name, ask) {
    if (!this.answers.has(name)) {
      this.answers.set(name, null);
      ask().then((answer) => ({ answer }), (error) => ({ problem: error.message })).then((told) => {
        if (this.answers.has(name)) {
          this.answers.set(name, told);
          this.requestUpdate();
        }
      });
    }
    return this.answers.get(name);
  }

  whenThere(found, shown) {
    if (!found) {
      return html`<p class="facts">${_("Being fetched …")}</p>`;
    }
    return found.problem ? html`<p class="problem" role="alert">${found.problem}</p>` : shown(found.answer);
  }

  fetchEvidence(id) { return this.desk.fetchEvidence(id); }
  draftOf(subject) { return this.desk.draftOf(subject); }
  changeDraft(subject, fields, draw) { this.desk.change(subject, fields, draw); }
  decide(subject, body, etags) { return this.desk.decide(subject, body, etags); }
  undo(id) { return this.desk.undo(id); }

  scrolled() {
    if (this.picture && this.view === "events") {
      const [first, last] = this.stretch.inSight;
      this.picture.point(this.marked, first && last ? [first.from ?? first.to, last.to ?? last.from] : null);
    }
  }

  updated() {
    const busy = !this.settled || this.story.growing || Boolean(this.wanted.q && !this.found);
    this.setAttribute("aria-busy", String(busy));
    const canvas = this.querySelector("canvas");
    if (canvas && canvas !== this.picture?.canvas) {
      this.picture?.disconnect();
      this.picture = makePicture(this, canvas);
      this.picture.show(this.shown, this.zoom);
    }
    this.scrolled();
  }

  render() {
    if (!this.ready) {
      return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>${this.closed ? access(() => this.load()) : nothing}` : nothing;
    }
    const inList = this.view === "events" || this.view === "undated";
    return html`${this.head()}${notices(this)}
      ${inList ? html`${this.story.events.length ? html`${stage(this)}${filters(this)}` : nothing}${this.list()}` : nothing}
      ${Object.hasOwn(OTHER_VIEWS, this.view) ? html`<section class="view" aria-labelledby="view">${OTHER_VIEWS[this.view](this)}</section>` : nothing}
      ${this.view === "add" ? html`<section class="view" aria-labelledby="view"><h2 id="view" tabindex="-1">${_("Add articles")}</h2>
        ${(this.intake ||= new Intake(this)).form()}</section>` : nothing}
      ${tray(this)}
      <p class="unseen" role="status" aria-live="polite">${this.said}</p>`;
  }

  head() {
    const { story } = this;
    const link = (view, text) => html`<a href="#${view}" aria-current=${this.view === view ? "page" : nothing}>${text}</a>`;
    return html`<nav class="views" aria-label=${_("Views")}>
      ${link("events", _("Events: {0}", story.events.length))}
      ${link("conflicts", _("Not agreed on: {0}", story.conflicts.length))}
      ${link("articles", _("Articles: {0}", story.articles.size))}
      ${link("changes", _("What changed"))}${link("decisions", _("Decisions"))}${link("add", _("Add articles"))}
    </nav>`;
  }

  list() {
    const { stretch, shown, undated } = this;
    const all = this.story.events.length;
    const count = shown.length + undated.length;
    return html`<p class="count" role="status">${count === all ? _("Events: {0}", all) : _("Found: {0} of {1}", count, all)}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <h2 id=${this.view === "events" ? "view" : "events-heading"} tabindex="-1">${_("Events in order")}</h2>
      ${shown.length ? html`<ol class="events" role="list">${repeat(stretch.shown, (event) => event.id,
        (event, place) => line(event, stretch.first + place, shown.length, this))}</ol>`
        : html`<p>${all ? _("No event fits the filters.") : _("No event has a date yet.")}</p>`}
      ${undated.length ? html`<section class="apart" aria-labelledby=${this.view === "undated" ? "view" : "undated"}>
        <h2 id=${this.view === "undated" ? "view" : "undated"} tabindex="-1">${_("Events without a date")}</h2>
        <p class="facts">${_("The articles tell these, but not when they happened. Some have bounds.")}</p>
        <ul class="events" role="list">${repeat(undated.slice(0, this.allUndated ? undefined : UNDATED), (event) => event.id, (event, place) => line(event, place, undated.length, this))}</ul>
        ${undated.length > UNDATED && !this.allUndated ? html`<p><button type="button" @click=${() => { this.allUndated = true; this.requestUpdate(); }}>${
          _("Show all {0}", undated.length)}</button></p>` : nothing}
      </section>` : nothing}`;
  }
}

customElements.define("timeline-workbench", Workbench);
