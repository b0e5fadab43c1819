/* Controls that look the same with the keyboard's focus as without. */
() => {
  const focusable = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter((node) => node.getClientRects().length > 0 && !node.disabled).slice(0, 60);
  const look = (node) => [node, node.parentElement, ...node.children, ...node.querySelectorAll('.face')].map((each) => { const style = getComputedStyle(each);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.stroke, style.strokeWidth, style.left].join(); }).join();
  return focusable.filter((node) => { document.activeElement.blur();
    const before = look(node); node.focus({preventScroll: true});
    return document.activeElement === node && look(node) === before; }).map((node) => node.outerHTML.slice(0, 120));
}
