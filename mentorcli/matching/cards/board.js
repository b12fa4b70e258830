"use strict";
(() => {
// Everything said here of a pair was written by mentorcli: the page looks it up, adds points and intersects languages.
const $ = id => document.getElementById(id);
const D = JSON.parse($("data").textContent);
const A = D.asks, F = D.led ? D.finds : D.asks, [BY_HAND, FORBIDDEN] = D.byHand;
const SIGNS = Array.from({length: 94}, (_, k) => String.fromCharCode(k + 33)).filter(c => !"\"\\<>&'".includes(c)).join("");

function look(table, n) {
  let at = 0;
  for (let k = n * table.width; k < (n + 1) * table.width; k++) at = at * SIGNS.length + SIGNS.indexOf(table.codes[k]);
  return table.table[at];
}
const told = (text, one, other) => text.split("\ufdd0").join(one.name).split("\ufdd1").join(other.name).split("\ufdd2").join(one.first);
const parts = (i, j) => D.parts.map((table, c) => {
  const [points, because, warn] = look(table, i * F.length + j);
  return {name: D.criteria[c][0], most: D.criteria[c][1], points, because: told(because, A[i], F[j]), warn};
});
const objections = (table, n, one, other) => look(table, n).map(([rule, text]) => [rule, told(text, one, other)]);
function mates(one, other) {
  const [i, k] = one < other ? [one, other] : [other, one];
  return objections(D.mates, i * (2 * A.length - i - 1) / 2 + k - i - 1, A[i], A[k]);
}
const forbids = (i, j) => D.led ? objections(D.pairs, i * F.length + j, A[i], F[j]) : mates(i, j);
const sum = numbers => numbers.reduce((a, b) => a + b, 0);
const pairKey = (i, j) => D.led || i < j ? `${i} ${j}` : `${j} ${i}`;
const listed = names => names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + " and " + names.at(-1);

// The cards, and where everybody is in the plan: a card's place, or -1 for the tray.
const cards = D.led ? F.map((m, j) => ({mentor: j, seats: m.seats})) : D.matches.map(() => ({mentor: -1, seats: D.size}));
const start = A.map(() => -1);
D.matches.forEach((m, n) => m.members.forEach(i => { start[i] = D.led ? m.mentor : n; }));
const known = new Map(D.decisions.map(d => [pairKey(d.one, d.other), d]));
const members = (at, c) => at.flatMap((x, i) => x === c ? [i] : []);
const company = (at, i) => at[i] < 0 ? [] : D.led ? [at[i]] : members(at, at[i]).filter(k => k !== i);
const cardName = (at, c) => D.led ? F[c].name : `the circle of ${listed(members(at, c).map(k => A[k].name)) || "nobody"}`;

/* What was done here, as a list that undo cuts and redo restores; places and decisions follow from it. */
let acts = [], past = [], future = [], saved = true, open = null, beside = null;
let now = derive(acts);

function derive(list) {
  const at = start.slice(), last = new Map(), words = new Map();
  list.forEach(act => act.places.forEach(([p, c]) => { at[p] = c; last.set(p, act); }));
  for (const [p, act] of last) {
    if (at[p] === start[p]) continue;
    const say = (q, kind) => {
      const override = kind === "keep" ? act.override.filter(rule => forbids(p, q).some(([key]) => key === rule)) : [];
      words.set(pairKey(p, q), {one: p, other: q, kind, why: act.why, override, until: act.until, moved: true});
    };
    company(start, p).filter(q => D.led || at[q] !== at[p]).forEach(q => say(q, "forbid"));
    const there = company(at, p), stayed = there.filter(q => D.led || start[q] === at[p]);
    if (there.length) say((stayed.length ? stayed : there)[0], "keep");
  }
  list.forEach(act => act.words.forEach(w => words.set(pairKey(w.one, w.other), {...w, why: act.why, override: [], until: ""})));
  return {at, words};
}
function bars(found, i, j, state) {
  const word = state.words.get(pairKey(i, j)), old = known.get(pairKey(i, j));
  const excused = word?.kind === "keep" ? word.override : [];
  const kept = found.filter(([rule]) => rule === BY_HAND ? !word || word.kind === "forbid" : !excused.includes(rule));
  const forbidden = word?.kind === "forbid" && !word.moved && old?.kind !== "forbid";
  return forbidden ? [...kept, [BY_HAND, FORBIDDEN]] : kept;
}
const pairBars = (i, j, state) => D.led ? bars(forbids(i, j), i, j, state) : [];
const mateBars = (i, k, state) => D.led ? mates(i, k) : bars(mates(i, k), i, k, state);
const excusedLanguage = (i, q, state) => {
  const word = state.words.get(pairKey(i, q)), old = !!known.get(pairKey(i, q))?.language;
  return word ? word.kind === "keep" && (old || word.override.includes(D.language)) : old;
};
function shared(c, people, state) {
  const mentor = D.led ? [F[c].languages] : [];
  const asked = D.led ? people.filter(i => !excusedLanguage(i, c, state)) : people;
  const lists = [...mentor, ...asked.map(i => A[i].languages)];
  return lists.length ? lists.reduce((a, b) => a.filter(x => b.includes(x))) : [];
}
function noLanguage(c, people, state) {
  if (!D.language || !D.meet || people.length < (D.led ? 1 : 2)) return false;
  if (!D.led && people.some(i => people.some(k => i < k && excusedLanguage(i, k, state)))) return false;
  return !shared(c, people, state).length;
}
/** What does not fit in a card with these people: sentences. */
function conflicts(c, people, state) {
  const said = [], {seats} = cards[c], size = people.length;
  people.forEach((i, n) => {
    if (D.led) said.push(...pairBars(i, c, state).map(([, text]) => text));
    people.slice(n + 1).forEach(k => said.push(...mateBars(i, k, state).map(([, text]) => text)));
  });
  if (noLanguage(c, people, state)) said.push("No language that all of them share.");
  if (size && !seats) said.push("This mentor can take nobody here.");
  else if (size && size < seats[0]) said.push(`${size} here, and ${seats[0]} is the fewest.`);
  else if (size > seats?.[1]) said.push(`${size} here, and ${seats[1]} is the most.`);
  return [...new Set(said)];
}
function points(i, c, people) {
  if (D.led) return sum(parts(i, c).map(p => p.points));
  const mine = people.filter(k => k !== i).map(k => parts(i, k));
  return mine.length ? sum(D.criteria.map((_, n) => Math.floor(sum(mine.map(p => p[n].points)) / mine.length))) : 0;
}
const most = sum(D.criteria.map(c => c[1])) || 1;
const strength = n => n >= 0.6 * most ? "strong" : n >= 0.3 * most ? "fair" : "weak";
function figures(state) {
  const each = state.at.flatMap((c, i) => c < 0 ? [] : [points(i, c, members(state.at, c))]);
  return {seated: each.length, worst: each.length ? Math.min(...each) : 0, total: sum(each)};
}
/** What stands in the way of one person in a card, as it is now: a word for the state, and why. */
function verdict(i, c, state) {
  const there = members(state.at, c).filter(k => k !== i), {seats} = cards[c];
  const barred = D.led ? pairBars(i, c, state).map(([, text]) => text) : [];
  if (barred.length) return {kind: "barred", why: barred};
  if (!seats) return {kind: "barred", why: ["This mentor can take nobody here."]};
  const clash = there.flatMap(k => mateBars(i, k, state).map(([, text]) => text));
  if (noLanguage(c, [...there, i], state)) clash.push("No language that all of them share.");
  if (clash.length) return {kind: "clash", why: clash};
  return there.length >= seats[1] ? {kind: "full", why: ["Full: drop on a person to swap."]} : {kind: "free", why: ["Free."]};
}

/* Making elements: text only, never markup. */
function el(tag, props = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key === "on") Object.entries(value).forEach(([name, act]) => made.addEventListener(name, act));
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...inside.filter(x => x !== null && x !== undefined));
  return made;
}
const button = (text, act, props = {}) => el("button", {type: "button", textContent: text, on: {click: act}, ...props});
const bullets = (texts, props = {}) => texts.length ? el("ul", props, ...texts.map(t => el("li", {}, t))) : null;
const speaks = codes => codes.map(x => D.languages[x]).join(", ") || "no language";
const say = text => { $("said").textContent = text; };

