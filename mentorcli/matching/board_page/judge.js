"use strict";
// Every sentence and every point here was worked out by mentorcli: the page looks up, adds, intersects languages and ways to meet.
const D = JSON.parse(document.getElementById("data").textContent);
const A = D.asks, F = D.led ? D.finds : D.asks, [BY_HAND, FORBIDDEN] = D.byHand;
for (const all of [A, F]) {  // namesakes are told apart by their ids
  const names = all.map(a => a.name);
  all.forEach(a => { a.label = names.indexOf(a.name) === names.lastIndexOf(a.name) ? a.name : `${a.name} (${a.id})`; });
}
const SIGNS = Array.from({length: 94}, (_, k) => String.fromCharCode(k + 33)).filter(c => !"\"\\<>&'".includes(c)).join("");
const sum = numbers => numbers.reduce((a, b) => a + b, 0);
const listed = names => names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + " and " + names.at(-1);
const pairKey = (i, j) => D.led || i < j ? `${i} ${j}` : `${j} ${i}`;

function look(table, n) {
  let at = 0;
  for (let k = n * table.width; k < (n + 1) * table.width; k++) at = at * SIGNS.length + SIGNS.indexOf(table.codes[k]);
  return table.table[at];
}
const told = (text, one, other) => text.split("\ufdd0").join(one.name).split("\ufdd1").join(other.name).split("\ufdd2").join(one.first);
const parts = (i, j) => D.parts.map((table, c) => {
  const [points, because, warns] = look(table, i * F.length + j);
  return {name: D.criteria[c][0], most: D.criteria[c][1], points, because: told(because, A[i], F[j]), warns};
});
const objections = (table, n, one, other) => look(table, n).map(([rule, text]) => [rule, told(text, one, other)]);
function mates(one, other) {
  const [i, k] = one < other ? [one, other] : [other, one];
  return objections(D.mates, i * (2 * A.length - i - 1) / 2 + k - i - 1, A[i], A[k]);
}
const forbids = (i, j) => objections(D.pairs, i * F.length + j, A[i], F[j]);

// Cards are mentors, or circles: the plan's and new ones, of which one empty is shown. Who is at -1 has no place.
const made = D.matches.length, cards = D.led ? F.map(m => ({seats: m.seats})) : [...D.matches, ...A].map(() => ({seats: D.size}));
const shown = at => cards.map((_, c) => c).slice(0, D.led ? undefined : Math.max(made - 1, ...at) + 2);
const start = A.map(() => -1);
D.matches.forEach(([mentor, people], n) => people.forEach(i => { start[i] = D.led ? mentor : n; }));
const known = new Map(D.decisions.map(d => [pairKey(d.one, d.other), d]));
const members = (at, c) => at.flatMap((x, i) => x === c ? [i] : []);
const company = (at, i) => at[i] < 0 ? [] : D.led ? [at[i]] : members(at, at[i]).filter(k => k !== i);
const title = c => D.led ? F[c].label : `Circle ${c + 1}`;

