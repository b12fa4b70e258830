const $ = id => document.getElementById(id);
let acts = [], past = [], future = [], saved = true, open = null, beside = null, now = derive([]);

/* Elements hold text only, never markup. */
function el(tag, props = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key === "data") Object.assign(made.dataset, value);
    else if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...inside.flat().filter(x => x !== null && x !== undefined && x !== ""));
  return made;
}
const button = (text, onclick, props = {}) => el("button", {type: "button", textContent: text, onclick, ...props});
const bullets = (texts, className = "") => texts.length ? el("ul", {className}, texts.map(t => el("li", {}, t))) : null;
const small = text => el("p", {className: "small"}, text);
const speaks = codes => codes.map(x => D.languages[x]).join(", ") || "no language in common";
const say = text => { $("said").textContent = text; };
const chipOf = i => document.querySelector(`.chip[data-p="${i}"]`);
const within = (at, c) => D.led ? title(c) : members(at, c).length ? `the circle of ${listed(members(at, c).map(k => A[k].label))}` : "a new circle";

function chip(i) {
  const n = served(now.at, i), word = company(now.at, i).map(q => now.words.get(pairKey(i, q)) ?? known.get(pairKey(i, q))).find(Boolean);
  const state = now.at[i] !== start[i] ? "moved" : word?.kind === "keep" ? "kept" : "";
  const warned = company(now.at, i).flatMap(q => parts(i, q)).find(p => p.warns);
  return el("button", {type: "button", className: "chip", data: {p: i}, tabIndex: -1, "aria-pressed": String(open === i)},
    el("span", {className: "grip", "aria-hidden": "true"}, "⠿"), el("span", {className: "name"}, A[i].label),
    now.at[i] < 0 ? null : el("span", {className: "points " + strength(n)}, `${n} ${strength(n)}`),
    state ? el("span", {className: "state"}, state) : null, warned ? el("span", {className: "state"}, "⚠ " + warned.because) : null);
}
const chips = (people, beneath = () => null) => people.length ? el("ul", {className: "chips"}, people.map(i => el("li", {}, chip(i), beneath(i)))) : null;
const idle = new Map(D.unused), waits = new Map(D.waiting);
function card(c) {
  const people = members(now.at, c), wrong = conflicts(c, people, now), {seats} = cards[c], none = !people.length;
  const about = [D.led && F[c].where, none && !D.led ? "Move people here for a new circle" : speaks(none ? F[c].languages : shared(c, people, now)), seats ? `${people.length} of ${seats[1]} places` : "can take nobody"];
  return el("section", {className: none ? "card idle" : "card", data: {c}, "aria-label": title(c)}, el("p", {className: "verdict", hidden: true}), el("h3", {}, title(c)),
    small(about.filter(Boolean).join(" · ")), none && idle.has(c) ? small(idle.get(c)) : null, chips(people),
    apartAll(c, people).map(text => small("⚠ " + text)), wrong.length ? el("div", {className: "wrong"}, el("strong", {}, "⚠ Does not fit"), bullets(wrong)) : null);
}
function bestFor(i) {
  const may = D.led ? F.flatMap((_, j) => cards[j].seats && !bars(i, j, now).length ? [[points(i, j), j]] : []) : [];
  const best = may.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 3).map(([n, j]) => `${F[j].label} (${n})`);
  return best.length ? `Best: ${best.join(", ")}.` : "";
}
function render(focus = null) {
  const empty = c => D.led && !members(now.at, c).length, out = members(now.at, -1);
  const order = shown(now.at).sort((a, b) => empty(a) - empty(b) || (D.led ? F[a].label.localeCompare(F[b].label, "en") : 0) || a - b);
  $("cards").replaceChildren(...order.map(card));
  $("cards-title").textContent = `In ${D.words.match}s`;
  $("tray").replaceChildren(el("h2", {id: "tray-title"}, `Without a place: ${out.length}`), chips(out, i => small(`${start[i] < 0 ? waits.get(i) ?? "" : "Taken out here."} ${bestFor(i)}`)) ?? small("Everybody has a place."));
  for (const list of document.querySelectorAll(".chips")) list.querySelector(".chip").tabIndex = 0;
  const then = figures(now), was = figures({at: start}), tell = key => then[key] === was[key] ? then[key] : `${then[key]} (was ${was[key]})`;
  const byHand = D.led && [...known.values(), ...now.words.values()].some(w => w.kind === "keep") ? ", pairs kept by hand counted" : "";
  $("figures").textContent = `${tell("seated")} of ${A.length} ${D.words.people} have a place · worst served ${tell("worst")}${byHand} · total ${tell("total")} · open questions: ${D.questions}`;
  for (const [id, off] of [["undo", !past.length], ["redo", !future.length], ["save", !now.words.size], ["copy", !now.words.size]]) $(id).disabled = off;
  showDecisions();
  showPanel();
  sift();
  if (focus !== null) chipOf(focus)?.focus();
  document.documentElement.style.setProperty("--head", `${document.querySelector("header").offsetHeight}px`);
}