function decidedOf(i, c) {
  const told = company(now.at, i).map(q => pairKey(i, q)), word = told.map(k => now.words.get(k) ?? known.get(k)).find(Boolean);
  return now.at[i] !== start[i] ? "moved" : word?.kind === "keep" ? "kept" : "";
}
function chip(i, c, people) {
  const n = c < 0 ? null : points(i, c, people), state = decidedOf(i, c);
  const bits = n === null ? [] : [el("span", {className: "points " + strength(n)}, `${n} ${strength(n)}`)];
  if (state) bits.push(el("span", {className: "state"}, state));
  const warned = c >= 0 && (D.led ? parts(i, c) : company(now.at, i).flatMap(k => parts(i, k))).filter(p => p.warn);
  if (warned.length) bits.push(el("span", {className: "state"}, "⚠ " + warned[0].because));
  return el("button", {type: "button", className: "chip", data: {p: i}, tabIndex: -1, "aria-pressed": String(open === i)},
    el("span", {className: "grip", "aria-hidden": "true"}, "⠿"), el("span", {className: "name"}, A[i].name), ...bits);
}
function card(c) {
  const people = members(now.at, c), wrong = conflicts(c, people, now), seats = cards[c].seats;
  const title = D.led ? F[c].name : `Circle ${c + 1}`;
  const languages = shared(c, people, now), places = seats ? `${people.length} of ${seats[1]}` : "takes nobody";
  const about = `${people.length ? speaks(languages) : D.led ? speaks(F[c].languages) : ""} · ${places}`;
  const box = el("section", {className: "card", data: {c}, "aria-label": title}, el("h3", {}, title), el("p", {className: "small"}, about),
    people.length ? el("ul", {className: "chips"}, ...people.map(i => el("li", {}, chip(i, c, people)))) : null,
    wrong.length ? el("div", {className: "wrong"}, el("strong", {}, "⚠ Does not fit"), bullets(wrong)) : null,
    el("p", {className: "verdict", hidden: true}));
  box.classList.toggle("idle", !people.length);
  return box;
}
function render(focus = null) {
  const order = cards.map((_, c) => c).sort((a, b) => D.led ? !members(now.at, a).length - !members(now.at, b).length || F[a].name.localeCompare(F[b].name, "en") || a - b : a - b);
  $("cards").replaceChildren(...order.map(card));
  const out = members(now.at, -1), why = new Map(D.waiting);
  $("tray").replaceChildren(el("h2", {id: "tray-title"}, `Without a place: ${out.length}`), out.length
    ? el("ul", {className: "chips"}, ...out.map(i => el("li", {}, chip(i, -1, []), el("span", {className: "small"}, ` ${start[i] < 0 ? why.get(i) ?? "" : "Taken out here."} ${bestOf(i)}`))))
    : el("p", {className: "small"}, "Everybody has a place."));
  for (const list of document.querySelectorAll(".chips")) list.querySelector(".chip").tabIndex = 0;
  const then = figures(now), was = figures({at: start, words: new Map()});
  const change = key => then[key] === was[key] ? "" : ` (was ${was[key]})`;
  $("figures").textContent = `${then.seated}${change("seated")} of ${A.length} ${D.words.people} have a place · worst served ${then.worst}${change("worst")} · total ${then.total}${change("total")} · open questions: ${D.questions}`;
  showDecisions();
  showPanel();
  sift();
  for (const [id, off] of [["undo", !past.length], ["redo", !future.length], ["save", !now.words.size], ["copy", !now.words.size]]) $(id).disabled = off;
  if (focus !== null) document.querySelector(`.chip[data-p="${focus}"]`)?.focus();
}
function bestOf(i) {
  if (!D.led) return "";
  const may = F.map((_, j) => j).filter(j => cards[j].seats && !pairBars(i, j, now).length);
  const best = may.map(j => [points(i, j), j]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 3);
  return best.length ? "Best: " + best.map(([n, j]) => `${F[j].name} (${n})`).join(", ") + "." : "";
}
function change(label, list, focus = null) {
  past.push([acts, label]);
  future = [];
  acts = list;
  now = derive(acts);
  saved = false;
  say(label + ".");
  render(focus);
}
function step(from, to, word) {
  const last = from.pop();
  if (!last) return;
  to.push([acts, last[1]]);
  acts = last[0];
  now = derive(acts);
  saved = false;
  say(`${word}: ${last[1]}.`);
  render();
}
const undo = () => step(past, future, "Undone"), redo = () => step(future, past, "Done again");

