// Returns how many lines of text a page shows, and which of them lie over each other or are cut off.
() => {
  const lines = [], problems = [];
  // What stays in view lies over what moves on below it.
  const layer = (node) => {
    for (let around = node; around; around = around.parentElement) {
      if (/sticky|fixed/.test(getComputedStyle(around).position)) return around;
    }
    return null;
  };
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const holder = node.parentElement;
      if (!holder || !holder.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const box = holder.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      if (holder.closest("script, style, noscript, option, select, textarea")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left > 1) lines.push({ holder, over: layer(holder), text: node.data.trim().slice(0, 40), left, right, top, bottom });
      }
      for (let around = holder; around; around = around.parentElement) {
        const style = getComputedStyle(around), edge = around.getBoundingClientRect();
        if (edge.width <= 1 || edge.height <= 1) break;
        if (!/hidden|clip/.test(style.overflowX) || style.textOverflow === "ellipsis") continue;
        const rects = [...range.getClientRects()];
        if (rects.some(({ left, right }) => right > edge.right + 1 || left < edge.left - 1)) {
          problems.push(`cut off: ${node.data.trim().slice(0, 40)}`);
        }
      }
    }
  };
  walk(document.body);
  lines.sort((a, b) => a.top - b.top);
  for (let one = 0; one < lines.length; one += 1) {
    for (let two = one + 1; two < lines.length && lines[two].top < lines[one].bottom - 3; two += 1) {
      const [a, b] = [lines[one], lines[two]];
      if (a.holder === b.holder || a.over !== b.over || a.holder.contains(b.holder) && a.text === b.text) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 3 && high > 0.35 * Math.min(a.bottom - a.top, b.bottom - b.top)) {
        problems.push(`one over the other: ${a.text} | ${b.text}`);
      }
    }
  }
  return [lines.length, problems];
}
