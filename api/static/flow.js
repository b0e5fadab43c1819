/* Draws the flows as a sankey diagram that answers to the pointer, once somebody asks for it: the library is heavy. What
   stands on the page before, what is saved and what is printed comes from the server, in the same columns. */
"use strict";
(function () {
  const model = JSON.parse(document.getElementById("flow-model").textContent);
  const holder = document.getElementById("flow");
  const fonts = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif';

  function escaped(text) {
    const made = document.createElement("span");
    made.textContent = text;
    return made.innerHTML;
  }

  function told(hovered) {
    const known = hovered.data;
    const amount = (Math.round(hovered.value * 10) / 10).toLocaleString() + " " + model.unit;
    if (hovered.dataType === "node") {
      return escaped(hovered.name) + "：" + amount;
    }
    const lines = [escaped(known.source + " → " + known.target) + "：" + amount];
    return lines.concat((known.examples || []).map(escaped)).join("<br>");
  }

  function chosen() {
    return {
      animation: false,
      textStyle: { fontFamily: fonts },
      backgroundColor: "#fff",
      title: { text: model.title, subtext: model.subtitle, left: 4, top: 2, itemGap: 4,
        textStyle: { fontSize: 17, color: "#16202e" }, subtextStyle: { fontSize: 12, color: "#5b6675" } },
      graphic: [{ type: "text", left: 6, bottom: 4, silent: true,
        style: { text: model.foot, fontSize: 11, fill: "#5b6675", width: holder.clientWidth - 20, overflow: "break",
          fontFamily: fonts } }],
      tooltip: { trigger: "item", confine: true, formatter: told, textStyle: { fontSize: 12.5 } },
      series: [{
        type: "sankey", left: 14, right: 130, top: 60, bottom: 44, nodeWidth: 15, nodeGap: 12, draggable: false,
        nodeAlign: "justify", layoutIterations: 64, emphasis: { focus: "adjacency" },
        label: { fontSize: 12.5, color: "#16202e" },
        lineStyle: model.observed ? { color: "gradient", opacity: 0.42 } : { color: "source", opacity: 0.2 },
        data: model.nodes.map(function (node) {
          return { name: node.name, depth: node.depth, itemStyle: { color: node.color, borderWidth: 0 } };
        }),
        links: model.links,
      }],
    };
  }

  function draw() {
    document.getElementById("flows").classList.add("drawn");
    const chart = window.echarts.init(holder, null, { renderer: "svg" });
    chart.setOption(chosen());
    window.addEventListener("resize", function () { chart.resize(); });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-draw]");
    if (!button || button.disabled) {
      return;
    }
    button.disabled = true;
    const library = document.createElement("script");
    library.src = holder.dataset.library;
    library.onload = draw;
    document.head.appendChild(library);
  });
})();