/* What was done is a list: undo and redo go back and forth in it, and anything in it can be taken back. */
const act = (label, places, words = []) => ({label, places, words, why: "", override: [], until: ""});
function become(list, told, focus = null) {
  [acts, now, saved] = [list, derive(list), false];
  say(told + ".");
  render(focus);
}
function change(label, list, focus = null) {
  past.push([acts, label]);
  future = [];
  become(list, label, focus);
}
function step(from, to, word) {
  if (!from.length) return;
  const [list, label] = from.pop();
  to.push([acts, label]);
  become(list, `${word}: ${label}`);
}
const undo = () => step(past, future, "Undone"), redo = () => step(future, past, "Done again");
function showDecisions() {
  const row = (text, label, list) => el("li", {}, text + " ", button("Take back", () => { change(label, list()); $("undo").focus(); }, {"aria-label": `Take back: ${text}`}));
  const rules = a => a.override.length ? ` Against the rule: ${listed(a.override.map(r => D.rules[r]))}${a.until ? ` until ${a.until}` : ""}.` : "";
  const mine = acts.map(a => row(`${a.label}.${a.why ? ` Why: ${a.why}.` : ""}${rules(a)}`, `Taken back: ${a.label}`, () => acts.filter(x => x !== a)));
  const old = D.decisions.filter(d => !now.words.has(pairKey(d.one, d.other))).map(d => {
    const pair = `${A[d.one].label} and ${F[d.other].label}`, free = act(`Free ${pair}`, [], [{one: d.one, other: d.other, kind: "free"}]);
    return row(`Decided before: ${d.kind} ${pair}.${d.why ? ` Why: ${d.why}.` : ""}${rules(d)}`, free.label, () => [...acts, free]);
  });
  $("decisions").replaceChildren(el("h2", {id: "decisions-title"}, "Decisions"), mine.length + old.length ? el("ul", {}, mine, old) : small("None yet."));
}

