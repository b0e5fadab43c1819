/* What does not fit: sideways scrolling, controls of the bar that are cut or lie on one another, words cut off. */
() => {
  const found = [], root = document.documentElement, width = root.clientWidth;
  const words = (node) => (node.textContent || node.name || '').trim().slice(0, 24);
  if (root.scrollWidth > width) found.push('scrolls sideways: ' + root.scrollWidth + ' > ' + width);
  const bar = document.querySelector('.bar');
  const shown = (node) => node.getClientRects().length > 0 && !node.closest('.folded, .me div, .skip');
  const controls = bar ? [...bar.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(shown) : [];
  const boxes = controls.map((node) => [node, node.getBoundingClientRect()]);
  for (const [node, box] of boxes)
    if (box.left < -0.5 || box.right > width + 0.5) found.push('cut off in the bar: ' + words(node));
  boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    const inside = one.contains(other) || other.contains(one);
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (!inside && across > 2 && down > 2) found.push('lie on one another: ' + words(one) + ' / ' + words(other));
  }));
  for (const node of document.querySelectorAll('main .button, main h1, main h2, main label, main .tile b'))
    if (node.getClientRects().length && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline'
        && getComputedStyle(node).overflowX === 'hidden') found.push('words cut off: ' + words(node));
  const clipped = (node) => { for (let up = node.parentElement; up && up !== document.body; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== 'visible') return true; return false; };
  for (const node of document.querySelectorAll('main *')) {
    const box = node.getBoundingClientRect();
    if (box.width && box.left < width && box.right > width + 1 && !node.closest('svg, details:not([open])') && !clipped(node))
      found.push('reaches beyond the screen: ' + node.tagName + ' ' + words(node));
  }
  return found.slice(0, 8);
}