function showDecisions() {
  const rows = acts.map((act, n) => el("li", {}, `${act.label}.${act.why ? ` Why: ${act.why}.` : ""}${act.override.length ? ` Against the rule: ${act.override.map(r => D.rules[r][0]).join(", ")}${act.until ? ` until ${act.until}` : ""}.` : ""} `,
    button("Take back", () => change(`Taken back: ${act.label}`, acts.filter((_, k) => k !== n)), {"aria-label": `Take back: ${act.label}`})));
  const old = D.decisions.filter(d => !now.words.has(pairKey(d.one, d.other))).map(d => {
    const text = `${d.kind === "keep" ? "Keep" : "Forbid"} ${A[d.one].name} with ${F[d.other].name}`, word = {one: d.one, other: d.other, kind: "free"};
    return el("li", {}, `${text}, decided before.${d.why ? ` Why: ${d.why}.` : ""} `,
      button("Take back", () => change(`Free ${A[d.one].name} and ${F[d.other].name}`, [...acts, act(`Free ${A[d.one].name} and ${F[d.other].name}`, [], [word])]), {"aria-label": `Take back: ${text}`}));
  });
  $("decisions").replaceChildren(el("h2", {id: "decisions-title"}, "Decisions"), rows.length + old.length ? el("ul", {}, ...rows, ...old) : el("p", {className: "small"}, "None yet."));
}
const act = (label, places, words = [], said = {}) => ({label, places, words, why: "", override: [], until: "", ...said});