/* The panel: somebody, why they are here, and every other place. */
const words = a => el("div", {}, el("h4", {}, a.label), a.where ? small(a.where) : null, a.words.length ? a.words.map(([asked, text]) => [small(asked), el("p", {className: "own"}, text)]).flat() : small("Nothing in their own words that others may read."));
function withOther(i, q) {
  const other = F[q], together = company(now.at, i).includes(q), mine = parts(i, q), price = D.prices[`${A[i].id} ${other.id}`], why = D.reasons[`${i} ${q}`];
  return [el("h3", {}, `With ${other.label}`), together && why ? el("p", {}, why) : null, bullets(bars(i, q, now).map(([, text]) => text), "wrong"),
    price ? el("p", {}, "Exact, if these two were put together: " + price) : null,
    el("table", {}, el("caption", {}, `Points: ${sum(mine.map(p => p.points))}`), el("tbody", {}, mine.map(p => el("tr", {}, el("th", {scope: "row"}, p.name),
      el("td", {}, el("meter", {max: p.most, value: p.points, "aria-label": p.name}), ` ${p.points} of ${p.most}`), el("td", {}, p.because || (p.points ? "not known of both: no merit, no fault" : "not answered by both")))))),
    el("div", {className: "two"}, words(A[i]), words(other)),
    together ? [button("Keep together…", () => ask("keep", i, q)), " ", button("Never these two…", () => ask("forbid", i, q))] : null].flat();
}
function showPanel() {
  const i = open, c = now.at[i], here = i === null ? [] : company(now.at, i), q = beside ?? here[0] ?? null;
  $("panel").hidden = i === null;
  if (i === null) return;
  const rows = shown(now.at).flatMap(k => k !== c ? [{k, n: points(i, k, members(now.at, k)), v: verdict(i, k, now)}] : []);
  rows.sort((a, b) => b.n - a.n || a.k - b.k);
  const named = {free: "free", full: "full, a swap is possible", clash: "does not fit the others", barred: "barred"};
  const row = ({k, n, v}) => el("li", {}, D.led ? button(F[k].label, () => { beside = k; showPanel(); $("panel").focus(); }, {"aria-label": `Compare with ${F[k].label}`}) : el("strong", {}, within(now.at, k)), ` ${n} ${strength(n)} · ${named[v.kind]}`,
    v.kind === "free" || v.kind === "full" ? null : bullets(v.why), el("div", {className: "tools"}, cards[k].seats ? button("Move here…", () => ask("move", i, k), {"aria-label": `Move ${A[i].label} to ${within(now.at, k)}`}) : null,
      v.kind !== "barred" && members(now.at, k).length >= cards[k].seats[1] ? members(now.at, k).map(p => button(`Swap with ${A[p].label}…`, () => ask("swap", i, p))) : null));
  const [may, barred] = [false, true].map(no => rows.filter(({v}) => (v.kind === "barred") === no).map(row));
  $("panel").replaceChildren(button("Close", closePanel), el("h2", {}, A[i].label), small([A[i].where, speaks(A[i].languages)].filter(Boolean).join(" · ")),
    ...(here.length > 1 ? [el("div", {className: "tools"}, here.map(k => button(F[k].label, () => { beside = k; showPanel(); }, {"aria-label": `Compare with ${F[k].label}`})))] : []),
    ...(q === null ? [] : withOther(i, q)).filter(Boolean), el("h3", {}, D.led ? "Every other mentor" : "Every other circle"), el("ol", {className: "others"}, may),
    ...(barred.length ? [el("details", {className: "others"}, el("summary", {}, `Barred: ${barred.length}`), el("ol", {}, barred))] : []));
}
function openPanel(i) {
  [open, beside] = [i, null];
  render(i);
  if (matchMedia("(max-width: 60rem)").matches) $("panel").scrollIntoView();  // it stands above the cards there
}
function closePanel() { const i = open; open = null; render(i); }

