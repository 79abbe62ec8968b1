// The stretch of a long list that is in the document: what can be seen and a little more, so that thousands cost no more than some.
const SHORT = 200;
const MORE = 12;
const USUAL = 88;

/** Belongs to an element that renders `shown` inside the list that `list()` gives, each item with the id `name(item)`. */
export class Stretch {
  constructor(host, list) {
    this.host = host;
    this.list = list;
    this.items = [];
    this.first = this.last = 0;
    this.heights = new Map();
    this.tops = new Float64Array(1);
    this.usual = USUAL;
    this.whole = false;
    this.waiting = 0;
    this.seen = new ResizeObserver(() => this.measure());
    host.addController(this);
  }

  hostConnected() {
    addEventListener("scroll", this.later, { passive: true });
    addEventListener("resize", this.later);
    addEventListener("beforeprint", this.showWhole);
    addEventListener("afterprint", this.showPart);
  }

  hostDisconnected() {
    removeEventListener("scroll", this.later);
    removeEventListener("resize", this.later);
    removeEventListener("beforeprint", this.showWhole);
    removeEventListener("afterprint", this.showPart);
    this.seen.disconnect();
  }

  /** Takes the items of the list. */
  take(items) {
    this.anchor = this.held();
    this.items = items;
    this.reckon();
    this.settle();
  }

  get shown() {
    return this.items.slice(this.first, this.last);
  }

  /** Returns the items between which the window of the browser lies. */
  get inSight() {
    const top = this.above();
    return [this.items[this.placeAt(top + this.margin())], this.items[this.placeAt(top + innerHeight)]];
  }

  /** Brings an item to the top of the window. */
  async reveal(id) {
    const place = this.items.findIndex((item) => item.id === id);
    if (place < 0) {
      return false;
    }
    // Heights are only guessed until they are seen: the second look finds what the first one measured.
    for (let look = 0; look < 3; look += 1) {
      const list = this.list();
      if (!list) {
        return false;
      }
      const target = list.getBoundingClientRect().top + scrollY + this.tops[place] - this.margin();
      scrollTo({ top: target, behavior: "instant" });
      this.settle();
      this.host.requestUpdate();
      await this.host.updateComplete;
      this.measure();
    }
    const item = [...this.list().children].find((node) => node.dataset.id === id);
    if (item) {
      scrollBy({ top: item.getBoundingClientRect().top - this.margin(), behavior: "instant" });
    }
    return Boolean(item);
  }

  // What covers the top of the window, the style knows.
  margin() {
    return parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  }

  showWhole = () => {
    this.whole = true;
    this.settle();
    this.host.performUpdate();
  };

  showPart = () => {
    this.whole = false;
    this.later();
  };

  later = () => {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      const { first, last } = this;
      this.settle();
      if (first !== this.first || last !== this.last) {
        this.host.requestUpdate();
      }
      this.host.scrolled();
    });
  };

  settle() {
    const count = this.items.length;
    if (this.whole || count <= SHORT) {
      this.first = 0;
      this.last = count;
      return;
    }
    const top = this.above();
    this.first = Math.max(0, this.placeAt(top) - MORE);
    this.last = Math.min(count, this.placeAt(top + innerHeight) + MORE + 1);
  }

  hostUpdated() {
    const list = this.list();
    if (list) {
      list.style.paddingTop = `${this.tops[this.first] || 0}px`;
      list.style.paddingBottom = `${this.tops.at(-1) - this.tops[this.last] || 0}px`;
      this.hold();
      this.seen.disconnect();
      [...list.children].forEach((item) => this.seen.observe(item));
    }
  }

  // The item at the top of what can be seen, and how far it reaches out of it; nothing while the list begins further down.
  held() {
    const top = this.above() + (this.list() ? this.margin() : 0);
    const place = this.placeAt(top);
    return top > 0 && this.items.length > SHORT ? { id: this.items[place].id, within: top - this.tops[place] } : null;
  }

  // Keeps that item where it was when the list has other items.
  hold() {
    const { anchor } = this;
    this.anchor = null;
    const place = anchor ? this.items.findIndex(({ id }) => id === anchor.id) : -1;
    const moved = place < 0 ? 0 : this.tops[place] + anchor.within - this.above() - this.margin();
    if (Math.abs(moved) > 0.5) {
      scrollBy({ top: moved, behavior: "instant" });
    }
  }

  // What was guessed of the items above the window moves the list when it is known: the window moves with it.
  measure() {
    const list = this.list();
    if (!list || this.items.length <= SHORT) {
      return;
    }
    const top = this.above(), place = this.placeAt(top), within = top - this.tops[place];
    let changed = false;
    for (const node of list.children) {
      const height = node.getBoundingClientRect().height;
      if (height > 0 && Math.abs((this.heights.get(node.dataset.id) ?? -1) - height) > 0.5) {
        this.heights.set(node.dataset.id, height);
        changed = true;
      }
    }
    if (changed) {
      this.reckon();
      list.style.paddingTop = `${this.tops[this.first]}px`;
      list.style.paddingBottom = `${this.tops.at(-1) - this.tops[this.last]}px`;
      const moved = this.tops[place] + within - top;
      if (Math.abs(moved) > 0.5 && top > 0) {
        scrollBy({ top: moved, behavior: "instant" });
      }
    }
  }

  reckon() {
    const { heights, items } = this;
    if (heights.size > 5) {
      const known = [...heights.values()].sort((a, b) => a - b);
      this.usual = known[known.length >> 1];
    }
    const tops = new Float64Array(items.length + 1);
    items.forEach((item, place) => { tops[place + 1] = tops[place] + (heights.get(item.id) ?? this.usual); });
    this.tops = tops;
  }

  // How much of the list lies above the window.
  above() {
    const list = this.list();
    return list ? -list.getBoundingClientRect().top : 0;
  }

  placeAt(top) {
    let low = 0, high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= top) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }
}
