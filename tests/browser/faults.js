/* What everyone needs of a page: every lack of it as one line. */
() => {
  const found = [];
  const told = (what, node) => found.push(what + ': ' + node.outerHTML.slice(0, 120));
  const shown = (node) => node.getClientRects().length > 0;
  const text = (node) => (node.innerText || node.textContent || '').trim();
  const pointed = (node, name) => (node.getAttribute(name) || '').split(/\s+/)
    .map((id) => document.getElementById(id)).filter(Boolean).map(text).join(' ');
  const named = (node) => node.getAttribute('aria-label') || pointed(node, 'aria-labelledby') || node.title
    || [...(node.labels || [])].map(text).join('');
  for (const field of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (shown(field) && !named(field)) told('field without a label', field);
  for (const button of document.querySelectorAll('button, a[href], summary, [role=button]'))
    if (shown(button) && !text(button) && !named(button) && !button.querySelector('img[alt], title'))
      told('nameless control', button);
  for (const head of document.querySelectorAll('th')) if (!head.scope) told('head without scope', head);
  for (const picture of document.querySelectorAll('img')) if (!picture.hasAttribute('alt')) told('no alternative', picture);
  for (const picture of document.querySelectorAll('main svg'))
    if (shown(picture) && !picture.closest('[aria-hidden=true], [role=img][aria-label]') && !picture.parentElement.closest('svg')
        && !(picture.querySelector('title') || named(picture))) told('picture without words', picture);
  for (const frame of document.querySelectorAll('iframe')) if (!frame.title) told('frame without title', frame);
  for (const node of document.querySelectorAll('[tabindex]')) if (node.tabIndex > 0) told('order of its own', node);
  for (const node of document.querySelectorAll('[aria-controls], [aria-labelledby]'))
    for (const name of ['aria-controls', 'aria-labelledby'])
      for (const id of (node.getAttribute(name) || '').split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) told(name + ' leads nowhere', node);
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push('id twice: ' + id);
  if (document.documentElement.lang !== 'zh-CN') found.push('page without a language');
  if (!document.title.trim()) found.push('page without a title');
  if (document.querySelectorAll('h1').length !== 1) found.push('headings of level 1: ' + document.querySelectorAll('h1').length);
  if (!document.querySelector('main#main')) found.push('no main part');
  return found;
}
