// Says that the server does not answer, and takes it back once it does. Where somebody had asked for something, it is not
// known whether that got through: this stays to be read until they click again.
export function connection(root) {
  const notice = root.querySelector("#connection");
  if (!notice) return { lost() {}, back() {} };
  let asked = false;
  let answering = true;

  const show = () => {
    const words = asked ? notice.dataset.asked : answering ? "" : notice.dataset.lost;
    if (notice.textContent !== words) notice.textContent = words;
    notice.hidden = !words;
  };
  const lost = () => {
    answering = false;
    show();
  };
  const back = () => {
    answering = true;
    show();
  };
  const unanswered = (event) => {
    if (event.target.closest?.("form, button")) asked = true;
    lost();
  };
  root.addEventListener("htmx:error", unanswered);
  root.addEventListener("htmx:response:error", (event) => {
    if (event.detail?.ctx?.response?.status >= 500) unanswered(event);
  });
  root.addEventListener("click", () => {
    if (!answering) return;
    asked = false;
    show();
  });
  return { lost, back };
}
