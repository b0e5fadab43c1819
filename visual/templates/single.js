(function () {
  "use strict";
  var model = JSON.parse(document.getElementById("model").textContent);
  var svg = document.querySelector("#picture svg");
  var drawer = document.getElementById("drawer");
  var query = document.getElementById("query");
  var cards = Array.prototype.slice.call(svg.querySelectorAll("[data-key],[data-node]"));
  var links = Array.prototype.slice.call(svg.querySelectorAll("[data-from]"));
  var chosen = "";

  function keyOf(card) { return card.getAttribute("data-key") || card.getAttribute("data-node"); }

  function make(name, text) {
    var made = document.createElement(name);
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function light() {
    var near = {};
    links.forEach(function (link) {
      var from = link.getAttribute("data-from"), to = link.getAttribute("data-to");
      var lit = chosen !== "" && (from === chosen || to === chosen);
      link.classList.toggle("lit", lit);
      link.classList.toggle("faded", chosen !== "" && !lit);
      if (lit) { near[from] = true; near[to] = true; }
    });
    cards.forEach(function (card) {
      var key = keyOf(card);
      card.classList.toggle("chosen", key === chosen);
      card.classList.toggle("lit", chosen !== "" && key !== chosen && Boolean(near[key]));
      card.classList.toggle("faded", chosen !== "" && key !== chosen && !near[key]);
    });
  }

  function show() {
    while (drawer.firstChild) { drawer.removeChild(drawer.firstChild); }
    drawer.hidden = chosen === "";
    var sheet = model[chosen];
    if (!sheet) { return; }
    drawer.appendChild(make("h2", sheet.title));
    var facts = make("dl");
    sheet.facts.forEach(function (fact) { facts.appendChild(make("dt", fact[0])); facts.appendChild(make("dd", fact[1])); });
    drawer.appendChild(facts);
    sheet.lists.forEach(function (each) {
      drawer.appendChild(make("h3", each[0]));
      var list = make("ul");
      each[1].forEach(function (row) {
        var line = make("li");
        if (row[1]) {
          var button = make("button", row[0]);
          button.type = "button";
          button.addEventListener("click", function () { choose(row[1]); });
          line.appendChild(button);
        } else {
          line.textContent = row[0];
        }
        list.appendChild(line);
      });
      drawer.appendChild(list);
    });
    drawer.scrollTop = 0;
  }

  function choose(key) {
    chosen = key;
    light();
    show();
  }

  function search() {
    var wanted = query.value.trim().toLowerCase();
    var count = 0;
    cards.forEach(function (card) {
      var sheet = model[keyOf(card)];
      var hit = wanted !== "" && sheet && sheet.keys.split("\n").some(function (line) { return line.indexOf(wanted) >= 0; });
      card.classList.toggle("hit", Boolean(hit));
      if (hit) { count += 1; if (count === 1) { card.scrollIntoView({ block: "nearest", inline: "nearest" }); } }
    });
    document.getElementById("count").textContent = wanted ? (count ? "找到 " + count + " 个" : "没有找到") : "";
  }

  function clicked(event) {
    var card = event.target.closest("[data-key],[data-node]");
    if (card) { choose(keyOf(card) === chosen ? "" : keyOf(card)); }
  }

  svg.addEventListener("click", clicked);
  svg.addEventListener("keydown", function (event) {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); clicked(event); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { choose(""); } });
  query.addEventListener("input", search);
  query.addEventListener("keydown", function (event) {
    var first = svg.querySelector(".hit");
    if (event.key === "Enter" && first) { choose(keyOf(first)); }
  });
  document.getElementById("print").addEventListener("click", function () { window.print(); });
})();