/** Where everybody is after some acts, and what is then decided of which two. */
function derive(acts) {
  const at = start.slice(), last = new Map(), words = new Map();
  acts.forEach(act => act.places.forEach(([p, c]) => { at[p] = c; last.set(p, act); }));
  for (const [p, {why, override, until}] of last) {
    const say = (q, kind) => {
      const breaks = kind === "keep" ? override.filter(rule => forbids(p, q).some(([key]) => key === rule)) : [];
      words.set(pairKey(p, q), {one: p, other: q, kind, why, override: breaks, until, moved: true});
    };
    if (at[p] === start[p]) continue;
    company(start, p).filter(q => D.led || at[q] !== at[p]).forEach(q => say(q, "forbid"));
    const there = company(at, p), stayed = there.filter(q => D.led || start[q] === at[p]);
    if (there.length) say((stayed.length ? stayed : there)[0], "keep");
  }
  acts.forEach(({words: said, why}) => said.forEach(w => {
    if (w.kind === "keep" && !company(at, w.one).includes(w.other)) return;  // moved apart since
    const key = pairKey(w.one, w.other), {override, until} = (w.kind === "keep" && words.get(key)) || {override: [], until: ""};
    words.set(key, {...w, why: why || words.get(key)?.why || "", override, until});
  }));
  return {at, words};
}
function bars(i, j, {words}) {
  const word = words.get(pairKey(i, j)), before = known.get(pairKey(i, j))?.kind;
  const may = word?.kind === "keep" ? word.override : [];
  const found = forbids(i, j).filter(([rule]) => rule === BY_HAND ? !word || word.kind === "forbid" : !may.includes(rule));
  return word?.kind === "forbid" && !word.moved && before !== "forbid" ? [...found, [BY_HAND, FORBIDDEN]] : found;
}
const apart = (i, k, state) => D.led ? mates(i, k) : bars(i, k, state);
function anyLanguage(i, q, {words}) {
  const word = words.get(pairKey(i, q)), before = !!known.get(pairKey(i, q))?.language;
  return word ? word.kind === "keep" && (before || word.override.includes(D.language)) : before;
}
function shared(c, people, state) {
  const asked = D.led ? people.filter(i => !anyLanguage(i, c, state)) : people;
  const lists = [...(D.led ? [F[c].languages] : []), ...asked.map(i => A[i].languages)];
  return lists.length ? lists.reduce((a, b) => a.filter(x => b.includes(x))) : [];
}
function speechless(c, people, state) {
  if (!D.language || !D.meet || people.length < (D.led ? 1 : 2)) return [];
  const free = !D.led && people.some(i => people.some(k => i < k && anyLanguage(i, k, state)));
  return free || shared(c, people, state).length ? [] : ["No language that all of them share."];
}
/** What is no rule: a group of three or more in which every two can meet, and all of them cannot. */
function apartAll(c, people) {
  const all = [...(D.led ? [F[c]] : []), ...people.map(i => A[i])], lists = all.map(a => a.ways).filter(w => w.length);
  return all.length > 2 && lists.length && !lists.reduce((a, b) => a.filter(x => b.includes(x))).length ? ["No way to meet suits them all."] : [];
}
/** What does not fit in a card with these people, as sentences. */
function conflicts(c, people, state) {
  const {seats} = cards[c], n = people.length;
  const pairs = people.flatMap((i, x) => [...(D.led ? bars(i, c, state) : []), ...people.slice(x + 1).flatMap(k => apart(i, k, state))]);
  const size = !n ? [] : !seats ? ["This mentor can take nobody here."] : n < seats[0] ? [`${n} here, and ${seats[0]} is the fewest.`] : n > seats[1] ? [`${n} here, and ${seats[1]} is the most.`] : [];
  return [...new Set([...pairs.map(([, text]) => text), ...speechless(c, people, state), ...size])];
}
/** What stands in the way of one person in a card as it is: free, full, clash or barred, and why. */
function verdict(i, c, state) {
  const there = members(state.at, c).filter(k => k !== i), {seats} = cards[c];
  const barred = D.led ? bars(i, c, state).map(([, text]) => text) : [];
  if (barred.length) return {kind: "barred", why: barred};
  if (!seats) return {kind: "barred", why: ["This mentor can take nobody here."]};
  const clash = [...there.flatMap(k => apart(i, k, state).map(([, text]) => text)), ...speechless(c, [...there, i], state)];
  if (clash.length) return {kind: "clash", why: clash};
  return there.length >= seats[1] ? {kind: "full", why: ["Full: drop on a person to swap."]} : {kind: "free", why: ["Free.", ...apartAll(c, [...there, i])]};
}
function points(i, c, people) {
  if (c < 0) return 0;
  if (D.led) return sum(parts(i, c).map(p => p.points));
  const given = people.filter(k => k !== i).map(k => parts(i, k));
  return given.length ? sum(D.criteria.map((_, n) => Math.floor(sum(given.map(p => p[n].points)) / given.length))) : 0;
}
const served = (at, i) => points(i, at[i], members(at, at[i]));
const most = sum(D.criteria.map(c => c[1])) || 1;
const strength = n => n >= 0.6 * most ? "strong" : n >= 0.3 * most ? "fair" : "weak";
function figures({at}) {
  const each = at.flatMap((c, i) => c < 0 ? [] : [served(at, i)]);
  return {seated: each.length, worst: each.length ? Math.min(...each) : 0, total: sum(each)};
}
