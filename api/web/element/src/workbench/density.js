// Many events in little room: how many there are, as columns, the disputed ones on top of the corroborated on top of the rest.
const COLUMN = 5;
const KINDS = [["soft", () => true], ["good", ({ status }) => status === "corroborated" || status === "confirmed"], ["warn", ({ status }) => status === "disputed"]];

/** Draws columns that stand on `foot`; returns what can be pointed at: in each column its weightiest event. */
export function density(context, events, scale, foot, height, colours) {
  const columns = Array.from({ length: Math.ceil(scale.width / COLUMN) }, () => []);
  for (const event of events) {
    const middle = scale.along(((event.from ?? event.to) + (event.to ?? event.from)) / 2);
    columns[Math.max(0, Math.min(columns.length - 1, Math.floor(middle / COLUMN)))].push(event);
  }
  const most = Math.max(...columns.map(({ length }) => length));
  const drawn = [];
  columns.forEach((inside, place) => {
    const x = Math.min(scale.screen(place * COLUMN), scale.screen((place + 1) * COLUMN));
    const whole = inside.length && Math.max(3, (inside.length / most) * (height - 4));
    let top = foot - whole;
    context.globalAlpha = 0.75;
    for (const [colour, fits] of KINDS.slice().reverse()) {
      const count = inside.filter((event) => fits(event) && !(colour === "soft" && KINDS.slice(1).some(([, other]) => other(event)))).length;
      const part = inside.length ? (count / inside.length) * whole : 0;
      context.fillStyle = colours[colour];
      context.fillRect(x, top, COLUMN - 1, part);
      top += part;
    }
    context.globalAlpha = 1;
    if (inside.length) {
      drawn.push({ event: inside[0], first: place * COLUMN, last: (place + 1) * COLUMN, y: foot - whole / 2, half: whole / 2 });
    }
  });
  return drawn;
}
