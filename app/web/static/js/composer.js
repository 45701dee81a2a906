// Writing and sending a message, with or without a document.
export function composer(form, news) {
  if (!form) return;
  const text = form.querySelector("#text");
  const file = form.querySelector("#file");
  const attached = form.querySelector("#attached");
  const problem = form.querySelector("#composer-problem");
  const send = form.querySelector(".send");
  let busy = false;
  // What was said while another message was still on its way follows it.
  let more = false;

  const tell = (words) => {
    problem.textContent = words;
    problem.hidden = !words;
  };
  // What the server would not read is told before anything is sent.
  const readable = file.accept.split(",").filter((kind) => kind.startsWith("."));
  const showFile = () => {
    const name = file.files[0]?.name ?? "";
    const wrong = name !== "" && !readable.some((ending) => name.toLowerCase().endsWith(ending));
    if (wrong) file.value = "";
    if (name) tell(wrong ? `${name}: ${form.dataset.unreadable}` : "");
    attached.hidden = file.files.length === 0;
    attached.querySelector("span").textContent = file.files[0]?.name ?? "";
  };

  async function submit() {
    if (!text.value.trim() && file.files.length === 0) return;
    if (busy) {
      more = true;
      return;
    }
    busy = true;
    more = false;
    send.disabled = true;
    tell("");
    const waiting = document.querySelector("#sending");
    if (waiting) waiting.hidden = false;
    const echo = news?.echo(text.value.trim() || file.files[0].name);
    const body = new FormData(form);
    if (file.files.length === 0) body.delete("file");
    const said = text.value;
    text.value = "";
    try {
      const response = await fetch(form.action, { method: "POST", body, headers: { "X-CSRF-Token": form.dataset.csrf } });
      const conversation = response.headers.get("Batuta-Conversation");
      if (!response.ok || !conversation) throw new Error((await detail(response)) || form.dataset.failed);
      // The answer is written down already; this page reads it where it reads everything.
      await response.body?.cancel();
      file.value = "";
      showFile();
      if (news) await news.look();
      else location.assign(`${form.dataset.home}/c/${conversation}`);
    } catch (failure) {
      text.value = [said, text.value].filter(Boolean).join("\n");
      more = false;
      tell(failure instanceof TypeError ? form.dataset.failed : failure.message);
    } finally {
      echo?.remove();
      if (waiting && problem.textContent) waiting.hidden = true;
      busy = false;
      send.disabled = false;
      if (matchMedia("(min-width: 60rem)").matches) text.focus();
      if (more) submit();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches) {
      event.preventDefault();
      submit();
    }
  });
  file.addEventListener("change", showFile);
  form.querySelector("#detach").addEventListener("click", () => {
    file.value = "";
    showFile();
  });
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("drop");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("drop"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      showFile();
    }
  });
  text.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) {
      file.files = event.clipboardData.files;
      showFile();
    }
  });
  // What the page suggests is said as if it had been typed.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-say]");
    if (!button) return;
    text.value = button.dataset.say;
    document.querySelector("#tab-talk")?.click();
    submit();
  });
}

async function detail(response) {
  try {
    return (await response.json()).detail ?? "";
  } catch {
    return "";
  }
}
