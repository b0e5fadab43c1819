(function () {
  "use strict";

  var model = JSON.parse(document.getElementById("explorer-model").textContent);
  var container = document.getElementById("graph");
  var drawer = document.getElementById("drawer");
  var query = document.getElementById("query");
  var hits = document.getElementById("hits");
  var allLinks = document.getElementById("all-links");
  var boxes = Array.prototype.slice.call(document.querySelectorAll(".filters input[value]")).filter(function (box) {
    return box.id !== "all-links";
  });

  var nodes = new vis.DataSet(model.nodes);
  var edges = new vis.DataSet(model.edges);
  var byId = {};
  model.nodes.forEach(function (node) { byId[node.id] = node; });
  var network = new vis.Network(container, { nodes: nodes, edges: edges }, model.options);
  var chosen = null;

  // ---- what is lit

  function make(name, text, className) {
    var made = document.createElement(name);
    if (text !== undefined) { made.textContent = text; }
    if (className) { made.className = className; }
    return made;
  }

  function partners(ids) {
    var lit = {};
    var shown = {};
    ids.forEach(function (id) { lit[id] = true; });
    model.edges.forEach(function (edge) {
      if (ids.indexOf(edge.from) >= 0 || ids.indexOf(edge.to) >= 0) {
        lit[edge.from] = true;
        lit[edge.to] = true;
        shown[edge.id] = true;
      }
    });
    return { lit: lit, shown: shown };
  }

  function chosenIds() {
    if (!chosen) { return []; }
    if (chosen.kind === "segment") {
      return model.nodes.filter(function (n) { return n.segment === chosen.id; }).map(function (n) { return n.id; });
    }
    var ids = model.nodes.filter(function (n) { return n.firm === chosen.id; }).map(function (n) { return n.id; });
    model.firms[chosen.id].segments.forEach(function (place) {
      if (byId["s:" + place.key] && ids.indexOf("s:" + place.key) < 0) { ids.push("s:" + place.key); }
    });
    return ids;
  }

  function wanted(node) {
    if (!node.status) { return true; }
    return boxes.some(function (box) { return box.checked && box.value === node.status; });
  }

  function paint() {
    var ids = chosenIds();
    var centre = chosen && chosen.kind === "firm" ? ids.filter(function (id) { return byId[id].firm !== null; }) : ids;
    var around = partners(centre);
    ids.forEach(function (id) { around.lit[id] = true; });
    nodes.update(model.nodes.map(function (node) {
      var faded = chosen && node.kind !== "label" && !around.lit[node.id];
      var own = chosen && ((chosen.kind === "segment" && node.id === "s:" + chosen.id) ||
        (chosen.kind === "firm" && node.firm === chosen.id));
      return {
        id: node.id,
        hidden: !wanted(node),
        opacity: faded ? 0.18 : 1,
        font: { color: faded ? "rgba(22,32,46,.25)" : node.font.color },
        borderWidth: own ? 3 : node.borderWidth,
        color: own ? { border: "#1457c8", background: node.color.background } : node.color
      };
    }));
    edges.update(model.edges.map(function (edge) {
      var ends = wanted(byId[edge.from]) && wanted(byId[edge.to]);
      return { id: edge.id, hidden: !ends || !(around.shown[edge.id] || (!chosen && allLinks.checked)) };
    }));
  }

  // ---- the drawer

  function link(text, choose) {
    var button = make("button", text, "link");
    button.type = "button";
    button.addEventListener("click", choose);
    return button;
  }

  function facts(list) {
    var shown = make("dl");
    list.forEach(function (fact) {
      shown.appendChild(make("dt", fact[0]));
      shown.appendChild(make("dd", fact[1]));
    });
    return shown;
  }

  function firmList(title, firms, more) {
    if (!firms.length) { return; }
    drawer.appendChild(make("h3", title + "（" + (firms.length + more) + "）"));
    var list = make("ul");
    firms.forEach(function (firm) {
      var record = model.firms[firm];
      if (!record) { return; }
      var row = make("li");
      row.appendChild(link(record.short, function () { choose("firm", firm, true); }));
      list.appendChild(row);
    });
    if (more > 0) { list.appendChild(make("li", "其余 " + more + " 家见系统中的企业清单", "soft")); }
    drawer.appendChild(list);
  }

  function chips(title, keys) {
    if (!keys.length) { return; }
    drawer.appendChild(make("h3", title + "（" + keys.length + "）"));
    var row = make("div", undefined, "chips");
    keys.forEach(function (key) {
      var record = model.segments[key];
      if (!record) { return; }
      var chip = make("button", record.letter + " " + record.name, "chip");
      chip.type = "button";
      chip.addEventListener("click", function () { choose("segment", key, true); });
      row.appendChild(chip);
    });
    drawer.appendChild(row);
  }

  function showSegment(key) {
    var record = model.segments[key];
    drawer.appendChild(make("h2", record.name));
    drawer.appendChild(make("p", "判定依据：" + record.why, "why"));
    drawer.appendChild(facts(record.facts));
    firmList("本地企业", record.local, record.localMore);
    firmList("外地企业（候选）", record.outside, record.outsideMore);
    chips("上游供给环节", record.inputs);
    chips("下游去向环节", record.outputs);
  }

  function showFirm(id) {
    var record = model.firms[id];
    drawer.appendChild(make("h2", record.name));
    drawer.appendChild(make("p", record.local ? "本地企业" : "外地企业", "soft"));
    drawer.appendChild(facts(record.facts));
    drawer.appendChild(make("h3", "所在环节与识别依据"));
    var list = make("ul");
    record.segments.forEach(function (place) {
      var segment = model.segments[place.key];
      var row = make("li");
      row.appendChild(link(segment.letter + " " + segment.name, function () { choose("segment", place.key, true); }));
      row.appendChild(make("p", place.why, "soft"));
      list.appendChild(row);
    });
    drawer.appendChild(list);
  }

  function choose(kind, id, move) {
    chosen = kind ? { kind: kind, id: id } : null;
    while (drawer.firstChild) { drawer.removeChild(drawer.firstChild); }
    drawer.scrollTop = 0;
    if (!chosen) {
      drawer.appendChild(make("h2", "点环节或企业看详情"));
      drawer.appendChild(make("p", "可看状态与判定依据、本地企业、上下游环节、识别依据与来源。滚轮缩放，按住拖动。", "soft"));
    } else if (kind === "segment") {
      showSegment(id);
    } else {
      showFirm(id);
    }
    paint();
    if (move && chosen) {
      var target = chosenIds()[0];
      if (target) { network.focus(target, { scale: Math.max(0.9, network.getScale()), animation: false }); }
    }
  }

  network.on("click", function (event) {
    var node = event.nodes.length ? byId[event.nodes[0]] : null;
    network.unselectAll();
    if (!node || node.kind === "label") { choose(null); return; }
    if (node.kind === "firm") { choose("firm", node.firm, false); } else { choose("segment", node.segment, false); }
  });

  // ---- search

  function found(text) {
    var needle = text.trim().toLowerCase().replace(/\s+/g, "");
    var list = [];
    if (!needle) { return list; }
    function look(kind, records) {
      Object.keys(records).forEach(function (id) {
        var best = -1;
        records[id].keys.split("\n").forEach(function (key) {
          var at = key.indexOf(needle);
          if (at >= 0 && (best < 0 || at < best)) { best = at; }
        });
        if (best >= 0) { list.push({ kind: kind, id: id, at: best, record: records[id] }); }
      });
    }
    look("segment", model.segments);
    look("firm", model.firms);
    list.sort(function (a, b) {
      return (a.at > 0) - (b.at > 0) || (a.kind < b.kind) - (a.kind > b.kind) || a.record.name.length - b.record.name.length ||
        (a.record.name < b.record.name ? -1 : 1);
    });
    return list.slice(0, 12);
  }

  function pick(hit) {
    hits.hidden = true;
    choose(hit.kind, hit.kind === "firm" ? Number(hit.id) : hit.id, true);
  }

  function listHits() {
    while (hits.firstChild) { hits.removeChild(hits.firstChild); }
    var list = found(query.value);
    hits.hidden = !query.value.trim();
    list.forEach(function (hit) {
      var row = make("li");
      var kind = hit.kind === "segment" ? "环节 · " + hit.record.letter + " " : (hit.record.local ? "本地企业 · " : "外地企业 · ");
      var button = make("button", kind + hit.record.name);
      button.type = "button";
      button.addEventListener("click", function () { pick(hit); });
      row.appendChild(button);
      hits.appendChild(row);
    });
    if (!list.length) {
      var none = make("li");
      none.appendChild(make("p", "没有找到，换个字或拼音首字母试试"));
      hits.appendChild(none);
    }
    return list;
  }

  query.addEventListener("input", listHits);
  query.addEventListener("keydown", function (event) {
    if (event.key === "Enter") {
      var list = listHits();
      if (list.length) { pick(list[0]); }
    } else if (event.key === "Escape") {
      query.value = "";
      hits.hidden = true;
      choose(null);
    }
  });
  document.addEventListener("click", function (event) {
    if (!hits.contains(event.target) && event.target !== query) { hits.hidden = true; }
  });

  // ---- filters, fit, PNG

  boxes.forEach(function (box) { box.addEventListener("change", paint); });
  allLinks.addEventListener("change", paint);

  function fit() {
    network.fit({ animation: false });
    network.moveTo({ scale: network.getScale() * 1.07, animation: false });
  }
  document.getElementById("fit").addEventListener("click", fit);

  /* Where the whole would be too small to read, start at the upper left with all columns in view and scroll down. */
  function start() {
    fit();
    var xs = model.nodes.map(function (node) { return node.x; });
    var ys = model.nodes.map(function (node) { return node.y; });
    var left = Math.min.apply(null, xs) - 112;
    var width = Math.max.apply(null, xs) + 100 - left;
    var readable = Math.min(0.8, Math.max(0.62, container.clientWidth / width));
    if (model.nodes.length && network.getScale() < readable) {
      network.moveTo({
        scale: readable,
        position: {
          x: left + Math.min(width, container.clientWidth / readable) / 2,
          y: Math.min.apply(null, ys) - 30 + container.clientHeight / 2 / readable
        },
        animation: false
      });
    }
  }

  document.getElementById("save").addEventListener("click", function () {
    var drawn = container.querySelector("canvas");
    var ratio = drawn.width / drawn.clientWidth;
    var sheet = document.createElement("canvas");
    var lines = model.footnotes;
    sheet.width = drawn.width;
    sheet.height = drawn.height + (52 + 22 * lines.length) * ratio;
    var pen = sheet.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(drawn, 0, 44 * ratio);
    pen.scale(ratio, ratio);
    pen.fillStyle = "#16202e";
    pen.font = "bold 20px \"Noto Sans CJK SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif";
    pen.fillText(model.title, 16, 30);
    pen.fillStyle = "#5b6675";
    pen.font = "12px \"Noto Sans CJK SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif";
    lines.forEach(function (line, number) {
      pen.fillText(line, 16, 44 + drawn.clientHeight + 20 + 22 * number, drawn.clientWidth - 32);
    });
    sheet.toBlob(function (blob) {
      var anchor = document.createElement("a");
      anchor.href = URL.createObjectURL(blob);
      anchor.download = model.title.replace(/[\\/:*?"<>|\s·]+/g, "_") + ".png";
      anchor.click();
      setTimeout(function () { URL.revokeObjectURL(anchor.href); }, 1000);
    }, "image/png");
  });

  paint();
  start();
  window.explorer = { network: network, choose: choose, found: found };
})();