/* The panel: one person, why here, and every other place. */
function showPanel() {
  const box = $("panel"), i = open;
  box.hidden = i === null;
  if (i === null) return;
  const c = now.at[i], here = company(now.at, i), q = beside ?? here[0] ?? null;
  const other = q === null ? null : F[q];
  const inside = [button("Close", () => closePanel()), el("h2", {}, A[i].name), el("p", {className: "small"}, speaks(A[i].languages))];
  if (q !== null) {
    inside.push(el("h3", {}, `With ${other.name}`));
    const why = D.reasons[`${i} ${q}`], mine = parts(i, q), price = D.prices[`${A[i].id} ${other.id}`];
    if (why && here.includes(q)) inside.push(el("p", {}, why));
    const wrong = D.led ? pairBars(i, q, now) : mateBars(i, q, now);
    if (wrong.length) inside.push(bullets(wrong.map(([, text]) => text), {className: "wrong"}));
    if (price) inside.push(el("p", {}, "Exact, if these two were put together: " + price));
    inside.push(el("table", {}, el("caption", {}, `Points: ${sum(mine.map(p => p.points))}`), el("tbody", {}, ...mine.map(p => el("tr", {}, el("th", {scope: "row"}, p.name),
      el("td", {}, el("meter", {max: p.most, value: p.points, "aria-label": p.name}), ` ${p.points} of ${p.most}`), el("td", {}, p.because || "not answered by both"))))));
    inside.push(el("div", {className: "two"}, ...[A[i], other].map(a => el("div", {}, el("h4", {}, a.name), ...(a.words.length ? a.words.flatMap(([asked, text]) => [el("p", {className: "small"}, asked), el("p", {className: "own"}, text)]) : [el("p", {className: "small"}, "Nothing in their own words that others may read.")])))));
    if (here.includes(q)) inside.push(button("Keep together…", () => ask("keep", i, q)), button("Never these two…", () => ask("forbid", i, q)));
  }
  const rows = cards.map((_, k) => k).filter(k => k !== c && (D.led || members(now.at, k).length)).map(k => ({k, n: points(i, k, members(now.at, k)), v: verdict(i, k, now)}));
  rows.sort((a, b) => (a.v.kind === "barred") - (b.v.kind === "barred") || b.n - a.n || a.k - b.k);
  inside.push(el("h3", {}, D.led ? "Every other mentor" : "Every other circle"), el("ol", {className: "others"}, ...rows.map(({k, n, v}) => el("li", {className: v.kind},
    D.led ? button(F[k].name, () => { beside = k; showPanel(); }, {"aria-label": `Compare with ${F[k].name}`}) : el("strong", {}, cardName(now.at, k)), ` ${n} ${strength(n)} · ${v.kind === "full" ? "full, a swap is possible" : v.kind === "clash" ? "does not fit the others" : v.kind}`,
    v.kind === "free" || v.kind === "full" ? null : bullets(v.why), el("div", {}, cards[k].seats ? button("Move here…", () => ask("move", i, k), {"aria-label": `Move ${A[i].name} to ${cardName(now.at, k)}`}) : null,
      ...(members(now.at, k).length >= cards[k].seats?.[1] ? members(now.at, k) : []).map(p => button(`Swap with ${A[p].name}…`, () => ask("swap", i, p))))))));
  box.replaceChildren(...inside.filter(Boolean));
}
function openPanel(i) { open = i; beside = null; render(i); }
function closePanel() { const i = open; open = null; render(i); }