/* The question before anything counts. */
function dialog(heading, focus, ...inside) {
  const box = $("ask");
  box.replaceChildren(el("h2", {id: "ask-title"}, heading), ...inside.flat().filter(Boolean));
  box.onclose = () => (typeof focus === "number" ? chipOf(focus) : $(focus))?.focus();
  box.showModal();
}
const cancel = (text = "Cancel") => button(text, () => $("ask").close());
function planned(kind, i, target) {
  const pair = `${A[i].label} and ${F[target]?.label}`, word = {one: i, other: target, kind};
  if (kind === "move") return act(`Move ${A[i].label} to ${within(now.at, target)}`, [[i, target]]);
  if (kind === "swap") return act(`Swap ${A[i].label} and ${A[target].label}`, [[i, now.at[target]], [target, now.at[i]]]);
  const leaves = kind === "forbid" && company(now.at, i).includes(target);
  return act(`${kind[0].toUpperCase()}${kind.slice(1)} ${pair}`, leaves ? [[i, -1]] : [], [word]);
}
function ask(kind, i, target) {
  const plan = planned(kind, i, target), then = derive([...acts, plan]), before = figures(now), after = figures(then);
  const touched = [...new Set(plan.places.flatMap(([p, c]) => [now.at[p], c]))].filter(c => c >= 0);
  const broken = touched.flatMap(c => conflicts(c, members(then.at, c), then).map(t => `${title(c)}: ${t}`));
  const emptied = touched.filter(c => members(now.at, c).length && !members(then.at, c).length).map(c => `${title(c)} would have nobody.`);
  const apart = touched.flatMap(c => apartAll(c, members(then.at, c)).map(t => `⚠ ${title(c)}: ${t}`));
  const keeps = [...then.words.values()].filter(w => w.kind === "keep" && w.moved && now.words.get(pairKey(w.one, w.other))?.kind !== "keep");
  const rules = [...new Set(keeps.flatMap(w => bars(w.one, w.other, then).map(([rule]) => rule)))], never = rules.some(r => !D.rules[r] || r === "same_person");
  const tell = (at, p) => at[p] < 0 ? "no place" : `${served(at, p)} points`;
  const why = el("input", {type: "text", maxLength: 500, id: "why"}), until = el("input", {type: "date"});
  const boxes = never ? [] : rules.map(rule => el("input", {type: "checkbox", value: rule}));
  const note = el("p", {className: "wrong", role: "alert"});
  const done = () => {
    const override = boxes.filter(b => b.checked).map(b => b.value), reason = why.value.trim();
    if (override.length < rules.length) { note.textContent = "A rule forbids this. Tick what may be broken, and give a reason."; return; }
    if (rules.length && !reason) { note.textContent = "What breaks a rule needs its reason."; why.focus(); return; }
    $("ask").close();
    change(plan.label, [...acts, {...plan, why: reason, override, until: rules.length ? until.value : ""}], i);
  };
  why.onkeydown = e => { if (e.key === "Enter") { e.preventDefault(); done(); } };
  dialog(plan.label + "?", i, bullets(plan.places.map(([p]) => `${A[p].label}: ${tell(now.at, p)} → ${tell(then.at, p)}`)),
    plan.places.length ? small(`Places ${before.seated} → ${after.seated}, worst served ${before.worst} → ${after.worst}, total ${before.total} → ${after.total}.`) : null,
    broken.length ? el("div", {className: "wrong"}, el("strong", {}, "⚠ What it breaks"), bullets(broken)) : plan.places.length ? el("p", {}, "It breaks no rule that is judged here.") : null, bullets([...emptied, ...apart]),
    D.later.length && plan.places.length ? small(`Judged when it is read back: ${D.later.join(" ")}`) : null,
    never ? el("p", {className: "wrong"}, "This cannot be overridden here: take the decision back, or see mentorcli explain.") : el("label", {}, "Reason ", why),
    boxes.map(b => el("label", {}, b, ` Break the rule “${D.rules[b.value]}” here`)), boxes.length ? el("label", {}, "Until (empty: as the programme says) ", until) : null, note,
    el("div", {className: "tools"}, never ? null : button(kind[0].toUpperCase() + kind.slice(1), done, {id: "do"}), cancel()));
}
function takeOut(i) {
  const here = company(now.at, i), q = here.find(k => known.get(pairKey(i, k))?.kind === "keep" && !now.words.has(pairKey(i, k)));
  if (q === undefined) { if (here.length) ask("forbid", i, here[0]); return; }
  const then = kind => () => { $("ask").close(); ask(kind, i, q); };
  dialog(`${A[i].label} is kept with ${F[q].label}`, i, el("div", {className: "tools"}, button("Free: the next plan decides…", then("free")), button("Forbid…", then("forbid")), cancel()));
}

