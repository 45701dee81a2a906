// Tells what a person does on a page, naming things as people name them: by role and name, label, placeholder, text.
(() => {
  if (window.__batuta_listens) return;
  window.__batuta_listens = true;
  const words = (text) => (text || '').replace(/\s+/g, ' ').trim();
  const seen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
  const ROLES = {
    A: 'link', BUTTON: 'button', SUMMARY: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', H1: 'heading',
    H2: 'heading', H3: 'heading', IMG: 'img', TR: 'row', TD: 'cell', TH: 'columnheader', LI: 'listitem',
  };
  const INPUTS = {
    submit: 'button', button: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio',
    number: 'spinbutton', search: 'searchbox', text: 'textbox', email: 'textbox', tel: 'textbox', url: 'textbox',
  };
  const role = (node) =>
    node.getAttribute('role') ||
    (node.tagName === 'INPUT' ? INPUTS[node.type] : node.tagName === 'A' && !node.href ? null : ROLES[node.tagName]);
  const label = (node) => (node.labels && node.labels.length === 1 ? words(node.labels[0].textContent) : '');
  const named = (node) => {
    const by = (node.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id));
    const told = words(by.filter(Boolean).map((one) => one.textContent).join(' '));
    if (told) return told;
    if (node.getAttribute('aria-label')) return words(node.getAttribute('aria-label'));
    if (['submit', 'button', 'reset'].includes(node.type) && node.tagName === 'INPUT') return words(node.value);
    if (node.alt) return words(node.alt);
    if (node.labels) return label(node) || (node.tagName === 'BUTTON' ? words(node.innerText) : '');
    return words(node.innerText) || words(node.title);
  };
  const path = (node) => {
    if (node.id) return '#' + CSS.escape(node.id);
    const same = node.parentElement ? [...node.parentElement.children].filter((one) => one.tagName === node.tagName) : [];
    const own = node.tagName.toLowerCase() + (same.length > 1 ? `:nth-of-type(${same.indexOf(node) + 1})` : '');
    return node.parentElement && node.tagName !== 'BODY' ? `${path(node.parentElement)} > ${own}` : own;
  };
  const only = (node, tags, matches) => {
    const all = [...document.querySelectorAll(tags)].filter((one) => seen(one) && matches(one));
    return all.length === 1 && all[0] === node;
  };
  const selector = (node) => {
    const kind = role(node), name = named(node), own = label(node);
    if (own && only(node, 'input,select,textarea', (one) => label(one) === own)) return { label: own };
    if (kind && name && only(node, '*', (one) => role(one) === kind && named(one) === name)) return { role: kind, name };
    if (node.placeholder && only(node, '[placeholder]', (one) => one.placeholder === node.placeholder))
      return { placeholder: node.placeholder };
    const text = words(node.innerText);
    if (text && text.length < 80 && only(node, node.tagName, (one) => words(one.innerText) === text)) return { text };
    const test = node.getAttribute('data-testid');
    if (test && only(node, '[data-testid]', (one) => one.dataset.testid === test)) return { test_id: test };
    return { css: path(node) };
  };
  const forms = new Map();
  const form = (node) => {
    if (!node.form) return null;
    if (!forms.has(node.form)) forms.set(node.form, `${location.pathname}#${forms.size}`);
    return forms.get(node.form);
  };
  const tell = (what) => window.__batuta_saw && window.__batuta_saw({ ...what, path: location.pathname + location.search });
  const PRESSED = ['checkbox', 'radio', 'file', 'submit', 'button', 'reset', 'image'];
  const text = (node) => (node.tagName === 'INPUT' && !PRESSED.includes(node.type)) || node.tagName === 'TEXTAREA';
  addEventListener('change', (event) => {
    const node = event.target;
    if (!event.isTrusted || !(node instanceof HTMLElement)) return;
    const place = { selector: selector(node), form: form(node), name: named(node) };
    if (node.tagName === 'SELECT') tell({ ...place, kind: 'choose', value: words(node.selectedOptions[0].label) });
    else if (node.type === 'checkbox' || node.type === 'radio') tell({ ...place, kind: 'check', on: node.checked });
    else if (node.type === 'file') tell({ ...place, kind: 'upload', value: [...node.files].map((f) => f.name).join(', ') });
    // The value of a password field never leaves the page.
    else if (node.type === 'password') tell({ ...place, kind: 'fill', secret: true, value: '' });
    else if (text(node)) tell({ ...place, kind: 'fill', value: node.value });
  }, true);
  addEventListener('click', (event) => {
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    const node = event.target.closest('a[href],button,summary,input,[role=button],[role=link],[role=tab],[role=menuitem]');
    if (event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      tell({ kind: 'expect', selector: selector(event.target), name: words(event.target.innerText) });
      return;
    }
    if (!node || text(node) || ['checkbox', 'radio', 'file'].includes(node.type)) return;
    const link = node.tagName === 'A' && node.origin === location.origin && !node.target;
    tell({ kind: 'click', selector: selector(node), form: form(node), name: named(node), link });
  }, true);
  addEventListener('DOMContentLoaded', () => {
    if (window !== window.top) return;
    const notices = '[role=status],[role=alert],[class*=success],[class*=message] li,[class*=notice],[class*=aviso]';
    const notice = [...document.querySelectorAll(notices)].find((one) => seen(one) && words(one.innerText));
    const heading = [...document.querySelectorAll('h1')].reverse().find((one) => seen(one) && words(one.innerText));
    tell({ kind: 'page', notice: notice ? words(notice.innerText) : '', heading: heading ? selector(heading) : null });
  });
})();