/* The question before anything counts. */
function planned(kind, i, target) {
  const from = now.at[i], name = A[i].name;
  if (kind === "move") return act(`Move ${name} to ${cardName(now.at, target)}`, [[i, target]]);
  if (kind === "swap") return act(`Swap ${name} and ${A[target].name}`, [[i, now.at[target]], [target, from]]);
  const pair = `${name} ${kind === "keep" ? "with" : "and"} ${F[target].name}`, word = {one: i, other: target, kind};
  if (kind === "keep") return act(`Keep ${pair}`, [], [word]);
  if (kind === "free") return act(`Free ${pair}`, [], [word]);
  return act(`Forbid ${pair}`, now.at[i] >= 0 && company(now.at, i).includes(target) ? [[i, -1]] : [], [word]);
}
function ask(kind, i, target) {
  const plan = planned(kind, i, target), then = derive([...acts, plan]), before = figures(now), after = figures(then);
  const touched = [...new Set(plan.places.flatMap(([p, c]) => [now.at[p], c]))].filter(c => c >= 0);
  const broken = touched.flatMap(c => conflicts(c, members(then.at, c), then).map(t => `${D.led ? F[c].name : `Circle ${c + 1}`}: ${t}`));
  const emptied = touched.filter(c => members(now.at, c).length && !members(then.at, c).length).map(c => `${D.led ? F[c].name : `Circle ${c + 1}`} would have nobody.`);
  const barred = plan.places.filter(([, c]) => c >= 0).flatMap(([p, c]) => D.led ? pairBars(p, c, then) : company(then.at, p).filter(k => then.words.get(pairKey(p, k))?.kind === "keep").flatMap(k => mateBars(p, k, then)));
  const may = [...new Set(barred.map(([rule]) => rule))].filter(rule => D.rules[rule] && rule !== "same_person"), never = barred.some(([rule]) => !may.includes(rule));
  const each = plan.places.map(([p, c]) => `${A[p].name}: ${now.at[p] < 0 ? "no place" : points(p, now.at[p], members(now.at, now.at[p])) + " points"} → ${c < 0 ? "no place" : points(p, c, members(then.at, c)) + " points"}`);
  const why = el("input", {type: "text", maxLength: 500, id: "why"}), until = el("input", {type: "date", id: "until"});
  const boxes = may.map(rule => el("input", {type: "checkbox", value: rule, id: `over-${rule}`}));
  const note = el("p", {className: "wrong", role: "alert"});
  const done = () => {
    const over = boxes.filter(b => b.checked).map(b => b.value);
    if (over.length < may.length) { note.textContent = "A rule forbids this. Tick what may be broken, and give a reason."; return; }
    if (over.length && !why.value.trim()) { note.textContent = "What breaks a rule needs its reason."; why.focus(); return; }
    box.close();
    change(plan.label, [...acts, {...plan, why: why.value.trim(), override: over, until: over.length ? until.value : ""}], i);
  };
  const box = $("ask"), word = {move: "Move", swap: "Swap", keep: "Keep", forbid: "Forbid", free: "Free"}[kind];
  box.replaceChildren(el("h2", {id: "ask-title"}, plan.label + "?"), ...[bullets(each), plan.places.length ? el("p", {}, `Worst served ${before.worst} → ${after.worst}, total ${before.total} → ${after.total}, places ${before.seated} → ${after.seated}.`) : null,
    broken.length ? el("div", {className: "wrong"}, el("strong", {}, "⚠ What it breaks"), bullets(broken)) : plan.places.length ? el("p", {}, "It breaks no rule that is judged here.") : null, bullets(emptied),
    D.later.length && plan.places.length ? el("p", {className: "small"}, `Judged when it is read back: ${D.later.join(" ")}`) : null,
    never ? el("p", {className: "wrong"}, "This cannot be overridden here: take back the decision, or see mentorcli explain.") : null,
    ...(never ? [] : boxes.map(b => el("label", {}, b, ` Break the rule “${D.rules[b.value][0]}” for this pair`))),
    may.length && !never ? el("label", {}, "Until (empty: as the programme says) ", until) : null, never ? null : el("label", {}, "Reason ", why), note].filter(Boolean),
  el("div", {className: "tools"}, never ? null : button(word, done, {id: "do"}), button("Cancel", () => { box.close(); })));
  why.addEventListener("keydown", e => { if (e.key === "Enter") { e.preventDefault(); done(); } });
  box.onclose = () => document.querySelector(`.chip[data-p="${i}"]`)?.focus();
  box.showModal();
}
function askTray(i) {
  if (now.at[i] < 0) return;
  const here = company(now.at, i), q = here[0], key = here.map(k => pairKey(i, k)).find(k => known.get(k)?.kind === "keep" && !now.words.has(k));
  if (!key) { if (q !== undefined) ask("forbid", i, q); return; }
  const d = known.get(key), box = $("ask");
  box.replaceChildren(el("h2", {id: "ask-title"}, `${A[d.one].name} is kept with ${F[d.other].name}`), el("div", {className: "tools"},
    button("Free: the next plan decides…", () => { box.close(); ask("free", d.one, d.other); }), button("Forbid…", () => { box.close(); ask("forbid", d.one, d.other); }), button("Cancel", () => box.close())));
  box.onclose = null;
  box.showModal();
}

