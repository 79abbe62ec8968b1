// The measure of the picture of time: days to pixels, and where the marks of the axis stand.
const DAY = 86400000;
const LEAST_DAYS = 1 / 12;
const MOST_DAYS = 365250 * 20;
// Days that lie between two marks, from fine to coarse, and what a mark is called.
const STEPS = [
  [1 / 24, "clock"], [0.25, "clock"], [1, "day"], [7, "day"], [30.44, "month"], [91.31, "month"], [365.24, "year"], [1826.2, "year"],
  [3652.4, "year"], [18262, "year"], [36524, "year"], [182621, "year"], [365242, "year"],
];
const APART = 90;
const CROWD = 0.8;

/** A stretch of time, in days since 1970, on a line of so many pixels; it runs from the right where the text does. */
export class Scale {
  constructor(first, last, width, rtl) {
    const middle = (first + last) / 2, length = Math.max(LEAST_DAYS, Math.min(MOST_DAYS, last - first));
    this.first = middle - length / 2;
    this.last = middle + length / 2;
    this.width = width;
    this.rtl = rtl;
  }

  get perDay() {
    return this.width / (this.last - this.first);
  }

  /** Returns how far from the begin of the line a day lies. */
  along(day) {
    return (day - this.first) * this.perDay;
  }

  /** Returns where on the screen a place along the line lies. */
  screen(along) {
    return this.rtl ? this.width - along : along;
  }

  /** Returns the day at a place of the screen. */
  day(x) {
    return this.first + (this.rtl ? this.width - x : x) / this.perDay;
  }

  moved(share) {
    const by = (this.last - this.first) * share;
    return new Scale(this.first + by, this.last + by, this.width, this.rtl);
  }

  zoomed(factor, around = (this.first + this.last) / 2) {
    const share = (around - this.first) / (this.last - this.first);
    const length = Math.max(LEAST_DAYS, Math.min(MOST_DAYS, (this.last - this.first) / factor));
    return new Scale(around - share * length, around + (1 - share) * length, this.width, this.rtl);
  }

  /** Returns the marks of the axis: { day, kind }. */
  marks() {
    const [step, kind] = STEPS.find(([days]) => days * this.perDay >= APART) || STEPS.at(-1);
    const found = [];
    if (kind === "year" || kind === "month") {
      const months = Math.max(1, Math.round(step / 30.44));
      const begin = new Date(this.first * DAY);
      let month = Math.floor((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / months) * months;
      for (let day = firstOf(month); day <= this.last && found.length < 200; month += months, day = firstOf(month)) {
        found.push({ day, kind });
      }
      return found.filter(({ day }) => day >= this.first);
    }
    for (let place = Math.ceil(this.first / step); place * step <= this.last && found.length < 200; place += 1) {
      found.push({ day: place * step, kind });
    }
    return found;
  }
}

/** Returns the stretch that holds all of some events, with a little room on both sides. */
export function around(events) {
  let first = Infinity, last = -Infinity;
  for (const { from, to } of events) {
    first = Math.min(first, from ?? to);
    last = Math.max(last, to ?? from);
  }
  if (first > last) {
    return [-365, 20454];
  }
  const room = Math.max((last - first) * 0.03, 0.5);
  return [first - room, last + room];
}

/** Returns the shortest stretch that holds most of some events, where that is much shorter than the whole. */
export function crowded(events) {
  const whole = around(events);
  const middles = events.map(({ from, to }) => ((from ?? to) + (to ?? from)) / 2).sort((a, b) => a - b);
  const many = Math.ceil(middles.length * CROWD);
  let best = whole;
  for (let place = 0; many > 4 && place + many <= middles.length; place += 1) {
    const [first, last] = [middles[place], middles[place + many - 1]];
    if (last - first < best[1] - best[0]) {
      best = [first, last];
    }
  }
  const room = Math.max((best[1] - best[0]) * 0.08, 1.5);
  const found = [best[0] - room, best[1] + room];
  return (found[1] - found[0]) * 3 < whole[1] - whole[0] ? found : whole;
}

/** Writes what stands under the marks of the axis. */
export class Marks {
  constructor(locale) {
    const format = (parts) => new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC", calendar: "gregory" });
    this.formats = {
      clock: format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
      day: format({ day: "numeric", month: "short", year: "numeric" }), month: format({ month: "short", year: "numeric" }),
      year: format({ year: "numeric" }), ancient: format({ year: "numeric", era: "short" }),
    };
  }

  written({ day, kind }) {
    const date = new Date(day * DAY);
    return this.formats[kind === "year" && date.getUTCFullYear() <= 0 ? "ancient" : kind].format(date);
  }
}

function firstOf(month) {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
  return date.getTime() / DAY;
}
