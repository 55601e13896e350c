// The pad for a signature: finger, pen or mouse. The lines go into a hidden field, in the pad's own units.
// @ts-check

/** @typedef {[number, number]} Point */

const PEN = 3.2;
const STROKES = 200;
const POINTS = 4800;

/** @param {HTMLElement} pad */
function open(pad) {
  const canvas = /** @type {HTMLCanvasElement} */ (pad.querySelector('canvas'));
  const field = /** @type {HTMLInputElement} */ (pad.querySelector('input[name="signature"]'));
  const pen = canvas.getContext('2d');
  if (!pen) return;
  /** @type {Point[][]} */
  const strokes = [];
  /** The pointer that draws now: the palm beside a pen is none. @type {number | null} */
  let drawing = null;

  /** @param {number} width @param {number} height */
  function size(width, height) {
    canvas.width = width;
    canvas.height = height;
    draw();
  }

  function draw() {
    if (!pen) return;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = '#000';
    // As wide as a pen on every screen, also where the pad is small.
    pen.lineWidth = Math.max(PEN, (2 * canvas.width) / (canvas.clientWidth || canvas.width));
    pen.lineCap = pen.lineJoin = 'round';
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(...stroke[0]);
      // A dot is a line of no length, which round ends make visible.
      if (stroke.length === 1) pen.lineTo(...stroke[0]);
      for (const point of stroke.slice(1)) pen.lineTo(...point);
      pen.stroke();
    }
  }

  function keep() {
    const lines = strokes.map((stroke) => stroke.map((point) => point.join(',')).join(' '));
    field.value = strokes.length ? [`${canvas.width}x${canvas.height}`, ...lines].join(';') : '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** @param {string} value */
  function restore(value) {
    const [box, ...lines] = value.split(';');
    const [width, height] = box.split('x').map(Number);
    for (const line of lines) strokes.push(line.split(' ').map((point) => /** @type {Point} */ (point.split(',').map(Number))));
    size(width, height);
  }

  /** @param {PointerEvent} event @returns {Point} */
  function at(event) {
    const box = canvas.getBoundingClientRect();
    const inside = (/** @type {number} */ part, /** @type {number} */ whole) => Math.max(0, Math.min(whole - 1, Math.round(part * whole)));
    return [inside((event.clientX - box.left) / box.width, canvas.width), inside((event.clientY - box.top) / box.height, canvas.height)];
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerId !== drawing) return;
    const stroke = strokes[strokes.length - 1];
    const all = strokes.reduce((sum, one) => sum + one.length, 0);
    // Between two frames a pen may have been at more places; not every browser tells, and none without TLS.
    const places = event.getCoalescedEvents?.() ?? [];
    for (const place of places.length ? places : [event]) {
      const [x, y] = at(place);
      const [lastX, lastY] = stroke[stroke.length - 1];
      if (all + 1 < POINTS && Math.hypot(x - lastX, y - lastY) >= 2) stroke.push([x, y]);
    }
    draw();
  }

  canvas.addEventListener('pointerdown', (event) => {
    if (drawing !== null || event.button !== 0 || strokes.length >= STROKES) return;
    event.preventDefault();
    drawing = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    strokes.push([at(event)]);
    draw();
  });
  canvas.addEventListener('pointermove', move);
  // A line is no gesture: without this some browsers wait for one, and take the next tap for its end.
  canvas.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, (event) => {
      if (/** @type {PointerEvent} */ (event).pointerId !== drawing) return;
      drawing = null;
      keep();
    });
  }
  pad.querySelector('[data-undo]')?.addEventListener('click', () => {
    strokes.pop();
    draw();
    keep();
  });
  pad.querySelector('[data-clear]')?.addEventListener('click', () => {
    strokes.length = 0;
    draw();
    keep();
  });

  if (field.value) restore(field.value);
  // On a phone the pad is narrow: higher for its width.
  else size(900, canvas.clientWidth < 500 ? 480 : 320);
}

for (const pad of document.querySelectorAll('[data-sign]')) open(/** @type {HTMLElement} */ (pad));