/* Saving: ids, never names. */
function asText() {
  const decisions = [...now.words.values()].map(({kind, one, other, why, override, until}) => ({kind, mentee: A[one].id, mentor: F[other].id, why, ...(override.length ? {override, ...(until ? {until} : {})} : {})}));
  return JSON.stringify({mentorcli: "board-decisions", schema_version: 1, cohort: D.cohort, plan: D.plan, decisions}, null, 1);
}
function save() {
  const url = URL.createObjectURL(new Blob([asText()], {type: "application/json"}));
  el("a", {href: url, download: `board-decisions-${D.cohort}.json`}).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  saved = true;
  say("Saved where your browser puts downloads. Then: mentorcli read and that file.");
}
function copy() {
  const area = el("textarea", {readOnly: true, value: asText(), rows: 10, "aria-label": "Decisions as text"});
  dialog("Copy as text", "copy", el("p", {}, "Paste it into: mentorcli read -"), area, cancel("Close"));
  area.select();
  navigator.clipboard?.writeText(area.value).then(() => { saved = true; say("Copied."); }, () => say("Copy the text that is selected."));
}
function help() {
  const keys = {"/": "search", "Arrow keys": "from person to person", "Enter": "open a person: every move is there", "Delete": "out of the place: forbid or free", "Esc": "close, or stop dragging", "Ctrl+Z, Ctrl+Y": "undo, redo", "Ctrl+S": "save the decisions"};
  dialog("Keys", "help", el("dl", {}, Object.entries(keys).flatMap(([k, t]) => [el("dt", {}, k), el("dd", {}, t)])), cancel("Close"));
}

/* Searching and filters hide cards, and dim whom they are not about. */
const plain = t => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function sift() {
  const sought = plain($("search").value.trim()), kind = $("filter").value, code = $("language").value;
  const named = a => plain(`${a.label} ${a.where}`).includes(sought);
  const placed = now.at.flatMap((c, i) => c < 0 ? [] : [served(now.at, i)]).sort((a, b) => a - b), weak = placed[Math.floor(placed.length / 10)];
  const decided = i => [...now.words.values(), ...D.decisions].some(w => w.one === i || (!D.led && w.other === i));
  const kinds = {"": () => true, conflict: i => now.at[i] >= 0 && conflicts(now.at[i], members(now.at, now.at[i]), now).length, weak: i => now.at[i] >= 0 && served(now.at, i) <= weak, unplaced: i => now.at[i] < 0, decided};
  const speakers = c => c < 0 ? [...new Set(members(now.at, c).flatMap(i => A[i].languages))] : members(now.at, c).length ? shared(c, members(now.at, c), now) : D.led ? F[c].languages : [];
  for (const box of document.querySelectorAll(".card, #tray")) {
    const c = Number(box.dataset.c ?? -1), mentor = c >= 0 && D.led && sought && named(F[c]), people = [...box.querySelectorAll(".chip")];
    const meant = people.filter(p => kinds[kind](Number(p.dataset.p)) && (!sought || mentor || named(A[p.dataset.p])));
    for (const p of people) p.classList.toggle("dim", !meant.includes(p));
    box.hidden = (kind || sought ? !meant.length && !(mentor && !kind) : false) || (code !== "" && !speakers(c).includes(code));
  }
}

