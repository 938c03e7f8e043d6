"use strict";
// The map of a town: drag, pinch or arrow keys move it, the wheel or + and - zoom. It asks nothing of
// the network; all that it shows is in the page. A month without data is said to have none.
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const NS = "http://www.w3.org/2000/svg";
  const $ = (id) => document.getElementById(id);
  const map = $("map"), svg = map.querySelector("svg");
  const home = { x: data.width / 2, y: data.height / 2, span: 1 };
  let view = { ...home }, type = 0, month = 0, current = -1;

  const make = (name, attributes, parent, words) => {
    const item = name in { path: 1, circle: 1, text: 1, title: 1, g: 1 }
      ? document.createElementNS(NS, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) item.setAttribute(key, value);
    if (words !== undefined) item.textContent = words;
    if (parent) parent.append(item);
    return item;
  };
  const sum = (counts) => counts.reduce((total, n) => (n === null ? total : total + n), 0);
  const chosen = (counts) => (month === 0 ? sum(counts) : counts[month - 1]);
  const words = (count) => (count === null ? "no data" : count.toLocaleString("en-GB"));
  const when = () => (month === 0 ? data.every : data.months[month - 1]);
  const gap_words = () => (month > 0 && data.types.every((t) => t.total[month - 1] === null) ? " (no data)" : "");

  // Units of the drawing in one pixel, and the size of the window on it.
  const box = () => map.getBoundingClientRect();
  const fit = () => Math.max(data.width / box().width, data.height / box().height);
  const unit = () => fit() * view.span;

  function show() {
    const { width, height } = box();
    const u = unit();
    view.x = Math.min(Math.max(view.x, 0), data.width);
    view.y = Math.min(Math.max(view.y, 0), data.height);
    svg.setAttribute("viewBox",
      [view.x - (width * u) / 2, view.y - (height * u) / 2, width * u, height * u].join(" "));
    svg.querySelector("#paths").toggleAttribute("hidden", u * data.metres > 5);
    for (const item of svg.querySelectorAll("[data-r]")) item.setAttribute("r", item.dataset.r * u);
    for (const item of svg.querySelectorAll("[data-size]")) {
      item.setAttribute("font-size", item.dataset.size * u);
      item.setAttribute("stroke-width", 3 * u);
    }
    names(u, width, height);
    scale(u);
    $("out").disabled = view.span >= 1;
    $("in").disabled = view.span <= 0.02;
  }

  function scale(u) {
    const metres = 110 * u * data.metres, power = 10 ** Math.floor(Math.log10(metres));
    const round = [5, 2, 1].find((n) => n * power <= metres) * power;
    const bar = $("scale");
    bar.firstChild.textContent = round >= 1000 ? round / 1000 + " km" : round + " m";
    bar.lastElementChild.style.width = round / u / data.metres + "px";
  }

  // Names that fit at this zoom: none across another.
  function names(u, width, height) {
    const group = svg.querySelector("#names");
    group.replaceChildren();
    const west = view.x - (width * u) / 2, north = view.y - (height * u) / 2;
    const used = data.types[type].spots.map((s) => [(s.x - west) / u, (s.y - north) / u, 12, 12]);
    const most = used.length + 60;
    for (const [text, x, y, turn, length, large] of data.names) {
      const size = large ? 14 : 11, wide = text.length * size * 0.56;
      if (length && length / u < wide * 0.8) continue;
      const px = (x - west) / u, py = (y - north) / u;
      const angle = (turn * Math.PI) / 180;
      const w = Math.abs(wide * Math.cos(angle)) / 2 + Math.abs(size * Math.sin(angle)) / 2 + 3;
      const h = Math.abs(wide * Math.sin(angle)) / 2 + Math.abs(size * Math.cos(angle)) / 2 + 3;
      if (px - w < 0 || py - h < 0 || px + w > width || py + h > height) continue;
      if (used.some((o) => Math.abs(o[0] - px) < o[2] + w && Math.abs(o[1] - py) < o[3] + h)) continue;
      used.push([px, py, w, h]);
      const attributes = { x, y: y + 0.35 * size * u, "font-size": size * u, "stroke-width": 3 * u,
        class: large ? "place" : "street" };
      if (turn) attributes.transform = `rotate(${turn} ${x} ${y})`;
      make("text", attributes, group, text);
      if (used.length > most) break;
    }
  }

  function draw() {
    const { spots, points } = data.types[type];
    const areas = svg.querySelector("#spots"), dots = svg.querySelector("#points");
    const ranks = svg.querySelector("#ranks");
    areas.replaceChildren();
    ranks.replaceChildren();
    dots.replaceChildren();
    const most = Math.max(1, ...points.map((p) => chosen(p[3]) || 0));
    for (const [x, y, label, counts] of points) {
      const count = chosen(counts);
      if (!count) continue;
      const dot = make("circle", { cx: x, cy: y, "data-r": Math.max(2.2, 13 * Math.sqrt(count / most)) }, dots);
      make("title", {}, dot, `${label}: ${words(count)} recorded, ${when()}`);
      dot.addEventListener("click", () => { about(`${label}: ${words(count)} recorded, ${when()}. ${data.point_note}`); });
    }
    spots.forEach((spot, i) => {
      const area = make("path", { d: spot.path, class: i === current ? "current" : "" }, areas);
      make("title", {}, area, `${spot.rank}. ${spot.name}`);
      area.addEventListener("click", () => pick(i, false));
    });
    spots.forEach((spot) => {
      const label = make("g", { class: "rank" }, ranks);
      make("circle", { cx: spot.x, cy: spot.y, "data-r": 10 }, label);
      make("text", { x: spot.x, y: spot.y, "data-size": 13, dy: ".36em" }, label, spot.rank);
    });
    table();
    show();
  }

  function table() {
    const { label, spots, points, total } = data.types[type], all = chosen(total);
    $("spot-caption").textContent = `${label}: recorded incidents in each hot spot, ${when()}`;
    const rows = $("spot-rows");
    rows.replaceChildren();
    spots.forEach((spot, i) => {
      const row = make("tr", i === current ? { class: "current" } : {}, rows);
      make("td", { class: "number" }, row, spot.rank);
      const name = make("th", { scope: "row" }, row);
      make("button", { type: "button" }, name, spot.name).addEventListener("click", () => pick(i, true));
      const count = chosen(spot.months);
      make("td", { class: "number" }, row, words(count));
      make("td", { class: "number" }, row,
        count === null || !all ? "–" : Math.round((100 * count) / all) + "%");
    });
    if (!spots.length) make("td", { colspan: 4 }, make("tr", {}, rows), "No hot spots of this type.");
    $("total").textContent = `In the whole area: ${words(all)}.`;
    const list = $("point-rows");
    if (!list) return;
    list.replaceChildren();
    $("point-caption").textContent = `${label}: busiest map points, ${when()}`;
    points.map((p) => [p[2], chosen(p[3])]).filter((p) => p[1]).sort((a, b) => b[1] - a[1])
      .slice(0, 30).forEach(([name, count]) => {
        const row = make("tr", {}, list);
        make("th", { scope: "row" }, row, name);
        make("td", { class: "number" }, row, words(count));
      });
    if (!list.children.length) make("td", { colspan: 2 }, make("tr", {}, list), chosen(total) === null ? "No data for this month." : "None recorded.");
  }

  function about(text, address) {
    const place = $("about");
    place.textContent = text;
    if (address) {
      place.append(" ");
      make("a", { href: address, rel: "noreferrer" }, place, "See it on OpenStreetMap");
    }
  }

  function pick(i, zoom) {
    current = i;
    const spot = data.types[type].spots[i];
    if (zoom) view = { x: spot.x, y: spot.y, span: Math.min(1, 700 / data.metres / (fit() * Math.min(box().width, box().height))) };
    const focus = document.activeElement && document.activeElement.closest("#spot-rows") ? i : -1;
    draw();
    if (focus >= 0) $("spot-rows").querySelectorAll("button")[focus].focus({ preventScroll: true });
    about(`${spot.rank}. ${spot.name}. ${spot.words}`, spot.address);
  }

  function zoom(factor, px, py) {
    const { width, height } = box(), before = unit();
    view.span = Math.min(1, Math.max(0.02, view.span * factor));
    const change = before - unit();
    view.x += ((px ?? width / 2) - width / 2) * change;
    view.y += ((py ?? height / 2) - height / 2) * change;
    show();
  }

  const pointers = new Map();
  let apart = 0, moved = 0;
  const gap = () => { const [a, b] = [...pointers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  map.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = 0;
    if (pointers.size === 2) apart = gap();
  });
  map.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const dx = event.clientX - last[0], dy = event.clientY - last[1];
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    moved += Math.abs(dx) + Math.abs(dy);
    if (moved < 4) return;
    if (!map.classList.contains("moving")) { map.classList.add("moving"); map.setPointerCapture(event.pointerId); }
    if (pointers.size === 2) {
      const now = gap(), [a, b] = [...pointers.values()], at = box();
      if (apart && now) zoom(apart / now, (a[0] + b[0]) / 2 - at.left, (a[1] + b[1]) / 2 - at.top);
      apart = now;
    } else {
      view.x -= dx * unit();
      view.y -= dy * unit();
      show();
    }
  });
  const release = (event) => { pointers.delete(event.pointerId); map.classList.remove("moving"); };
  map.addEventListener("pointerup", release);
  map.addEventListener("pointercancel", release);
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== map) return; // the page scrolls on
    event.preventDefault();
    const at = box();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, event.clientX - at.left, event.clientY - at.top);
  }, { passive: false });
  map.addEventListener("keydown", (event) => {
    const step = 60 * unit();
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; show(); }
    else if (event.key === "+" || event.key === "=") zoom(1 / 1.4);
    else if (event.key === "-") zoom(1.4);
    else if (event.key === "0") whole();
    else return;
    event.preventDefault();
  });
  const whole = () => { view = { ...home }; show(); };
  $("in").addEventListener("click", () => zoom(1 / 1.5));
  $("out").addEventListener("click", () => zoom(1.5));
  $("whole").addEventListener("click", whole);
  for (const radio of document.querySelectorAll("input[name=type]")) {
    radio.addEventListener("change", () => { type = Number(radio.value); current = -1; about(data.start); draw(); });
  }
  $("dots").addEventListener("change", (event) => { svg.querySelector("#points").toggleAttribute("hidden", !event.target.checked); });
  const slider = $("month");
  if (slider) slider.addEventListener("input", () => {
    month = Number(slider.value);
    $("month-words").textContent = when() + gap_words();
    slider.setAttribute("aria-valuetext", when() + gap_words());
    draw();
  });
  new ResizeObserver(show).observe(map);
  $("works").hidden = false;
  draw();
})();
