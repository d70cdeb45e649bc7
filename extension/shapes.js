// shapes.js: the drawings of the interface, as data. A level is told by its shape and its word as
// well as by its colour. content.js draws them from what the worker sends; a path's role is its CSS
// class: `fill` in the level's colour, `line` on top of it, `stone` and `streak` of our mark.

/**
 * @typedef {object} Shape
 * @property {string} name
 * @property {{d: string, role: string}[]} paths in a box of 24 by 24
 */

/** @type {Shape} a gold streak on a black stone */
export const MARK = {
  name: 'mark',
  paths: [
    {
      d: 'M8.2 3.1 14.6 2.4a3 3 0 0 1 2.6 1l3.9 4.6a3 3 0 0 1 .7 2.1l-.6 6a3 3 0 0 1-1.3 2.2' +
          'l-4.8 3.1a3 3 0 0 1-2 .5l-6.2-.8a3 3 0 0 1-2.1-1.3l-2.3-3.7a3 3 0 0 1-.4-2l.8-5.7' +
          'A3 3 0 0 1 4 6.5l2.4-2.6a3 3 0 0 1 1.8-.8Z',
      role: 'stone',
    },
    {d: 'M7.4 15.6 16.4 7.6', role: 'streak'},
    {d: 'M11.6 16.9 16.2 12.9', role: 'streak thin'},
  ],
};

/** @type {Record<string, Shape>} by level */
export const SHAPES = {
  likely_scam: {
    name: 'octagon',
    paths: [
      {d: 'M8.1 2h7.8L22 8.1v7.8L15.9 22H8.1L2 15.9V8.1Z', role: 'fill'},
      {d: 'M8.6 8.6 15.4 15.4M15.4 8.6 8.6 15.4', role: 'line'},
    ],
  },
  caution: {
    name: 'triangle',
    paths: [
      {d: 'M10.3 3.2a2 2 0 0 1 3.4 0l8.6 14.9a2 2 0 0 1-1.7 2.9H3.4a2 2 0 0 1-1.7-2.9Z', role: 'fill'},
      {d: 'M12 9v4.6M12 17.3v.1', role: 'line'},
    ],
  },
  ban: {
    name: 'barred circle',
    paths: [
      {d: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20Z', role: 'fill'},
      {d: 'M7.2 12h9.6', role: 'line thick'},
    ],
  },
  no_warning: {
    name: 'ring',
    paths: [{d: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', role: 'outline'}],
  },
  none: {
    name: 'dash',
    paths: [
      {d: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', role: 'outline dashed'},
    ],
  },
  error: {
    name: 'question',
    paths: [
      {d: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z', role: 'outline'},
      {d: 'M9.7 9.6a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1.1.9-1.1 1.8M12 16.4v.1', role: 'mark'},
    ],
  },
};

/** @type {Shape} */
export const CLOSE = {name: 'close', paths: [{d: 'M6 6 18 18M18 6 6 18', role: 'mark'}]};

/** @type {Shape} an arrow out of a box: the link leaves the page */
export const OUTWARD = {name: 'outward', paths: [{d: 'M8 16 16.5 7.5M9.5 7.5h7v7', role: 'mark'}]};