/* Saving: ids only. */
function text() {
  const decisions = [...now.words.values()].map(w => {
    const one = {kind: w.kind, mentee: A[w.one].id, mentor: F[w.other].id, why: w.why};
    if (w.override.length) { one.override = w.override; if (w.until) one.until = w.until; }
    return one;
  });
  return JSON.stringify({mentorcli: "board-decisions", schema_version: 1, cohort: D.cohort, plan: D.plan, decisions}, null, 1);
}
function save() {
  const url = URL.createObjectURL(new Blob([text()], {type: "application/json"}));
  const link = el("a", {href: url, download: `board-decisions-${D.cohort}.json`});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  saved = true;
  say("Saved where your browser puts downloads. Then: mentorcli read and that file.");
}
function copy() {
  const area = el("textarea", {readOnly: true, value: text(), rows: 10, "aria-label": "Decisions as text"}), box = $("ask");
  box.replaceChildren(el("h2", {id: "ask-title"}, "Copy as text"), el("p", {}, "Paste it into: mentorcli read -"), area, el("div", {className: "tools"}, button("Close", () => box.close())));
  box.onclose = () => $("copy").focus();
  box.showModal();
  area.select();
  navigator.clipboard?.writeText(area.value).then(() => { saved = true; say("Copied."); }, () => say("Copy the text that is selected."));
}
function help() {
  const box = $("ask"), keys = [["/", "search"], ["arrow keys", "from person to person"], ["Enter", "open a person: every move is there"], ["Delete", "out of the place: forbid or free"], ["Esc", "close, or stop dragging"], ["Ctrl+Z, Ctrl+Y", "undo, redo"], ["Ctrl+S", "save the decisions"]];
  box.replaceChildren(el("h2", {id: "ask-title"}, "Keys"), el("dl", {}, ...keys.flatMap(([k, t]) => [el("dt", {}, k), el("dd", {}, t)])), el("div", {className: "tools"}, button("Close", () => box.close())));
  box.onclose = () => $("help").focus();
  box.showModal();
}

