// Puts a slide on its stage, makes what it holds fit, and goes to the slides beside it by click or by key.

// Sizes of letters in percent of the usual one.
const LARGEST = 130;
const USUAL = 100;
const SMALLER = 80;
const SMALLEST = 45;
const STEP = 5;
const FEWEST_ROWS = 6;
const KEYS = {
    ArrowRight: "after", ArrowDown: "after", PageDown: "after", " ": "after",
    ArrowLeft: "before", ArrowUp: "before", PageUp: "before",
};

const isCut = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

// Makes the letters of a box smaller until all of it fits.
function shrink(box) {
    for (let size = 100; size >= SMALLEST && (size === 100 || isCut(box)); size -= STEP) {
        box.style.setProperty("--size", size / 100);
    }
}

// What follows may be done again, when the letters have come or the window has another size: all is kept.

// Takes away from the end what finds no room even in the smallest letters.
function cutWords(box) {
    box.innerHTML = box.words ??= box.innerHTML;
    shrink(box);
    while (isCut(box) && box.children.length > 1) {
        if (box.lastElementChild.textContent === "…") {
            box.lastElementChild.previousElementSibling.remove();
        } else {
            box.lastElementChild.outerHTML = "<p>…</p>";
        }
    }
}

// Shows as many rows from the first as find room, in letters as large as they may be.
function cutRows(box) {
    const rows = (box.rows ??= [...box.querySelector("tbody").rows]);
    let best = { worth: 0 };
    for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
        const shown = showRows(box, rows, size);
        const isAll = shown === rows.length;
        // More rows are worth smaller letters only where they are many more: one long row may narrow all columns.
        const worth = size > USUAL && !isAll ? 0 : shown * size * size;
        best = worth > best.worth ? { size, worth } : best;
        if ((isAll && size >= USUAL) || (size <= SMALLER && shown >= FEWEST_ROWS)) {
            break;
        }
    }
    showRows(box, rows, best.size ?? SMALLEST);
}

function showRows(box, rows, size) {
    const body = box.querySelector("tbody");
    const rest = box.querySelector(".rest");
    box.style.setProperty("--size", size / 100);
    body.replaceChildren(...rows);
    say(rest, rows.length, box.dataset.total);
    while (isCut(box) && body.rows.length > 0) {
        body.lastElementChild.remove();
        say(rest, body.rows.length, box.dataset.total);
    }
    return body.rows.length;
}

function say(rest, shown, total) {
    const rows = shown < total ? rest.dataset.rows.replace("{count}", shown) : "";
    rest.textContent = [rows, rest.dataset.columns].filter(Boolean).join(" · ");
}

function fit(stage) {
    stage.querySelectorAll("header, footer > div").forEach(shrink);
    stage.querySelectorAll("[data-fit]").forEach((box) => {
        const make = box.matches(".rows") ? cutRows : box.matches(".words") ? cutWords : shrink;
        make(box);
    });
}

export default function ({ parentElement, data, setTriggerValue }) {
    const stage = parentElement.querySelector(".stage");
    stage.innerHTML = data.html;
    fit(stage);
    document.fonts.ready.then(() => fit(stage));
    const watch = new ResizeObserver(() => fit(stage));
    watch.observe(stage);

    const go = (link) => link && setTriggerValue("to", link.dataset.to);
    stage.onclick = (event) => {
        const link = event.target.closest("a[data-to]");
        if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
            event.preventDefault();
            go(link);
        }
    };
    const pressed = (event) => {
        const kind = !(event.ctrlKey || event.metaKey || event.altKey) && KEYS[event.key];
        const link = kind && stage.querySelector(`a.${kind}`);
        if (link) {
            event.preventDefault();
            go(link);
        }
    };
    stage.stop?.();
    document.addEventListener("keydown", pressed);
    stage.stop = () => {
        document.removeEventListener("keydown", pressed);
        watch.disconnect();
    };
    return () => stage.stop();
}
