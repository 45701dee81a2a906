// Seats of this browser: names that may be said aloud. What proves who sits there is a cookie no script can read.
const KEY = "batuta-seats";

function seats() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => /^[0-9a-f]+$/.test(one?.seat) && typeof one?.name === "string") : [];
  } catch {
    return [];
  }
}

export function rememberSeat(side) {
  if (!side?.dataset.seat) return;
  const { seat, user: name } = side.dataset;
  const others = seats().filter((one) => one.seat !== seat && one.name !== name);
  try {
    localStorage.setItem(KEY, JSON.stringify([{ seat, name }, ...others].slice(0, 5)));
  } catch {
    // A browser that keeps nothing only loses the shortcut on the sign-in page.
  }
}

// A seat may be over by now; then its address leads back to signing in.
export function offerSeats(list) {
  if (!list) return;
  for (const { seat, name } of seats()) {
    const link = document.createElement("a");
    link.className = "button";
    link.href = `/s/${seat}/`;
    link.textContent = `${list.dataset.label} ${name}`;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  list.hidden = list.childElementCount === 0;
}
