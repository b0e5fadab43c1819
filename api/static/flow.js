/* Draws the flows as a sankey diagram with its title, counts and rules inside (the saved and the printed picture come from the server). */
"use strict";
(function () {
  const model = JSON.parse(document.getElementById("flow-model").textContent);
  const holder = document.getElementById("flow");
  const fonts = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif';
  const chart = window.echarts.init(holder, null, { renderer: "svg" });

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

  chart.setOption({
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
  });

  window.addEventListener("resize", function () { chart.resize(); });
})();
