// What the charts use of plotly.js and nothing else: three kinds of traces, annotations, shapes, hover, French.
// (hover needs the legend and the mode bar to be there, though neither is shown.)
const registre = require("plotly.js/src/registry");
const api = require("plotly.js/src/plot_api");
require("plotly.js/build/plotcss");

for (const nom of Object.keys(api)) registre.register({ moduleType: "apiMethod", name: nom, fn: api[nom] });
registre.register([
  require("plotly.js/lib/scatter"),
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/src/components/annotations"),
  require("plotly.js/src/components/shapes"),
  require("plotly.js/src/components/colorscale"),
  require("plotly.js/src/components/legend"),
  require("plotly.js/src/components/fx"),
  require("plotly.js/src/components/modebar"),
  require("plotly.js/src/locale-en"),
  require("plotly.js/src/locale-en-us"),
  require("plotly.js/lib/locales/fr"),
]);

module.exports = {
  react: api.react,
  toImage: api.toImage,
  purge: api.purge,
  resize: require("plotly.js/src/plots/plots").resize,
};