/* Searching and filters hide cards, and dim whom they are not about. */
const plain = t => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function sift() {
  const sought = plain($("search").value.trim()), kind = $("filter").value, code = $("language").value;
  const placed = now.at.flatMap((c, i) => c < 0 ? [] : [points(i, c, members(now.at, c))]).sort((a, b) => a - b), weak = placed[Math.floor(placed.length / 10)] ?? 0;
  const decided = i => [...now.words.values(), ...D.decisions].some(w => w.one === i || (!D.led && w.other === i));
  const meant = (i, c) => (!sought || plain(A[i].name).includes(sought)) && (kind !== "weak" || (c >= 0 && points(i, c, members(now.at, c)) <= weak)) && (kind !== "decided" || decided(i)) && (kind !== "unplaced" || c < 0);
  for (const box of document.querySelectorAll(".card, #tray")) {
    const c = Number(box.dataset.c ?? -1), people = members(now.at, c), head = c >= 0 && D.led && sought && !kind && plain(F[c].name).includes(sought);
    let some = head || (!sought && !kind);
    for (const one of box.querySelectorAll(".chip")) {
      const i = Number(one.dataset.p), yes = head || meant(i, c);
      one.classList.toggle("dim", !yes && kind !== "conflict");
      some ||= yes && kind !== "conflict";
    }
    if (kind === "conflict") some = c >= 0 && conflicts(c, people, now).length > 0 && (!sought || head || people.some(i => plain(A[i].name).includes(sought)));
    if (code) some &&= c < 0 ? people.some(i => A[i].languages.includes(code)) : (people.length ? shared(c, people, now) : D.led ? F[c].languages : []).includes(code);
    box.hidden = !some && (c >= 0 || !!(sought || kind || code));
  }
}

