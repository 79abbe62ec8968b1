// Where decisions are made: the evidence as it was read, drafts of decisions, and what became of them.
import { differences, emptyDraft } from "./correction.js";
import { _ } from "./words.js";

const WAITED = { Prefer: "wait=10" };

export class Desk {
  constructor(page) {
    this.page = page;
    this.evidence = new Map();
    this.drafts = new Map();
    this.outcome = null;
  }

  /** Reads an event's evidence, unless it is there; with `again`, in any case. */
  async fetchEvidence(id, again = true) {
    const before = this.evidence.get(id);
    if (before && !before.problem && !again) {
      return before;
    }
    try {
      this.evidence.set(id, await this.page.story.event(id));
    } catch (error) {
      this.evidence.set(id, { problem: error.message });
    }
    this.page.requestUpdate();
    return this.evidence.get(id);
  }

  /** Reads again what is open, as it is after a change. */
  async refresh() {
    const open = [...this.page.open].filter((id) => this.page.story.byId.has(id));
    this.evidence.clear();
    await Promise.all(open.map((id) => this.fetchEvidence(id)));
  }

  /** Reads again what is open and about which nobody is deciding: a decision is about the event as it was read. */
  async renew() {
    const kept = [...this.evidence.keys()].filter((id) => this.drafts.get(id)?.open);
    [...this.evidence.keys()].filter((id) => !kept.includes(id)).forEach((id) => this.evidence.delete(id));
    await Promise.all([...this.page.open].filter((id) => !this.evidence.has(id)).map((id) => this.fetchEvidence(id)));
  }

  draftOf(subject) {
    if (!this.drafts.has(subject)) {
      this.drafts.set(subject, emptyDraft());
    }
    return this.drafts.get(subject);
  }

  change(subject, fields, draw = true) {
    const draft = this.draftOf(subject);
    if (Object.entries(fields).some(([name, value]) => draft[name] !== value)) {
      Object.assign(draft, fields);
      if (draw) {
        this.page.requestUpdate();
      }
    }
  }

  /** Sends a decision; what became of it stands in `outcome`, a refusal in the draft, which stays. */
  async decide(subject, body, etags) {
    const { story } = this.page;
    const before = story.about.version;
    this.change(subject, { busy: true, problem: null });
    try {
      const { body: told } = await story.service.send("POST", "/decisions", body, { ...WAITED, "If-Match": etags.join(", ") });
      const { author } = this.draftOf(subject);
      this.drafts.delete(subject);
      Object.assign(this.draftOf(subject), { author });
      await this.moved(told.decision.id, told.job, before);
    } catch (error) {
      this.change(subject, { busy: false, problem: await this.problem(error, body) });
    }
  }

  /** Takes a decision back. */
  async undo(id) {
    const before = this.page.story.about.version;
    try {
      const { body } = await this.page.story.service.send("DELETE", `/decisions/${encodeURIComponent(id)}`, undefined, WAITED);
      await this.moved("", body.job, before);
    } catch (error) {
      this.outcome = { problem: error.message };
      this.page.requestUpdate();
    }
  }

  // What a change made move: the difference between the version before and the one that took it in.
  async moved(decision, job, before) {
    const { page } = this;
    this.outcome = { decision, waiting: job?.state !== "done", difference: null };
    if (job?.version) {
      const { body } = await page.story.service.get("/difference", { from: before, to: job.version });
      this.outcome = { decision, waiting: false, difference: body };
    }
    await page.load();
    await this.refresh();
    page.requestUpdate();
    await page.updateComplete;
    page.querySelector(".outcome")?.focus({ preventScroll: true });
  }

  // Somebody else was faster: what changed meanwhile is shown, and what was typed stays.
  async problem(error, body) {
    const ids = body.events || (body.event ? [body.event] : []);
    if (error.status !== 412 || !ids.length) {
      return { text: error.message, key: error.status === 401 || error.status === 403 };
    }
    const changed = [];
    for (const id of ids) {
      const before = this.evidence.get(id)?.told, after = (await this.fetchEvidence(id)).told;
      changed.push(...(before && after ? differences(before, after) : []));
    }
    await this.page.load();
    return { text: _("Somebody changed this while you were deciding. Nothing of yours is lost."), changed };
  }
}