/* Dragging by pointer events: HTML's own drag loses drops. */
let drag = null, eaten = false;
const chipAt = e => e.target.closest?.(".chip");
function under(e) {
  const hit = document.elementFromPoint(e.clientX, e.clientY), person = hit?.closest(".chip"), box = hit?.closest(".card, #tray");
  return {person: person ? Number(person.dataset.p) : null, c: box ? Number(box.dataset.c ?? -1) : null};
}
function lift() {
  drag.ghost = el("div", {className: "ghost", "aria-hidden": "true"}, A[drag.i].label);
  document.body.append(drag.ghost);
  for (const box of document.querySelectorAll(".card")) {
    const c = Number(box.dataset.c), {kind} = verdict(drag.i, c, now), label = box.querySelector(".verdict");
    if (c === now.at[drag.i]) continue;
    box.classList.add("to-" + kind);
    label.textContent = {free: "✓ free", full: "⇄ full", clash: "⚠ does not fit", barred: "✕ barred"}[kind];
    label.hidden = false;
  }
}
function letGo() {
  drag?.ghost?.remove();
  $("hint").hidden = true;
  for (const box of document.querySelectorAll(".card")) {
    box.classList.remove("to-free", "to-full", "to-barred", "to-clash");
    box.querySelector(".verdict").hidden = true;
  }
  drag = null;
}
document.addEventListener("pointerdown", e => {
  const one = chipAt(e), byTouch = e.pointerType === "touch" && !e.target.closest(".grip");
  if (one && !e.button && !byTouch) drag = {i: Number(one.dataset.p), x: e.clientX, y: e.clientY, id: e.pointerId};
});
document.addEventListener("pointermove", e => {
  if (!drag || e.pointerId !== drag.id || (!drag.ghost && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < 6)) return;
  if (!drag.ghost) lift();
  Object.assign(drag.ghost.style, {left: `${e.clientX + 12}px`, top: `${e.clientY + 12}px`});
  scrollBy(0, e.clientY < 60 ? -18 : e.clientY > innerHeight - 60 ? 18 : 0);
  const {c, person} = under(e), hint = $("hint");
  hint.hidden = c === null || c === now.at[drag.i];
  if (!hint.hidden) hint.textContent = c < 0 ? "Out of the place" : person !== null ? `Swap with ${A[person].label}` : verdict(drag.i, c, now).why.join(" ");
});
document.addEventListener("pointerup", e => {
  const {i, ghost} = drag ?? {}, {c, person} = under(e);
  letGo();
  if (!ghost) return;
  eaten = true;  // the click that follows a drag is none
  setTimeout(() => { eaten = false; }, 0);
  if (c === null || c === now.at[i]) return;
  if (c < 0) takeOut(i);
  else if (person !== null) ask("swap", i, person);
  else ask("move", i, c);
});
document.addEventListener("pointercancel", letGo);
window.addEventListener("blur", letGo);
document.addEventListener("click", e => {
  if (eaten) { eaten = false; e.preventDefault(); e.stopPropagation(); return; }
  if (chipAt(e)) openPanel(Number(chipAt(e).dataset.p));
}, true);
document.addEventListener("keydown", e => {
  const one = chipAt(e), command = e.ctrlKey || e.metaKey, key = e.key.toLowerCase();
  if ($("ask").open) return;
  if (e.key === "Escape") { if (drag) letGo(); else if (open !== null) closePanel(); return; }
  if (command && key === "s") { e.preventDefault(); if (now.words.size) save(); return; }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || e.altKey) return;
  if (command) { if (key === "y" || (key === "z" && e.shiftKey)) redo(); else if (key === "z") undo(); return; }
  if (key === "/") { e.preventDefault(); $("search").focus(); }
  if (key === "?") help();
  if (!one) return;
  if (e.key === "Delete") takeOut(Number(one.dataset.p));
  if (e.key === "Enter" || e.key === " ") { e.preventDefault(); openPanel(Number(one.dataset.p)); $("panel").focus(); }
  const way = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[e.key], every = [...document.querySelectorAll(".chip")].filter(x => x.offsetParent), next = way && every[every.indexOf(one) + way];
  if (way) e.preventDefault();
  if (!next) return;
  for (const p of next.closest(".chips").querySelectorAll(".chip")) p.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
window.addEventListener("beforeunload", e => { if (!saved && now.words.size) e.preventDefault(); });
for (const [id, does] of Object.entries({undo, redo, save, copy, help})) $(id).onclick = does;
for (const id of ["search", "filter", "language"]) $(id).addEventListener("input", sift);
$("language").append(...Object.entries(D.languages).sort((a, b) => a[1].localeCompare(b[1], "en")).map(([value, name]) => el("option", {value}, name)));
$("local").textContent = ["Numbers here are local: mentorcli read solves exactly, and may move others.", ...(D.leftOut.length ? ["Points here leave out what rests on answers for statistics:", ...D.leftOut] : []), ...(D.later.length ? ["Judged when it is read back:", ...D.later] : [])].join(" ");
render();
