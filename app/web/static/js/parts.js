// Small manners of the page: quotes that light up, tabs on a phone, forms that are not taken from under one's fingers.
export function parts(root) {
  light(root);
  tabs(root);
  keep(root);
  lead(root);
  leaveOpen(root);
  fill(root);
  told(root);
  // On a telephone the navigation is wider than the screen.
  root.querySelector(".nav-item[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
}

// A value and the words it was read from belong together; whoever points at one sees the other.
function light(root) {
  const toggle = (event, on) => {
    const value = event.target.closest?.("[data-fact]");
    const quote = event.target.closest?.("[data-facts]");
    const facts = value ? [value.dataset.fact] : quote ? quote.dataset.facts.split(" ") : [];
    for (const fact of facts) {
      for (const mark of root.querySelectorAll(`[data-facts~="${fact}"]`)) mark.classList.toggle("lit", on);
      if (quote) root.querySelector(`[data-fact="${fact}"]`)?.classList.toggle("lit", on);
    }
    if (on && value) {
      const box = root.querySelector(".original");
      const mark = root.querySelector(`[data-facts~="${value.dataset.fact}"]`);
      if (box && mark) box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight / 3;
    }
  };
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    root.addEventListener(kind, (event) => toggle(event, on));
  }
}

function show(campaign) {
  document.body.classList.toggle("show-campaign", campaign);
  document.querySelector("#tab-campaign")?.setAttribute("aria-selected", String(campaign));
  document.querySelector("#tab-talk")?.setAttribute("aria-selected", String(!campaign));
}

function tabs(root) {
  const both = [...root.querySelectorAll(".tabs [role=tab]")];
  if (both.length === 0) return;
  for (const tab of both) {
    tab.addEventListener("click", () => show(tab.id === "tab-campaign"));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = both.find((one) => one !== tab);
      other.click();
      other.focus();
    });
  }
  show(location.hash.length > 1);
}

// While somebody fills in a form, fresh news leave it alone.
function keep(root) {
  root.addEventListener("input", (event) => {
    event.target.closest("form[data-keep]")?.setAttribute("hx-morph-skip", "");
  });
  root.addEventListener("submit", (event) => event.target.removeAttribute?.("hx-morph-skip"));
}

// What somebody opened or closed stays so when fresh news arrive; what the server shows differently has another id.
function leaveOpen(root) {
  const touched = new WeakSet();
  root.addEventListener("click", (event) => {
    const details = event.target.closest("summary")?.parentElement;
    if (details) touched.add(details);
  });
  window.htmx?.registerExtension("leave-open", {
    htmx_before_morph_attr: (element, { attrName }) => !(attrName === "open" && touched.has(element)),
  });
}

// Links from the conversation into the campaign, also where it lies behind a tab.
function lead(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-part]");
    if (!link) return;
    const target = document.getElementById(link.dataset.part);
    event.preventDefault();
    show(true);
    (target ?? document.querySelector("#campaign"))?.scrollIntoView({ block: "start" });
    if (target?.tabIndex === -1) target.focus({ preventScroll: true });
  });
}

// What became of an answer, or why it was refused, is told at the top of the campaign; whoever answered further down is
// taken there, and so is the keyboard.
function told(root) {
  // A form that was answered is often gone once the answer is shown.
  const asked = new WeakMap();
  root.addEventListener("htmx:before:swap", ({ detail }) => {
    const form = detail?.ctx?.sourceElement;
    if (form?.matches?.("form[action]")) asked.set(detail.ctx, form.getAttribute("action"));
  });
  root.addEventListener("htmx:after:swap", ({ detail }) => {
    const action = asked.get(detail?.ctx);
    if (!action) return;
    const problem = root.querySelector("#panel-problem");
    const answered = /\/(gates|changes)\b/.test(action);
    const place = problem ?? (answered ? root.querySelector("#campaign-name") : null);
    if (!place) return;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  });
}

// What help offers goes into the field it is for, as if it had been typed, and can be taken back step by step; the brand's
// rules are then looked at again.
function fill(root) {
  const earlier = new WeakMap();
  const fieldOf = (button, path) => button.closest("form")?.elements.namedItem(`edit:${path}`);
  const put = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const undo = field.closest(".edit-part")?.querySelector("[data-undo]");
    if (undo) undo.hidden = !earlier.get(field)?.length;
  };
  const keepAndPut = (field, text) => {
    earlier.set(field, [...(earlier.get(field) ?? []), field.value]);
    put(field, text);
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill], [data-fill-all], [data-undo]");
    if (!button) return;
    let field = null;
    if (button.matches("[data-fill-all]")) {
      for (const one of button.querySelectorAll("[data-mends]")) {
        const mended = fieldOf(button, one.dataset.mends);
        if (mended) keepAndPut(mended, one.dataset.text);
        field = mended ?? field;
      }
    } else if (button.matches("[data-undo]")) {
      field = fieldOf(button, button.dataset.undo);
      if (field) put(field, earlier.get(field)?.pop() ?? field.value);
    } else {
      field = fieldOf(button, button.dataset.fill);
      if (field) keepAndPut(field, button.dataset.text);
    }
    if (!field) return;
    field.focus();
    field.closest(".edit")?.querySelector("[data-brand-again]")?.click();
  });
}
