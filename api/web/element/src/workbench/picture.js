// The picture of time: every dated event on one line, the weightier ones with their titles; zoomed and moved by pointer and keys.
import { density } from "./density.js";
import { draw, placed } from "./marks.js";
import { Marks, Scale, around, crowded } from "./scale.js";

const ROW = 22;
const AXIS = 22;
const STRIP = 38;
const LABEL = 220;
const MOST_LABELS = 60;
const NEAR = 8;
// Where there is an event for every so many pixels, marks would only hide each other.
const CROWDED = 3;
const COLOURS = ["paper", "ink", "soft", "line", "panel", "link", "good", "warn"];

/** Draws on a canvas; `told` are { changed(zoom), pointed(event, x, y), picked(event) }. */
export class Picture {
  constructor(canvas, { locale, rtl }, told) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.rtl = rtl;
    this.told = told;
    this.marks = new Marks(locale);
    this.events = [];
    this.selected = "";
    this.band = null;
    this.drawn = [];
    this.waiting = 0;
    this.pointers = new Map();
    this.whole = this.crowd = [0, 1];
    this.scale = new Scale(0, 1, 1, rtl);
    this.size = new ResizeObserver(() => this.resized());
    this.size.observe(canvas);
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.addEventListener("change", this.later);
    this.listen();
  }

  /** What the keys do. */
  keys = {
    ArrowLeft: () => this.change(this.scale.moved(this.rtl ? 0.1 : -0.1)),
    ArrowRight: () => this.change(this.scale.moved(this.rtl ? -0.1 : 0.1)),
    ArrowUp: () => this.step(-1),
    ArrowDown: () => this.step(1),
    "+": () => this.change(this.scale.zoomed(1.5)),
    "=": () => this.change(this.scale.zoomed(1.5)),
    "-": () => this.change(this.scale.zoomed(1 / 1.5)),
    Home: () => this.change(new Scale(...this.whole, this.scale.width, this.rtl)),
    Enter: () => this.selected && this.told.picked(this.events.find(({ id }) => id === this.selected)),
  };

  // The event before or after the selected one, in the order of time.
  step(by) {
    const place = this.events.findIndex(({ id }) => id === this.selected);
    const event = this.events[place < 0 ? (by > 0 ? 0 : this.events.length - 1) : place + by];
    if (event) {
      this.selected = event.id;
      this.reveal(event);
      this.told.stepped(event);
      this.later();
    }
  }

  disconnect() {
    this.size.disconnect();
    this.dark.removeEventListener("change", this.later);
    cancelAnimationFrame(this.waiting);
  }

  /** Shows events: in the stretch `zoom` or, without one, where most of them are. */
  show(events, zoom) {
    if (events !== this.events) {
      this.events = events;
      this.weighty = events.slice().sort((a, b) => b.salience - a.salience);
      this.whole = around(events);
      this.crowd = crowded(events);
    }
    this.look(zoom || this.crowd);
  }

  look([first, last]) {
    this.scale = new Scale(first, last, this.scale.width, this.rtl);
    this.later();
  }

  /** Shows which event is opened, and which stretch the list shows. */
  point(selected, band) {
    if (selected !== this.selected || String(band) !== String(this.band)) {
      this.selected = selected;
      this.band = band;
      this.later();
    }
  }

  /** Brings an event into sight. */
  reveal(event) {
    const middle = ((event.from ?? event.to) + (event.to ?? event.from)) / 2;
    if (middle < this.scale.first || middle > this.scale.last) {
      const half = (this.scale.last - this.scale.first) / 2;
      this.change(new Scale(middle - half, middle + half, this.scale.width, this.rtl));
    }
  }

  resized() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const dots = devicePixelRatio || 1;
    if (width > 0) {
      this.canvas.width = Math.round(width * dots);
      this.canvas.height = Math.round(height * dots);
      this.scale = new Scale(this.scale.first, this.scale.last, width, this.rtl);
      this.paint();
    }
  }

  change(scale) {
    this.scale = scale;
    const isWhole = Math.abs(scale.first - this.whole[0]) < 1e-6 && Math.abs(scale.last - this.whole[1]) < 1e-6;
    this.told.changed(isWhole ? null : [scale.first, scale.last]);
    this.later();
  }

  later = () => {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      this.paint();
    });
  };

  paint() {
    const { context, canvas, scale } = this;
    const height = canvas.clientHeight, style = getComputedStyle(canvas);
    const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || "#888"]));
    colours.none = "rgba(128, 128, 128, 0)";
    const dots = devicePixelRatio || 1;
    context.setTransform(dots, 0, 0, dots, 0, 0);
    context.clearRect(0, 0, scale.width, height);
    context.font = `13px ${style.fontFamily}`;
    this.drawn = [];
    this.paintAxis(colours, height);
    const seen = this.inSight(this.weighty || []);
    const unlabelled = this.paintLabelled(seen, colours, Math.max(1, Math.floor((height - AXIS - STRIP - 6) / ROW)));
    this.paintStrip(unlabelled, colours, height);
  }

  inSight(events) {
    const { scale } = this;
    return events.filter((event) => {
      const [first, last] = placed(event, scale);
      return last > 0 && first < scale.width;
    });
  }

  paintAxis(colours, height) {
    const { context, scale } = this;
    if (this.band) {
      const [first, last] = this.band.map((day) => Math.max(-2, Math.min(scale.width + 2, scale.along(day))));
      context.fillStyle = colours.panel;
      context.fillRect(Math.min(scale.screen(first), scale.screen(last)), 0, Math.max(2, last - first), height - AXIS);
    }
    context.strokeStyle = colours.line;
    context.fillStyle = colours.soft;
    context.lineWidth = 1;
    context.textBaseline = "middle";
    context.textAlign = "center";
    context.beginPath();
    context.moveTo(0, height - AXIS + 0.5);
    context.lineTo(scale.width, height - AXIS + 0.5);
    for (const mark of scale.marks()) {
      const x = Math.round(scale.screen(scale.along(mark.day))) + 0.5;
      context.moveTo(x, 0);
      context.lineTo(x, height - AXIS + 4);
      const text = this.marks.written(mark), half = context.measureText(text).width / 2;
      if (x - half > 0 && x + half < scale.width) {
        context.fillText(text, x, height - AXIS / 2 + 2);
      }
    }
    context.stroke();
  }

  // The weightiest come first: each takes the first row in which it and its title find room.
  paintLabelled(events, colours, rows) {
    const { context, scale } = this;
    const taken = Array.from({ length: rows }, () => []);
    const left = [];
    let labels = 0;
    for (const event of events) {
      const [first, last] = placed(event, scale);
      const mark = Math.min(last, scale.width), after = scale.width - mark - 8;
      // Near the end of the line the title stands before its mark.
      const turned = after < LABEL && first > after;
      const room = Math.min(LABEL, turned ? first - 8 : after);
      const begin = turned ? first - room - 8 : Math.max(0, first), end = turned ? mark : mark + room + 8;
      const row = labels < MOST_LABELS && room > 60
        ? taken.findIndex((stretches) => stretches.every(([from, to]) => end < from || begin > to)) : -1;
      if (row < 0) {
        left.push(event);
        continue;
      }
      taken[row].push([begin - 4, end + 4]);
      labels += 1;
      const y = 6 + row * ROW + ROW / 2;
      this.mark(event, y, colours, false);
      this.title(event, turned ? first - 6 : mark + 6, room - 8, y, colours, turned);
      this.drawn.push({ event, first: begin, last: end, y, half: ROW / 2 });
    }
    context.globalAlpha = 1;
    return left;
  }

  title(event, along, room, y, colours, turned) {
    const { context, scale } = this;
    context.fillStyle = event.id === this.selected ? colours.link : colours.ink;
    context.textAlign = scale.rtl === turned ? "left" : "right";
    context.direction = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(event.title) ? "rtl" : "ltr";
    context.fillText(shortened(context, event.title, room), scale.screen(along), y);
  }

  // Those without room for a title: small marks, in rows where they would hide each other.
  paintStrip(events, colours, height) {
    const { scale } = this;
    if (events.length > scale.width / CROWDED) {
      this.drawn.push(...density(this.context, events, scale, height - AXIS, STRIP, colours));
      const chosen = events.find(({ id }) => id === this.selected);
      if (chosen) {
        this.mark(chosen, height - AXIS - STRIP / 2, colours, true);
      }
      return;
    }
    const rows = 5, step = STRIP / (rows + 1), ends = new Array(rows).fill(-Infinity);
    const ordered = events.slice().sort((a, b) => (a.from ?? a.to) - (b.from ?? b.to));
    for (const event of ordered) {
      const [first, last] = placed(event, scale);
      let row = ends.findIndex((end) => first > end);
      row = row < 0 ? ends.indexOf(Math.min(...ends)) : row;
      ends[row] = Math.max(ends[row], last);
      const y = height - AXIS - (row + 1) * step;
      this.mark(event, y, colours, true);
      this.drawn.push({ event, first, last, y, half: step / 2 });
    }
  }

  mark(event, y, colours, thin) {
    const { context, scale } = this;
    draw(context, event, scale, y, colours, thin);
    if (event.id === this.selected) {
      const [first, last] = placed(event, scale).map((along) => scale.screen(Math.max(-9, Math.min(scale.width + 9, along))));
      context.strokeStyle = colours.link;
      context.lineWidth = 2;
      context.strokeRect(Math.min(first, last) - 4, y - 8, Math.abs(last - first) + 8, 16);
    }
  }

  /** Returns the event that is drawn nearest to a place of the canvas, if one is near. */
  at(x, y) {
    const along = this.scale.screen(x);
    let best = null, least = NEAR;
    for (const { event, first, last, y: middle, half } of this.drawn) {
      const away = Math.hypot(Math.max(first - along, 0, along - last), Math.max(Math.abs(y - middle) - half, 0));
      if (away < least) {
        best = event;
        least = away;
      }
    }
    return best;
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (told) => {
      canvas.setPointerCapture(told.pointerId);
      this.pointers.set(told.pointerId, { x: told.offsetX, began: told.offsetX, far: false });
    });
    canvas.addEventListener("pointermove", (told) => this.dragged(told));
    canvas.addEventListener("pointerup", (told) => {
      const pointer = this.pointers.get(told.pointerId);
      this.pointers.delete(told.pointerId);
      const event = pointer && !pointer.far ? this.at(told.offsetX, told.offsetY) : null;
      if (event) {
        this.told.picked(event);
      }
    });
    canvas.addEventListener("pointercancel", (told) => this.pointers.delete(told.pointerId));
    canvas.addEventListener("pointerleave", () => this.told.pointed(null, 0, 0));
    canvas.addEventListener("dblclick", (told) => this.change(this.scale.zoomed(2, this.scale.day(told.offsetX))));
    canvas.addEventListener("keydown", (told) => {
      const move = told.ctrlKey || told.metaKey || told.altKey ? undefined : this.keys[told.key];
      if (move) {
        told.preventDefault();
        move();
      }
    });
    canvas.addEventListener("wheel", (told) => {
      if (told.ctrlKey || told.metaKey) {
        told.preventDefault();
        this.change(this.scale.zoomed(Math.exp(-told.deltaY / 200), this.scale.day(told.offsetX)));
      } else if (Math.abs(told.deltaX) > Math.abs(told.deltaY)) {
        told.preventDefault();
        this.change(this.scale.moved((this.rtl ? -1 : 1) * told.deltaX / this.scale.width));
      }
    }, { passive: false });
  }

  dragged(told) {
    const pointer = this.pointers.get(told.pointerId);
    if (!pointer) {
      this.told.pointed(this.at(told.offsetX, told.offsetY), told.offsetX, told.offsetY);
      return;
    }
    const before = pointer.x;
    pointer.x = told.offsetX;
    pointer.far ||= Math.abs(pointer.x - pointer.began) > 4;
    const others = [...this.pointers.values()].filter((one) => one !== pointer);
    if (others.length) {
      const fixed = others[0].x, was = Math.abs(before - fixed), is = Math.abs(pointer.x - fixed);
      pointer.far = others[0].far = true;
      if (was > 10 && is > 10) {
        this.change(this.scale.zoomed(is / was, this.scale.day(fixed)));
      }
    } else if (pointer.far) {
      this.change(this.scale.moved((this.rtl ? 1 : -1) * (pointer.x - before) / this.scale.width));
    }
  }
}

function shortened(context, text, room) {
  const signs = Array.from(text.slice(0, 200));
  if (context.measureText(signs.join("")).width <= room) {
    return signs.join("");
  }
  let fits = 0, tooMany = signs.length;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (context.measureText(`${signs.slice(0, middle).join("")}…`).width <= room) {
      fits = middle;
    } else {
      tooMany = middle;
    }
  }
  return fits ? `${signs.slice(0, fits).join("").trimEnd()}…` : "";
}
