// <timeline-intake api="/v1/timelines">: where a timeline is begun, with a title and its first articles.
import { LitElement, html, nothing } from "lit";
import { Intake } from "./intake.js";
import { keepRefusals } from "./notices.js";
import { Service } from "./service.js";
import { _, readWords } from "./words.js";

class Start extends LitElement {
  static properties = { api: {}, sample: {} };

  constructor() {
    super();
    readWords();
    this.intake = new Intake(this);
    this.heading = "";
  }

  createRenderRoot() {
    this.replaceChildren();
    return this;
  }

  async begin() {
    const service = new Service(this.api);
    const { body } = await service.send("POST", "", { title: this.heading.trim() });
    this.made = body.id;
    return new Service(`${this.api}/${encodeURIComponent(body.id)}`);
  }

  // The page of the timeline tells what was not taken in, and shows how the chronology grows.
  done(refusals) {
    keepRefusals(this.made, refusals);
    location.assign(`/timelines/${encodeURIComponent(this.made)}${location.search}`);
  }

  render() {
    const title = html`<label class="wide">${_("Title of the story")} <input name="heading" maxlength="300" dir="auto" .value=${this.heading}
      @input=${(typed) => { this.heading = typed.target.value; }}></label>`;
    return html`<section aria-labelledby="begin"><h2 id="begin">${_("Begin a timeline")}</h2>
      ${this.sample ? html`<p><a href=${this.sample}>${_("Look at a sample story first")}</a></p>` : nothing}
      ${this.intake.form({ begin: () => this.begin(), done: (refusals) => this.done(refusals), fields: title })}</section>`;
  }
}

customElements.define("timeline-intake", Start);