/* Dragging, by pointer events: HTML's own drag loses drops. */
let drag = null, eaten = false;
const chipAt = e => e.target.closest?.(".chip");
function under(x, y) {
  const hit = document.elementFromPoint(x, y);
  const person = hit?.closest(".chip"), box = hit?.closest(".card, #tray");
  return {person: person ? Number(person.dataset.p) : null, box, card: box ? Number(box.dataset.c ?? -1) : null};
}
function lift() {
  drag.ghost = el("div", {className: "ghost", "aria-hidden": "true"}, A[drag.i].name);
  document.body.append(drag.ghost);
  document.body.classList.add("dragging");
  for (const box of document.querySelectorAll(".card")) {
    const c = Number(box.dataset.c), line = box.querySelector(".verdict");
    if (c === now.at[drag.i]) continue;
    const v = verdict(drag.i, c, now);
    box.classList.add("to-" + v.kind);
    line.textContent = v.kind === "full" ? v.why[0] : v.kind === "free" ? "Free" : `${v.kind === "barred" ? "Barred" : "Does not fit"}: ${v.why[0]}`;
    line.hidden = false;
  }
}
function letGo() {
  if (!drag) return;
  drag.ghost?.remove();
  $("hint").hidden = true;
  document.body.classList.remove("dragging");
  for (const box of document.querySelectorAll(".card")) {
    box.classList.remove("to-free", "to-full", "to-barred", "to-clash");
    box.querySelector(".verdict").hidden = true;
  }
  drag = null;
}
document.addEventListener("pointerdown", e => {
  const one = chipAt(e);
  if (!one || e.button || (e.pointerType === "touch" && !e.target.closest(".grip"))) return;
  drag = {i: Number(one.dataset.p), x: e.clientX, y: e.clientY, id: e.pointerId};
});
document.addEventListener("pointermove", e => {
  if (!drag || e.pointerId !== drag.id) return;
  if (!drag.ghost && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < 6) return;
  if (!drag.ghost) lift();
  drag.ghost.style.left = `${e.clientX + 12}px`;
  drag.ghost.style.top = `${e.clientY + 12}px`;
  const edge = e.clientY < 60 ? -18 : e.clientY > innerHeight - 60 ? 18 : 0;
  if (edge) scrollBy(0, edge);
  const {card: c, person} = under(e.clientX, e.clientY), hint = $("hint");
  hint.hidden = c === null || c === now.at[drag.i];
  if (!hint.hidden) hint.textContent = c < 0 ? "Out of the place" : person !== null ? `Swap with ${A[person].name}` : verdict(drag.i, c, now).why.join(" ");
});
document.addEventListener("pointerup", e => {
  if (!drag?.ghost) { drag = null; return; }
  const {i} = drag, {card: c, person} = under(e.clientX, e.clientY);
  letGo();
  eaten = true;
  setTimeout(() => { eaten = false; }, 0);
  if (c === null || c === now.at[i]) return;
  if (c < 0) askTray(i);
  else if (person !== null && person !== i) ask("swap", i, person);
  else ask("move", i, c);
});
document.addEventListener("pointercancel", letGo);
window.addEventListener("blur", letGo);
document.addEventListener("click", e => {
  if (eaten) { eaten = false; e.preventDefault(); e.stopPropagation(); return; }
  const one = chipAt(e);
  if (one) openPanel(Number(one.dataset.p));
}, true);
document.addEventListener("keydown", e => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName), command = e.ctrlKey || e.metaKey, key = e.key.toLowerCase();
  if ($("ask").open) return;
  if (e.key === "Escape") { if (drag) letGo(); else if (open !== null) closePanel(); return; }
  if (command && key === "s") { e.preventDefault(); if (now.words.size) save(); return; }
  if (typing) return;
  if (command && (key === "z" || key === "y")) { e.preventDefault(); if (key === "y" || e.shiftKey) redo(); else undo(); return; }
  if (command || e.altKey) return;
  if (key === "/") { e.preventDefault(); $("search").focus(); }
  if (key === "?") help();
  const one = chipAt(e);
  if (!one) return;
  if (e.key === "Delete") askTray(Number(one.dataset.p));
  if (e.key === "Enter" || e.key === " ") { e.preventDefault(); openPanel(Number(one.dataset.p)); $("panel").focus(); }
  const way = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[e.key];
  if (!way) return;
  e.preventDefault();
  const every = [...document.querySelectorAll(".chip")].filter(x => x.offsetParent), next = every[every.indexOf(one) + way];
  if (next) { one.tabIndex = -1; one.closest(".chips").querySelector(".chip").tabIndex = 0; next.tabIndex = 0; next.focus(); }
});
window.addEventListener("beforeunload", e => { if (!saved && now.words.size) e.preventDefault(); });
for (const [id, act] of Object.entries({undo, redo, save, copy, help})) $(id).addEventListener("click", act);
for (const id of ["search", "filter", "language"]) $(id).addEventListener("input", sift);
for (const [code, name] of Object.entries(D.languages).sort((a, b) => a[1].localeCompare(b[1], "en"))) $("language").append(el("option", {value: code}, name));
$("local").textContent = "Numbers here are local: mentorcli read solves exactly, and may move others." + (D.leftOut.length ? ` Points here leave out what rests on answers for statistics: ${D.leftOut.join(" ")}` : "") + (D.later.length ? ` Judged when it is read back: ${D.later.join(" ")}` : "");
render();
})();
